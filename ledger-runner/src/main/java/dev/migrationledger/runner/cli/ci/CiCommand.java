package dev.migrationledger.runner.cli.ci;

import dev.migrationledger.embedded.EmbeddedPostgresException;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.runner.attribution.BaseBranch;
import dev.migrationledger.runner.ci.Ci;
import dev.migrationledger.runner.ci.CiCheck;
import dev.migrationledger.runner.ci.CiContract;
import dev.migrationledger.runner.ci.CiLedger;
import dev.migrationledger.runner.ci.CiReport;
import dev.migrationledger.runner.ci.CiRequest;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.Printable;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.cli.contract.ContractFile;
import dev.migrationledger.runner.cli.lint.GithubAnnotation;
import dev.migrationledger.runner.cli.lint.LintLine;
import dev.migrationledger.runner.cli.lint.SarifLog;
import dev.migrationledger.runner.cli.shadow.ShadowOptions;
import dev.migrationledger.runner.lint.LintPolicy;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.shadow.ShadowServer;
import dev.migrationledger.runner.shadow.ShadowSettings;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.sql.lint.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a change before it is merged. */
@Command(
    name = "ci",
    description = {
      "Runs all migrations on an empty database, proves the down scripts, and checks everything"
          + " that would stop a deploy after the merge. Changes nothing.",
      "Without --shadow-url the database is an embedded PostgreSQL, gone at the end."
    },
    footer = {
      "",
      "Examples:",
      "  ledger ci",
      "  ledger ci --base origin/main --junit ledger.xml --sarif ledger.sarif",
      "  ledger ci --base origin/main --shadow-url postgres://postgres@localhost/postgres",
      "",
      "Exit: 0 all holds, 1 a migration failed, 3 something refuses a deploy, 5 the contract is broken,",
      "  9 no server or ledger"
    })
public final class CiCommand extends LedgerTask {

  private static final String GITHUB = "github";

  @Option(
      names = "--base",
      paramLabel = "BRANCH",
      description =
          "The branch this one goes into: what it has must be unchanged, and the merge is checked")
  private String base = "";

  @Mixin private ShadowOptions replay = new ShadowOptions();

  @Option(
      names = "--exit-code",
      description = "Exit with 4 when all holds and the ledger's target has not run all of it yet")
  private boolean exitCode;

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes the result as JUnit XML")
  private String junit = "";

  @Option(
      names = "--sarif",
      paramLabel = "FILE",
      description = "Writes the findings as SARIF 2.1.0")
  private String sarif = "";

  @Option(
      names = "--annotations",
      paramLabel = "KIND",
      description =
          "github writes workflow commands, none does not (default: github when GITHUB_ACTIONS is"
              + " true)")
  private String annotations = "";

  @Override
  protected ExitCode run(Workspace workspace) {
    var annotated = isAnnotated();
    var settings = workspace.settings();
    if (exitCode && ledger(workspace).isEmpty()) {
      throw new UsageProblem(
          "--exit-code asks what has run, and no ledger was named; name one with --url or"
              + " --ledger-url");
    }
    var environment = settings.text(Setting.ENVIRONMENT);
    var shadow =
        replay.settings(settings, environment.isEmpty() ? "production" : environment, folder());
    var rules = Rulebook.load();
    try (var server = replay.server(environment())) {
      var version = settings.lint().targetVersion();
      var policy =
          new LintPolicy(
              rules,
              settings.lint(),
              version > 0 ? version : Integer.parseInt(server.majorVersion()),
              Set.of());
      var report = check(workspace, shadow, server, policy);
      var exit = CiExit.of(report);
      if (exit == ExitCode.DONE && exitCode && report.pending()) {
        exit = ExitCode.PENDING;
      }
      var lines = lines(settings.folder(), report);
      write(junit, "--junit", () -> JunitReport.of(report));
      write(sarif, "--sarif", () -> AnswerJson.write(SarifLog.of("ledger ci", rules.all(), lines)));
      if (json()) {
        answer(workspace, shadow.environment(), report, exit);
      } else {
        print(report, annotated);
      }
      if (annotated) {
        annotate(lines);
      }
      return exit;
    }
  }

