package dev.migrationledger.runner.cli;

import dev.migrationledger.runner.cli.adopt.DoctorCommand;
import dev.migrationledger.runner.cli.adopt.ImportCommand;
import dev.migrationledger.runner.cli.change.AckCommand;
import dev.migrationledger.runner.cli.change.ApproveCommand;
import dev.migrationledger.runner.cli.change.BaselineCommand;
import dev.migrationledger.runner.cli.change.RebuildCommand;
import dev.migrationledger.runner.cli.change.RetireCommand;
import dev.migrationledger.runner.cli.change.ReviewCommand;
import dev.migrationledger.runner.cli.ci.CiCommand;
import dev.migrationledger.runner.cli.contract.ContractCommand;
import dev.migrationledger.runner.cli.demo.DemoCommand;
import dev.migrationledger.runner.cli.demo.ServeCommand;
import dev.migrationledger.runner.cli.demo.WarmUpCommand;
import dev.migrationledger.runner.cli.deploy.MigrateCommand;
import dev.migrationledger.runner.cli.deploy.NewCommand;
import dev.migrationledger.runner.cli.deploy.PlanCommand;
import dev.migrationledger.runner.cli.deploy.ValidateCommand;
import dev.migrationledger.runner.cli.inspect.AskCommand;
import dev.migrationledger.runner.cli.inspect.EditsCommand;
import dev.migrationledger.runner.cli.inspect.GraphCommand;
import dev.migrationledger.runner.cli.inspect.HistoryCommand;
import dev.migrationledger.runner.cli.inspect.LocksCommand;
import dev.migrationledger.runner.cli.inspect.StatusCommand;
import dev.migrationledger.runner.cli.inspect.VerifyCommand;
import dev.migrationledger.runner.cli.lint.LintCommand;
import dev.migrationledger.runner.cli.recover.RecoverCommand;
import dev.migrationledger.runner.cli.report.ReportCommand;
import dev.migrationledger.runner.cli.rollback.RollbackCommand;
import dev.migrationledger.runner.cli.schema.DriftCommand;
import dev.migrationledger.runner.cli.schema.SchemaCommand;
import dev.migrationledger.runner.cli.watch.WatchCommand;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * The commands in the order in which the help shows them. Their names stand here too, so that a
 * command line that names one does not have the others looked at: that would take longer than many
 * an answer.
 */
enum Commands {
  MIGRATE("migrate up", MigrateCommand.class),
  PLAN("plan", PlanCommand.class),
  VALIDATE("validate", ValidateCommand.class),
  GRAPH("graph", GraphCommand.class),
  LINT("lint", LintCommand.class),
  CI("ci", CiCommand.class),
  STATUS("status info", StatusCommand.class),
  HISTORY("history log", HistoryCommand.class),
  EDITS("edits", EditsCommand.class),
  ASK("ask", AskCommand.class),
  REPORT("report", ReportCommand.class),
  VERIFY("verify", VerifyCommand.class),
  CONTRACT("contract", ContractCommand.class),
  SCHEMA("schema", SchemaCommand.class),
  DRIFT("drift", DriftCommand.class),
  NEW("new", NewCommand.class),
  APPROVE("approve", ApproveCommand.class),
  REVIEW("review", ReviewCommand.class),
  ACK("ack", AckCommand.class),
  RETIRE("retire", RetireCommand.class),
  BASELINE("baseline", BaselineCommand.class),
  IMPORT("import", ImportCommand.class),
  DOCTOR("doctor", DoctorCommand.class),
  RECOVER("recover", RecoverCommand.class),
  ROLLBACK("rollback", RollbackCommand.class),
  WATCH("watch", WatchCommand.class),
  LOCKS("locks", LocksCommand.class),
  REBUILD("rebuild", RebuildCommand.class),
  SERVE("serve", ServeCommand.class),
  DEMO("demo", DemoCommand.class),
  WARM_UP("warm-up", WarmUpCommand.class),
  HELP("help", CommandLine.HelpCommand.class);

  private final String names;
  private final Class<?> type;

  Commands(String names, Class<?> type) {
    this.names = names;
    this.type = type;
  }

  /** Its name, and its aliases after it. */
  List<String> names() {
    return List.of(names.split(" ", -1));
  }

  Class<?> type() {
    return type;
  }

  /**
   * The command that a command line starts with; all of them when it starts otherwise, none when it
   * only asks for the version.
   */
  static List<Class<?>> of(String... arguments) {
    var first = arguments.length == 0 ? "" : arguments[0];
    if (arguments.length == 1 && (first.equals("--version") || first.equals("-V"))) {
      return List.of();
    }
    var named = Stream.of(values()).filter(c -> c.names().contains(first) && c != HELP).findFirst();
    return named
        .<List<Class<?>>>map(c -> List.of(c.type))
        .orElseGet(() -> Stream.of(values()).<Class<?>>map(Commands::type).toList());
  }
}
