package dev.migrationledger.runner.cli.adopt;

import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.OutputFormat;
import dev.migrationledger.runner.doctor.Doctor;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;

/** Says what is wrong with an inherited target. */
@Command(
    name = "doctor",
    description =
        "Examines folder, target, other tools' histories, git and ledger together, and says what is"
            + " wrong, why, and what to do. Changes and records nothing.",
    footer = {
      "",
      "Examples:",
      "  ledger doctor",
      "  ledger doctor --output markdown > report.md",
      "",
      "Exit: 0 nothing that should not wait, 3 findings that are errors"
    })
public final class DoctorCommand extends LedgerTask {

  @Override
  protected Set<OutputFormat> formats() {
    return EnumSet.of(OutputFormat.human, OutputFormat.json, OutputFormat.markdown);
  }

  @Override
  protected ExitCode run(Workspace workspace) {
    var naming = workspace.settings().naming();
    var folder = MigrationDirectory.read(workspace.migrations(), naming);
    var session = workspace.session();
    var state = workspace.gateway().state(workspace.target());
    var diagnosis = Doctor.examine(session, folder, naming, state, workspace.history());
    switch (format()) {
      case json ->
          answer(DoctorAnswer.of(workspace.target(), workspace.gateway().asOf(), diagnosis));
      case markdown -> new DoctorPrinter(console()).markdown(workspace.target(), diagnosis);
      case human, mermaid, dot, sarif, github, html, pdf, csv ->
          new DoctorPrinter(console()).human(workspace.target(), diagnosis);
    }
    return diagnosis.ill() ? ExitCode.REFUSED : ExitCode.DONE;
  }
}
