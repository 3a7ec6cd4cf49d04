package dev.migrationledger.schema.ddl;

import java.util.List;

/**
 * SQL that brings a schema from one state to another.
 *
 * @param statements in an order that runs, without a semicolon at the end
 * @param warnings what is lost when they run, and when they will not run
 * @param missing what they do not do and somebody has to do by hand
 */
public record Ddl(List<String> statements, List<String> warnings, List<String> missing) {

  public Ddl {
    statements = List.copyOf(statements);
    warnings = List.copyOf(warnings);
    missing = List.copyOf(missing);
  }

  /** Whether the statements do all of it. */
  public boolean complete() {
    return missing.isEmpty();
  }

  /** The text of a file with all of it. */
  public String script() {
    var text = new StringBuilder();
    warnings.forEach(warning -> comment(text, "WARNING: " + warning));
    missing.forEach(words -> comment(text, "BY HAND: " + words));
    statements.forEach(statement -> text.append(statement).append(";\n"));
    return text.toString();
  }

  private static void comment(StringBuilder text, String words) {
    words.lines().forEach(line -> text.append("-- ").append(line).append('\n'));
  }
}
