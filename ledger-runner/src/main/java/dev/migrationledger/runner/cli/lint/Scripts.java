package dev.migrationledger.runner.cli.lint;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.source.SourceCode;
import dev.migrationledger.runner.source.SyntaxErrors;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.sql.lint.Lint;
import dev.migrationledger.sql.lint.LintOptions;
import dev.migrationledger.sql.lint.Rulebook;
import dev.migrationledger.sql.lint.Severity;
import dev.migrationledger.sql.parse.PostgresSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scripts to look at, under the names they are shown by, and the files that are none. */
final class Scripts {

  private final List<Script> scripts = new ArrayList<>();
  private final List<LintLine> unreadable = new ArrayList<>();

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

  /** What is found in all of them, each by place. */
  List<LintLine> lint(Rulebook rules, LintOptions options) {
    var lines = new ArrayList<LintLine>();
    try (var sql = new PostgresSql()) {
      var lint = new Lint(rules, options, sql);
      for (var script : scripts) {
        lint(lint, script, lines);
      }
    }
    lines.addAll(unreadable);
    return lines;
  }

  private void lint(Lint lint, Script script, List<LintLine> lines) {
    try {
      var report = lint.check(Files.newInputStream(script.path));
      var found = new ArrayList<LintLine>();
      SyntaxErrors.findings(script.name, script.path, report.syntaxErrors())
          .forEach(error -> found.add(LintLine.of(script.name, error)));
      report.problems().forEach(problem -> found.add(LintLine.of(script.name, problem)));
      report.findings().forEach(finding -> found.add(LintLine.of(script.name, finding)));
      found.sort(Comparator.comparingInt(LintLine::line).thenComparingInt(LintLine::column));
      lines.addAll(found);
    } catch (IOException e) {
      refuse(script.name, e.getClass().getSimpleName());
    }
  }

  private void refuse(String file, String why) {
    var code = SourceCode.FILE_UNREADABLE;
    var message = file + " cannot be read (" + why + ")";
    unreadable.add(
        new LintLine(code.code(), Severity.ERROR, file, 0, 0, message, "", code.remedy()));
  }
}