  private CiReport check(
      Workspace workspace, ShadowSettings shadow, ShadowServer server, LintPolicy policy) {
    var branch =
        base.isEmpty()
            ? List.<BaseBranch>of()
            : List.of(BaseBranch.open(workspace.migrations(), base, environment()));
    try {
      return Ci.run(
          new CiRequest(
              workspace.migrations(),
              workspace.settings().naming(),
              workspace.settings().allowsCosmeticEdits(),
              policy,
              shadow,
              server,
              ShadowOptions.cache(folder()),
              base,
              branch,
              ledger(workspace),
              workspace.settings().approvals(),
              contract(workspace)));
    } catch (EmbeddedPostgresException e) {
      console()
          .note(
              "ci replays on an embedded server, and none is to be had. Name a server with"
                  + " --shadow-url: databases are made there, and removed.");
      throw e;
    } finally {
      branch.forEach(BaseBranch::close);
    }
  }

  /** Only one that was named: the embedded one knows nothing of what others ran. */
  private static List<CiLedger> ledger(Workspace workspace) {
    var named = workspace.isRemote() || !workspace.settings().text(Setting.LEDGER_URL).isEmpty();
    if (workspace.isEmbedded() && !named) {
      return List.of();
    }
    if (workspace.isEmbedded() && workspace.settings().text(Setting.TARGET).isEmpty()) {
      throw new UsageProblem(
          "the ledger at --ledger-url holds many targets; name the one to check against with"
              + " --target");
    }
    var target = workspace.target();
    return List.of(new CiLedger(target, () -> workspace.gateway().state(target), workspace::texts));
  }

  private void answer(Workspace workspace, String environment, CiReport report, ExitCode exit) {
    var ledger = !ledger(workspace).isEmpty() && !report.failed(Ci.LEDGER);
    var place =
        new CiAnswer.Place(
            ledger ? workspace.target() : "",
            ledger ? workspace.gateway().asOf() : 0,
            environment,
            base);
    answer(CiAnswer.of(place, report, exit.status()));
  }

  /** Where GitHub reads along, no line of a message may be taken for a command of its own. */
  private void print(CiReport report, boolean annotated) {
    var token = UUID.randomUUID().toString();
    if (annotated) {
      console().answer("::stop-commands::" + token);
    }
    new CiPrinter(console()).print(report);
    if (annotated) {
      console().answer("::" + token + "::");
    }
  }

  /** JSON leaves no room for them beside it. */
  private void annotate(List<LintLine> lines) {
    for (var line : lines) {
      var annotation = Printable.line(GithubAnnotation.of(line));
      if (json()) {
        console().note(annotation);
      } else {
        console().answer(annotation);
      }
    }
  }

  /** The contract is named as seen from here, scripts as seen from their folder. */
  private static List<LintLine> lines(Path folder, CiReport report) {
    return report.checks().stream().flatMap(c -> lines(folder, c)).toList();
  }

  private static Stream<LintLine> lines(Path folder, CiCheck check) {
    var from = check.name().equals(Ci.CONTRACT) ? Path.of("") : folder;
    return check.findings().stream().map(f -> LintLine.of(from.resolve(f.file()).toString(), f));
  }

  private List<CiContract> contract(Workspace workspace) {
    var contract = ContractFile.of(workspace);
    if (!contract.isWanted()) {
      return List.of();
    }
    var here = folder().toAbsolutePath().normalize();
    var path = contract.path().toAbsolutePath().normalize();
    var name = path.startsWith(here) ? here.relativize(path) : path;
    return List.of(new CiContract(path, name.toString()));
  }

  private boolean isAnnotated() {
    return switch (annotations) {
      case "" -> environment().getOrDefault("GITHUB_ACTIONS", "").equals("true");
      case GITHUB -> true;
      case "none" -> false;
      default ->
          throw new UsageProblem("--annotations is " + annotations + "; write github or none");
    };
  }

  private void write(String name, String option, Supplier<String> text) {
    if (name.isEmpty()) {
      return;
    }
    try {
      var file = path(name, option);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text.get());
    } catch (IOException e) {
      throw new UsageProblem(option + " names " + name + ", which cannot be written: " + e);
    }
  }

  private Path path(String name, String option) {
    try {
      return folder().resolve(name);
    } catch (InvalidPathException e) {
      throw new UsageProblem(option + " is no file's name: " + e.getReason());
    }
  }
}
