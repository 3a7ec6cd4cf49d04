package dev.migrationledger.runner.cli.lint;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.OutputFormat;
import dev.migrationledger.runner.cli.Printable;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.sql.lint.LintOptions;
import dev.migrationledger.sql.lint.Rule;
import dev.migrationledger.sql.lint.Rulebook;
import dev.migrationledger.sql.lint.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
      "  ledger lint --output github",
      "  ledger lint --rules",
      "",
      "Exit: 0 no error is found, 3 one is"
    })
public final class LintCommand extends LedgerTask {

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Only these scripts")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--server-version",
      paramLabel = "N",
      defaultValue = "" + LintOptions.NEWEST_SERVER,
      description = "The major version of the target's PostgreSQL (default: ${DEFAULT-VALUE})")
  private int serverVersion;

  @Option(
      names = "--enable",
      paramLabel = "RULE",
      split = ",",
      description = "Optional rules wanted, by code or name, or \"all\"")
  private Set<String> enabled = new HashSet<>();

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
    var options = options(rules.all());
    if (listing) {
      list(rules.all());
      return ExitCode.DONE;
    }
    var scripts = Scripts.of(workspace, folder(), files);
    var lines = scripts.lint(rules, options);
    switch (format()) {
      case human -> new LintPrinter(console()).findings(lines, scripts.count());
      case json -> answer(LintAnswer.of(serverVersion, scripts.count(), lines));
      case sarif -> console().raw(AnswerJson.write(SarifLog.of(rules.all(), lines)));
      case github ->
          lines.forEach(line -> console().answer(Printable.line(GithubAnnotation.of(line))));
      case mermaid, dot -> throw new IllegalStateException(format().name());
    }
    var errors = lines.stream().anyMatch(line -> line.severity() == Severity.ERROR);
    return errors ? ExitCode.REFUSED : ExitCode.DONE;
  }

  private void list(List<Rule> rules) {
    if (format() == OutputFormat.human) {
      new LintPrinter(console()).rules(rules);
    } else {
      answer(RulesAnswer.of(rules));
    }
  }

  private LintOptions options(List<Rule> rules) {
    var known = new HashSet<String>();
    rules.forEach(rule -> known.addAll(List.of(rule.code(), rule.name())));
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
    if (serverVersion < 9 || serverVersion > 99) {
      throw new UsageProblem(
          "--server-version is " + serverVersion + "; write a major version, e.g. 15");
    }
    return new LintOptions(serverVersion, enabled);
  }
}
