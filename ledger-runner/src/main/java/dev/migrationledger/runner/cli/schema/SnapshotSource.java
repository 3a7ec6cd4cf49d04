package dev.migrationledger.runner.cli.schema;

import dev.migrationledger.query.schema.SchemaValidationLog.Look;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.drift.RecordedSchema;
import dev.migrationledger.runner.schema.LiveSchema;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.schema.SchemaSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which snapshot somebody means by a word. */
record SnapshotSource(Workspace workspace, Path folder) {

  private static final int SHORTEST = 4;

  /** What the words are, for the help. */
  static final String WORDS =
      "live (the target now), recorded (what the ledger goes by), the hash of a recorded snapshot or"
          + " the id of a run (their first characters are enough), or an exported file";

  SchemaSnapshot of(String word) {
    return switch (word) {
      case "live" -> LiveSchema.of(workspace.session());
      case "recorded" ->
          RecordedSchema.of(
              workspace.gateway(), workspace.gateway().state(workspace.target()).schema());
      default -> named(word);
    };
  }

  private SchemaSnapshot named(String word) {
    var file = folder.resolve(word);
    if (Files.isRegularFile(file)) {
      try {
        return SchemaSnapshot.parse(Files.readString(file));
      } catch (IOException e) {
        throw new UncheckedIOException(word + " cannot be read", e);
      }
    }
    var looks = matching(word);
    if (looks.isEmpty()) {
      throw new UsageProblem(
          "\"%s\" is no file and no snapshot of target \"%s\"; known are %s"
              .formatted(word, workspace.target(), WORDS));
    }
    var look = looks.getFirst();
    return workspace
        .gateway()
        .text(look.content())
        .map(SchemaSnapshot::parse)
        .filter(snapshot -> snapshot.hash().equals(look.hash()))
        .orElseThrow(() ->
            new UsageProblem(
                "the text of snapshot %s is not kept any more, or it is another"
                    .formatted(look.hash().substring(0, 12))));
  }

  private List<Look> matching(String word) {
    if (word.length() < SHORTEST || !workspace.hasLedger()) {
      return List.of();
    }
    return workspace.answers().schemas(workspace.target()).stream()
        .filter(look -> look.hash().startsWith(word) || look.run().startsWith(word))
        .toList();
  }
}
