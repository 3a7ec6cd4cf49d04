package dev.migrationledger.schema.ddl.statement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Collects statements, each in the form that runs once and in the form that can be repeated. */
public final class Script {

  private record Step(List<String> once, List<String> again) {}

  private final List<Step> steps = new ArrayList<>();
  private final List<Step> last = new ArrayList<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private final Set<String> missing = new LinkedHashSet<>();

  /** Statements that do nothing the second time. */
  void add(String... statements) {
    steps.add(new Step(List.of(statements), List.of(statements)));
  }

  /** A statement, and the one that does the same and can be repeated. */
  void either(String once, String... again) {
    steps.add(new Step(List.of(once), List.of(again)));
  }

  /** Statements that can be repeated only where a condition holds. */
  void when(String condition, String... statements) {
    steps.add(new Step(List.of(statements), List.of(guarded(condition, List.of(statements)))));
  }

  void when(String condition, Collection<String> statements) {
    when(condition, statements.toArray(String[]::new));
  }

  /** A statement that needs all others to have run. */
  void atLast(String statement) {
    last.add(new Step(List.of(statement), List.of(statement)));
  }

  void atLast(String condition, String statement) {
    last.add(new Step(List.of(statement), List.of(guarded(condition, List.of(statement)))));
  }

  /** Tells what is lost or can fail. */
  public void warn(String words) {
    warnings.add(words);
  }

  /** Tells what no statement does. */
  public void missing(String words) {
    missing.add(words);
  }

  /** All statements, as they run once. */
  public List<String> once() {
    return all().flatMap(step -> step.once().stream()).toList();
  }

  /** All statements, as they can be repeated. */
  public List<String> again() {
    return all().flatMap(step -> step.again().stream()).toList();
  }

  /** What is lost when they run, and when they will not run. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** What they do not do. */
  public List<String> missing() {
    return List.copyOf(missing);
  }

  private Stream<Step> all() {
    return Stream.concat(steps.stream(), last.stream());
  }

  private static String guarded(String condition, List<String> statements) {
    var body =
        "\nBEGIN\n  IF "
            + condition
            + " THEN\n    "
            + String.join(";\n    ", statements)
            + ";\n  END IF;\nEND\n";
    var tag = "$do$";
    for (int i = 1; body.contains(tag); i++) {
      tag = "$do" + i + "$";
    }
    return "DO " + tag + body + tag;
  }
}
