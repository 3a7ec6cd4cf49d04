package dev.migrationledger.runner.cli.schema;

import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.diff.SchemaDiff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the schema, compares two of them, writes one down. */
@Command(
    name = "schema",
    description = "Shows a schema, what two of them differ in, or writes one to a file.",
    footer = {
      "",
      "A SNAPSHOT is " + SnapshotSource.WORDS + ".",
      "",
      "Examples:",
      "  ledger schema show                       the target as it is",
      "  ledger schema show --object users        what has this name, and its parts",
      "  ledger schema diff                       what the ledger goes by, and the target now",
      "  ledger schema diff 4f2a live             since that run or snapshot",
      "  ledger schema export --out before.json   canonical JSON (RFC 8785), to keep or to compare",
      "",
      "Exit: 0 done, 5 diff found differences, 8 the ledger has no snapshot, 9 unreachable"
    })
public final class SchemaCommand extends LedgerTask {

  /** What to do with it. */
  enum Verb {
    show,
    diff,
    export
  }

  @Parameters(index = "0", paramLabel = "VERB", description = "show, diff or export")
  private Verb verb = Verb.show;

  @Parameters(index = "1..*", arity = "0..2", paramLabel = "SNAPSHOT", description = "Which")
  private List<String> snapshots = new ArrayList<>();

  @Option(names = "--object", paramLabel = "NAME", description = "Only what has this name")
  private String object = "";

  @Option(names = "--out", paramLabel = "FILE", description = "Where export writes to")
  private @Nullable String out;

  @Override
  protected ExitCode run(Workspace workspace) {
    var source = new SnapshotSource(workspace, folder());
    return switch (verb) {
      case show -> show(workspace, source.of(word(0, "live")));
      case export -> export(source.of(word(0, "live")));
      case diff -> diff(workspace, source);
    };
  }

  private String word(int place, String otherwise) {
    int most = verb == Verb.diff ? 2 : 1;
    if (snapshots.size() > most) {
      throw new UsageProblem(
          "ledger schema %s takes %s, not %d"
              .formatted(verb, most == 1 ? "one snapshot" : "two snapshots", snapshots.size()));
    }
    return snapshots.size() > place ? snapshots.get(place) : otherwise;
  }

  private ExitCode show(Workspace workspace, SchemaSnapshot snapshot) {
    var objects =
        snapshot.objects().stream()
            .filter(one ->
                object.isEmpty()
                    || one.key().name().equals(object)
                    || one.key().parent().equals(object)
                    || one.key().qualified().equals(object))
            .toList();
    if (json()) {
      answer(SchemaAnswer.of(workspace.target(), snapshot.hash(), objects));
    } else {
      new SchemaPrinter(console()).show(snapshot.hash(), objects);
    }
    return ExitCode.DONE;
  }

  private ExitCode export(SchemaSnapshot snapshot) {
    if (out == null) {
      console().raw(snapshot.json());
      return ExitCode.DONE;
    }
    var file = folder().resolve(out);
    try {
      var fresh = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(fresh, snapshot.json());
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(out + " cannot be written", e);
    }
    console().note("%s: %s".formatted(out, snapshot));
    return ExitCode.DONE;
  }

  private ExitCode diff(Workspace workspace, SnapshotSource source) {
    var before = source.of(word(0, "recorded"));
    var after = source.of(word(1, "live"));
    var changes = SchemaDiff.between(before, after);
    if (json()) {
      answer(SchemaDiffAnswer.of(workspace.target(), before.hash(), after.hash(), changes));
    } else {
      new SchemaPrinter(console()).diff(before.hash(), after.hash(), changes);
    }
    return changes.isEmpty() ? ExitCode.DONE : ExitCode.DRIFT;
  }
}
