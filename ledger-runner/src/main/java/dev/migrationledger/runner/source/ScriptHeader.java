package dev.migrationledger.runner.source;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.script.Dependency;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.sql.Comment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The comment lines before a script's first statement that mean something to the runner. */
record ScriptHeader(
    List<DeclaredDependency> dependencies,
    List<String> environments,
    boolean transactional,
    List<Finding> findings) {

  private static final Pattern KEY =
      Pattern.compile("^\\s*(DEPENDS|ENV|TRANSACTION)\\s*:\\s*(.*)$");
  private static final Pattern DEPENDENCY =
      Pattern.compile("^([A-Za-z0-9_]+)(\\.sql)?\\s*(?:\\((.*)\\))?$");
  private static final Pattern LEADING_NUMBER = Pattern.compile("^V?(\\d{1,17})(?:_.*)?$");
  private static final Set<String> ENVIRONMENTS =
      Set.of("production", "staging", "development", "test");

  /** Whether a header leaves the statements in a transaction. */
  static boolean isTransactional(String file, List<Comment> comments) {
    return read(file, comments, Naming.LEDGER).transactional();
  }

  static ScriptHeader read(String file, List<Comment> comments, Naming naming) {
    var dependencies = new ArrayList<DeclaredDependency>();
    var environments = new ArrayList<String>();
    var findings = new ArrayList<Finding>();
    var transactional = true;
    for (var comment : comments) {
      var matcher = KEY.matcher(comment.text());
      if (!matcher.matches()) {
        continue;
      }
      var value = matcher.group(2).strip();
      switch (matcher.group(1)) {
        case "DEPENDS" -> depends(file, comment, value, naming, dependencies, findings);
        case "ENV" -> environments(file, comment, value, environments, findings);
        default -> {
          transactional = !value.equalsIgnoreCase("none");
          if (transactional) {
            findings.add(
                bad(file, comment, "-- TRANSACTION: knows only \"none\", not \"" + value + "\""));
          }
        }
      }
    }
    return new ScriptHeader(
        List.copyOf(dependencies), List.copyOf(environments), transactional, List.copyOf(findings));
  }

  private static void depends(
      String file,
      Comment comment,
      String value,
      Naming naming,
      List<DeclaredDependency> dependencies,
      List<Finding> findings) {
    if (value.equalsIgnoreCase("none")) {
      return;
    }
    for (var part : value.split(",(?![^(]*\\))", -1)) {
      var matcher = DEPENDENCY.matcher(part.strip());
      var number = matcher.matches() ? LEADING_NUMBER.matcher(matcher.group(1)) : null;
      if (number == null || !number.matches()) {
        findings.add(
            bad(
                file,
                comment,
                "-- DEPENDS: names \""
                    + part.strip()
                    + "\", which is no migration by the rule "
                    + naming.rule()));
        continue;
      }
      var reason = matcher.group(3) == null ? "" : matcher.group(3).strip();
      var named = matcher.group(1).equals(number.group(1)) ? "" : matcher.group(1) + ".sql";
      var dependency =
          new Dependency(
              new Version(number.group(1)), named, reason, true, "", comment.place().line());
      dependencies.add(
          new DeclaredDependency(dependency, comment.place().line(), comment.place().column()));
    }
  }

  private static void environments(
      String file,
      Comment comment,
      String value,
      List<String> environments,
      List<Finding> findings) {
    for (var part : value.split(",", -1)) {
      var name = part.strip().toLowerCase(Locale.ROOT);
      if (ENVIRONMENTS.contains(name)) {
        environments.add(name);
      } else {
        findings.add(
            bad(
                file,
                comment,
                "-- ENV: names \""
                    + part.strip()
                    + "\"; it knows production, staging,"
                    + " development and test"));
      }
    }
  }

  private static Finding bad(String file, Comment comment, String message) {
    return SourceCode.BAD_HEADER.at(
        file, comment.place().line(), comment.place().column(), message);
  }
}
