package dev.migrationledger.runner.cli.adopt;

import dev.migrationledger.domain.history.ImportedRow;
import dev.migrationledger.domain.history.ImportedRow.Agreement;
import dev.migrationledger.domain.history.ImportedRow.State;
import dev.migrationledger.runner.adopt.Adoption;
import dev.migrationledger.runner.adopt.ImportPlan;
import dev.migrationledger.runner.adopt.ImportPlanner;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.Table;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.cli.deploy.DeployOptions;
import dev.migrationledger.runner.cli.deploy.FindingPrinter;
import dev.migrationledger.runner.history.HistoryReader;
import dev.migrationledger.runner.history.HistoryTables;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.store.log.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes another tool's history over. */
@Command(
    name = "import",
    description =
        "Reads another tool's history from the target, ties it to the files, and records it as"
            + " imported, not witnessed: what it says ran counts as applied and never runs again.",
    footer = {
      "",
      "Examples:",
      "  ledger import --dry-run",
      "  ledger import --from flyway --reason \"moved from Flyway\"",
      "  ledger import --from table --table applied_migrations --version id --applied-at applied_at"
          + " --reason \"took over\"",
      "",
      "Exit: 0 done or nothing new, 2 no history or not a clear one, 3 refused by findings"
    })
public final class ImportCommand extends LedgerTask {

  @Mixin private ImportOptions options = new ImportOptions();

  @Option(names = "--dry-run", description = "Show what would be recorded, and record nothing")
  private boolean dryRun;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for the record; needed but for --dry-run")
  private String reason = "";

  @Override
  protected ExitCode run(Workspace workspace) {
    var wanted = options.request();
    if (!dryRun && reason.isBlank()) {
      throw new UsageProblem("importing needs --reason \"...\": it is recorded (or --dry-run)");
    }
    var session = workspace.session();
    var table = options.choose(HistoryTables.of(session));
    var history = HistoryReader.read(session, table, options.mapping());
    var looking = DeployOptions.looking(workspace);
    var state = workspace.gateway().state(workspace.target());
    var plan = ImportPlanner.plan(history, looking.folder().get(), state, wanted);
    if (dryRun || plan.refused()) {
      return tell(workspace, plan, List.of());
    }
    var outcome =
        new Adoption(looking, session, workspace.recorder()).record(history, wanted, reason);
    return tell(workspace, outcome.plan(), outcome.events());
  }

  private ExitCode tell(Workspace workspace, ImportPlan plan, List<StoredEvent> events) {
    var answer = sentence(workspace, plan, events);
    if (json()) {
      answer(
          ImportAnswer.of(
              workspace.target(), workspace.gateway().asOf(), dryRun, plan, answer, events));
    } else {
      console().answer(Console.Paint.STRONG, head(plan));
      if (dryRun) {
        table(plan).lines().forEach(line -> console().answer("  " + line));
      }
      new FindingPrinter(console()).print(plan.findings());
      console().answer(answer);
    }
    return plan.refused() ? ExitCode.REFUSED : ExitCode.DONE;
  }

  private static String head(ImportPlan plan) {
    var parts = new ArrayList<String>();
    for (var state : State.values()) {
      count(plan, r -> r.state() == state, ImportAnswer.word(state), parts);
    }
    var checks = new ArrayList<String>();
    for (var agreement : Agreement.values()) {
      count(
          plan,
          r -> r.agreement() == agreement && r.state() == State.APPLIED && !r.implied(),
          switch (agreement) {
            case AGREES -> "agrees with the file";
            case DIFFERS -> "differs";
            case NOT_CHECKED -> "not checked";
          },
          checks);
    }
    return "%s keeps its history in %s: %s%s"
        .formatted(
            plan.table().tool().word(),
            plan.table().label(),
            parts.isEmpty() ? "no rows" : String.join(", ", parts),
            checks.isEmpty() ? "" : "; checksum: " + String.join(", ", checks));
  }

  private static void count(
      ImportPlan plan, Predicate<ImportedRow> which, String word, List<String> into) {
    var count = plan.rows().stream().filter(which).count();
    if (count > 0) {
      into.add(count + " " + word);
    }
  }

  private static Table table(ImportPlan plan) {
    var table = new Table("VERSION", "NAME", "STATE", "APPLIED AT", "BY", "CHECKSUM", "FILE");
    for (var row : plan.rows()) {
      table.row(
          row.version(),
          row.name(),
          ImportAnswer.word(row.state()) + (row.implied() ? " (implied)" : ""),
          row.appliedAt().replaceFirst("\\.\\d+", ""),
          row.appliedBy(),
          ImportAnswer.word(row.agreement()),
          row.file().isEmpty() ? "-" : row.file());
    }
    return table;
  }

  private String sentence(Workspace workspace, ImportPlan plan, List<StoredEvent> events) {
    var rows = plan.rows().size() == 1 ? "1 row" : plan.rows().size() + " rows";
    if (plan.refused()) {
      var errors = plan.findings().stream().filter(f -> f.blocks()).count();
      return "%d %s the import; nothing was recorded"
          .formatted(errors, errors == 1 ? "finding refuses" : "findings refuse");
    }
    if (dryRun) {
      return "nothing refuses the import of " + rows + "; nothing was recorded (--dry-run)";
    }
    if (events.isEmpty()) {
      return "nothing new: %s of %s are on record for target \"%s\" already"
          .formatted(rows, plan.table().label(), workspace.target());
    }
    return "%s of %s are on record for target \"%s\", tied to %d %s: imported, not witnessed"
        .formatted(
            rows,
            plan.table().label(),
            workspace.target(),
            plan.files().size(),
            plan.files().size() == 1 ? "file" : "files");
  }
}
