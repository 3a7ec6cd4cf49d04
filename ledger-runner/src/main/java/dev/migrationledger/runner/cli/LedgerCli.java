package dev.migrationledger.runner.cli;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.runner.workspace.ProgramVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code ledger}. */
@Command(
    name = "ledger",
    version = "migration-ledger " + ProgramVersion.TEXT,
    description =
        "A ledger of PostgreSQL schema migrations: deploys them, and answers what happened.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Start here:  ledger demo      the whole story, on a PostgreSQL of its own",
      "             ledger new NAME, ledger migrate, ledger status, ledger ask \"...\"",
      "",
      "Exit: 0 done, 1 a migration failed, 2 usage, 3 refused, 4 something is pending, 5 drift,",
      "      6 lock busy, 7 evidence tampered, 8 cannot decide, 9 unreachable"
    })
public final class LedgerCli implements Runnable {

  private final Console console;
  private final Map<String, String> environment;
  private final Path folder;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private LedgerCli(Console console, Map<String, String> environment, Path folder) {
    this.console = console;
    this.environment = environment;
    this.folder = folder;
  }

  /** Runs a command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    var folder = Path.of("").toAbsolutePath();
    System.exit(run(Console.system(), System.getenv(), folder, arguments));
  }

  /** Runs a command line as if started in a folder. */
  public static int run(
      Console console, Map<String, String> environment, Path folder, String... arguments) {
    var line = new CommandLine(new LedgerCli(console, environment, folder));
    Commands.of(arguments).forEach(line::addSubcommand);
    line.setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(console.answers())
        .setErr(console.notes())
        .setUsageHelpAutoWidth(true)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                console.isTerminal() ? CommandLine.Help.Ansi.AUTO : CommandLine.Help.Ansi.OFF));
    line.getSubcommands().values().forEach(c -> c.getCommandSpec().mixinStandardHelpOptions(true));
    var usual = line.getParameterExceptionHandler();
    line.setParameterExceptionHandler((e, words) -> {
      if (wantsJson(List.of(words))) {
        console.raw(
            AnswerJson.write(Failures.answer(ExitCode.USAGE, String.valueOf(e.getMessage()))));
      }
      return usual.handleParseException(e, words);
    });
    var status = line.execute(arguments);
    console.flush();
    return status;
  }

  /** What the options say, although they could not be understood as a whole. */
  private static boolean wantsJson(List<String> words) {
    var said = " " + String.join(" ", words).toLowerCase(Locale.ROOT).replace('=', ' ') + " ";
    return said.contains(" --output json ") || said.contains(" -o json ");
  }

  Console console() {
    return console;
  }

  Map<String, String> environment() {
    return environment;
  }

  Path folder() {
    return folder;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
  }
}
