package dev.migrationledger.runner.cli.lint;

import dev.migrationledger.embedded.EmbeddedPostgresException;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.OutputFormat;
import dev.migrationledger.runner.cli.Printable;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.lint.LintPolicy;
import dev.migrationledger.runner.lint.TableSizes;
import dev.migrationledger.runner.source.Grammar;
import dev.migrationledger.runner.trace.TraceCode;
import dev.migrationledger.runner.trace.seen.ReplayFailure;
import dev.migrationledger.runner.trace.seen.Trace;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.sql.lint.LintOptions;
import dev.migrationledger.sql.lint.Rule;
import dev.migrationledger.sql.lint.Rulebook;
import dev.migrationledger.sql.lint.Severity;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds scripts against the rules. */
@Command(
    name = "lint",
    description = {
      "Finds what locks, rewrites, loses or gives away more than meant; needs no database.",
      "Without files, every migration in the folder is read. A script says in its header what it"
          + " means to do all the same:  -- IGNORE: LINT-001 because orders holds a hundred rows"
    },
    footer = {
      "",
      "Examples:",
      "  ledger lint",
      "  ledger lint migrations/0031_orders.sql --server-version 15",
      "  ledger lint --live                      with the sizes of the target's tables",
      "  ledger lint --trace                     with what is really locked and rewritten",
      "  ledger lint --output github",
      "  ledger lint --rules",
      "",
      "Exit: 0 no error is found, 3 one is, 1 a migration failed in the replay of --trace"
    })
public final class LintCommand extends LedgerTask {

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Only these scripts")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--server-version",
      paramLabel = "N",
      description =
          "The major version of the target's PostgreSQL (default: target-version in ledger.yaml,"
              + " with --live the target's, else 18)")
  private @Nullable Integer serverVersion;

  @Option(
      names = "--enable",
      paramLabel = "RULE",
      split = ",",
      description = "Optional rules wanted, by code or name, or \"all\"")
  private Set<String> enabled = new HashSet<>();

  @Option(names = "--live", description = "Asks the target for its version and its tables' sizes")
  private boolean live;

  @Option(
      names = "--trace",
      description =
          "Replays the migrations on a new embedded PostgreSQL, and shows what each statement"
              + " locks, writes anew and makes, beside what the rules claim")
  private boolean tracing;

  @Option(
      names = "--trace-url",
      paramLabel = "URL",
      description = "Replays in a new database on this server; it is removed afterwards")
  private String traceUrl = "";

  @Option(
      names = "--trace-setup",
      paramLabel = "FILE",
      description = "SQL to run before the replay: roles, extensions, a baseline")
  private String traceSetup = "";

  @Option(names = "--rules", description = "Lists the rules, and reads nothing")
  private boolean listing;

  @Override
  protected Set<OutputFormat> formats() {
    return EnumSet.of(
        OutputFormat.human, OutputFormat.json, OutputFormat.sarif, OutputFormat.github);
  }

  @Override
  protected ExitCode run(Workspace workspace) {
    var rules = Rulebook.load();
    if (listing) {
      list(rules.all());
      return ExitCode.DONE;
    }
    var policy = policy(workspace, rules);
    var scripts = Scripts.of(workspace, folder(), files);
    var lines = new ArrayList<>(scripts.lint(policy, found -> sizes(workspace, found)));
    var trace = trace(workspace, policy);
    trace
        .flatMap(Trace::failure)
        .ifPresent(failure -> lines.add(line(workspace.settings().folder(), failure)));
    answer(policy, scripts, lines, trace);
    if (trace.flatMap(Trace::failure).isPresent()) {
      return ExitCode.MIGRATION_FAILED;
    }
    var errors = lines.stream().anyMatch(line -> line.severity() == Severity.ERROR);
    return errors ? ExitCode.REFUSED : ExitCode.DONE;
  }

  private void answer(
      LintPolicy policy, Scripts scripts, List<LintLine> lines, Optional<Trace> trace) {
    var rules = policy.rules().all();
    var traces =
        trace.stream().map(t -> TraceAnswer.of(t, TraceCode.REPLAY_FAILED.code())).toList();
    switch (format()) {
      case human -> {
        new LintPrinter(console()).findings(lines, scripts.count(), scripts.excepted().size());
        trace.ifPresent(new TracePrinter(console())::print);
      }
      case json -> answer(LintAnswer.of(policy.options().serverVersion(), scripts, lines, traces));
      case sarif -> console().raw(AnswerJson.write(SarifLog.of(rules, lines, traces)));
      case github -> {
        lines.forEach(line -> console().answer(Printable.line(GithubAnnotation.of(line))));
        if (trace.isPresent()) {
          console().note("annotations do not carry the trace; --output json and sarif do");
        }
      }
      case mermaid, dot, markdown, html, pdf, csv ->
          throw new IllegalStateException(format().name());
    }
  }

  private TableSizes sizes(Workspace workspace, List<dev.migrationledger.sql.lint.LintFinding> f) {
    return live ? TableSizes.of(workspace.session(), f) : TableSizes.UNKNOWN;
  }

  private Optional<Trace> trace(Workspace workspace, LintPolicy policy) {
    if (!tracing && traceUrl.isEmpty() && traceSetup.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Tracing(workspace, policy, environment()).trace(traceUrl, setup(), files));
    } catch (EmbeddedPostgresException e) {
      console()
          .note(
              "--trace replays on an embedded server, and none is to be had. Name a server with"
                  + " --trace-url: the replay makes a database of its own there, and removes it.");
      throw e;
    }
  }

  private Optional<Path> setup() {
    try {
      return traceSetup.isEmpty() ? Optional.empty() : Optional.of(folder().resolve(traceSetup));
    } catch (InvalidPathException e) {
      throw new UsageProblem("--trace-setup is no file's name: " + e.getReason());
    }
  }

  private static LintLine line(Path folder, ReplayFailure failure) {
    var state = failure.sqlState().isEmpty() ? "" : failure.sqlState() + " ";
    var where = failure.statement() == 0 ? "" : " at statement " + failure.statement();
    return LintLine.error(
        TraceCode.REPLAY_FAILED.code(),
        folder.resolve(failure.file()).toString(),
        failure.line(),
        failure.column(),
        "the replay failed" + where + ": " + state + failure.message(),
        TraceCode.REPLAY_FAILED.remedy());
  }

  private void list(List<Rule> rules) {
    if (format() == OutputFormat.human) {
      new LintPrinter(console()).rules(rules);
    } else {
      answer(RulesAnswer.of(rules));
    }
  }

  private LintPolicy policy(Workspace workspace, Rulebook rules) {
    var known = rules.names();
    if (enabled.contains("all")) {
      enabled = known;
    }
    for (var name : enabled) {
      if (!known.contains(name)) {
        throw new UsageProblem(
            "--enable names \""
                + name
                + "\", which is no rule; \"ledger lint --rules\" lists them");
      }
    }
    return new LintPolicy(rules, workspace.settings().lint(), version(workspace), enabled);
  }

  private int version(Workspace workspace) {
    if (serverVersion != null) {
      if (serverVersion < 9 || serverVersion > 99) {
        throw new UsageProblem(
            "--server-version is " + serverVersion + "; write a major version, e.g. 15");
      }
      return serverVersion;
    }
    var configured = workspace.settings().lint().targetVersion();
    if (configured > 0) {
      return configured;
    }
    return live
        ? Grammar.major(workspace.session().identity().serverVersion())
        : LintOptions.NEWEST_SERVER;
  }
}
