package dev.migrationledger.runner.cli.lint;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.lint.LintPolicy;
import dev.migrationledger.runner.lint.TableSizes;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.source.SourceCode;
import dev.migrationledger.runner.source.SyntaxErrors;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.sql.lint.Lint;
import dev.migrationledger.sql.lint.LintFinding;
import dev.migrationledger.sql.lint.LintReport;
import dev.migrationledger.sql.parse.PostgresSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scripts to look at, under the names they are shown by, and the files that are none. */
final class Scripts {

  private final List<Script> scripts = new ArrayList<>();
  private final List<LintLine> unreadable = new ArrayList<>();
  private final List<LintAnswer.Excepted> excepted = new ArrayList<>();

  private record Script(String name, Path path) {}

  /** The files named, from the folder the command runs in; all migrations when none is named. */
  static Scripts of(Workspace workspace, Path folder, List<String> files) {
    var scripts = new Scripts();
    if (files.isEmpty()) {
      scripts.addAll(workspace);
    }
    for (var file : files) {
      try {
        scripts.scripts.add(new Script(file, folder.resolve(file)));
      } catch (InvalidPathException e) {
        scripts.refuse(file, e.getReason());
      }
    }
    return scripts;
  }

  private void addAll(Workspace workspace) {
    var found = MigrationDirectory.read(workspace.migrations(), workspace.settings().naming());
    var shown = workspace.settings().folder();
    Stream.concat(found.migrations().stream(), found.ambiguous().stream())
        .sorted(Comparator.comparing(file -> file.file()))
        .forEach(
            file -> scripts.add(new Script(shown.resolve(file.file()).toString(), file.path())));
    var read = scripts.stream().map(Script::name).collect(Collectors.toSet());
    found.findings().stream()
        .filter(Finding::blocks)
        .map(finding -> LintLine.of(shown.resolve(finding.file()).toString(), finding))
        .filter(line -> !read.contains(line.file()))
        .forEach(unreadable::add);
  }

  int count() {
    return scripts.size();
  }

  /** What {@code ledger.yaml} leaves out; known after {@link #lint}. */
  List<LintAnswer.Excepted> excepted() {
    return List.copyOf(excepted);
  }

  /**
   * What is found in all of them, each by place.
   *
   * @param sizes tells how large the tables are that all findings are about
   */
  List<LintLine> lint(LintPolicy policy, Function<List<LintFinding>, TableSizes> sizes) {
    var found = new LinkedHashMap<Script, LintReport>();
    try (var sql = new PostgresSql()) {
      var lint = new Lint(policy.rules(), policy.options(), sql);
      for (var script : scripts) {
        try {
          found.put(script, lint.check(Files.newInputStream(script.path)));
        } catch (IOException e) {
          refuse(script.name, e.getClass().getSimpleName());
        }
      }
    }
    var known = sizes.apply(found.values().stream().flatMap(r -> r.findings().stream()).toList());
    var lines = new ArrayList<LintLine>();
    found.forEach((script, report) -> lines.addAll(lines(script, report, policy, known)));
    lines.addAll(unreadable);
    return lines;
  }

  private List<LintLine> lines(
      Script script, LintReport report, LintPolicy policy, TableSizes sizes) {
    var lines = new ArrayList<LintLine>();
    syntaxErrors(script, report).forEach(error -> lines.add(LintLine.of(script.name, error)));
    report.problems().forEach(problem -> lines.add(LintLine.of(script.name, problem)));
    for (var judged : policy.judge(script.name, report.findings(), sizes)) {
      if (judged.isExcepted()) {
        var finding = judged.finding();
        excepted.add(
            new LintAnswer.Excepted(
                finding.rule().code(),
                script.name,
                finding.place().line(),
                finding.place().column(),
                judged.because()));
      } else {
        lines.add(LintLine.of(script.name, judged));
      }
    }
    lines.sort(Comparator.comparingInt(LintLine::line).thenComparingInt(LintLine::column));
    return lines;
  }

  private List<Finding> syntaxErrors(Script script, LintReport report) {
    try {
      return SyntaxErrors.findings(script.name, script.path, report.syntaxErrors());
    } catch (IOException e) {
      refuse(script.name, e.getClass().getSimpleName());
      return List.of();
    }
  }

  private void refuse(String file, String why) {
    var code = SourceCode.FILE_UNREADABLE;
    var message = file + " cannot be read (" + why + ")";
    unreadable.add(LintLine.error(code.code(), file, 0, 0, message, code.remedy()));
  }
}
