package dev.migrationledger.runner.cli.schema;

import dev.migrationledger.query.schema.DriftAnswer;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.Console.Paint;
import dev.migrationledger.runner.cli.Printable;
import dev.migrationledger.runner.cli.deploy.FindingPrinter;
import dev.migrationledger.runner.cli.shadow.ShadowOptions;
import dev.migrationledger.runner.drift.DriftScan;
import dev.migrationledger.runner.drift.ThreeWay;
import dev.migrationledger.runner.shadow.HeadReplay;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The schema that the migrations make of an empty database, beside the target and the ledger. */
record DriftReplay(HeadReplay head, List<ThreeWay.Difference> differences) {

  /** Replays what is done on the target, and compares when that comes to its end. */
  static DriftReplay of(
      Workspace workspace,
      DriftScan scan,
      ShadowOptions options,
      Map<String, String> variables,
      Path folder) {
    var state = workspace.gateway().state(workspace.target());
    var settings = workspace.settings();
    var shadow = options.settings(settings, state.environment(), folder);
    var migrations = MigrationDirectory.read(workspace.migrations(), settings.naming());
    try (var server = options.server(variables)) {
      var head =
          HeadReplay.of(
              state, migrations, settings.naming(), server, shadow, ShadowOptions.cache(folder));
      return new DriftReplay(
          head,
          head.replayed()
              .schema()
              .map(schema -> scan.beside(schema, server.roles()))
              .orElse(List.of()));
    }
  }

  boolean agrees() {
    return differences.isEmpty() && !head.replayed().failed();
  }

  ReplayAnswer answer(DriftAnswer drift) {
    return ReplayAnswer.of(drift, head, differences);
  }

  void print(Console console) {
    head.notes().forEach(note -> console.answer(Paint.WARN, "note: " + Printable.line(note)));
    var replayed = head.replayed();
    new FindingPrinter(console).print(replayed.findings());
    if (replayed.failed()) {
      console.answer(Paint.BAD, "replay: it did not come to its end, nothing is compared with it");
      return;
    }
    for (var difference : differences) {
      console.answer(
          Paint.STRONG,
          "replay   %s: %s"
              .formatted(Printable.line(difference.key().toString()), difference.said()));
    }
    var of =
        "%d %s, replayed on PostgreSQL %s"
            .formatted(
                replayed.migrations().size(),
                replayed.migrations().size() == 1 ? "migration" : "migrations",
                replayed.serverVersion());
    console.answer(
        agrees() ? Paint.GOOD : Paint.BAD,
        agrees()
            ? "replay: live, ledger and replay agree (%s)".formatted(of)
            : "replay: about %d %s not all three agree (%s)"
                .formatted(differences.size(), differences.size() == 1 ? "object" : "objects", of));
  }
}
