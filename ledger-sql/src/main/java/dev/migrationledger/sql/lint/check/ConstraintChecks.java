package dev.migrationledger.sql.lint.check;

import static dev.migrationledger.sql.lint.check.Trees.NOTHING;

import dev.migrationledger.sql.lint.script.Check;
import dev.migrationledger.sql.lint.script.Hit;
import dev.migrationledger.sql.lint.script.Subject;
import dev.migrationledger.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Constraints that are checked, or whose index is built, while the table is locked. */
final class ConstraintChecks {

  private ConstraintChecks() {}

  static Map<String, Check> all() {
    return Map.of(
        "foreign-key-validates", ConstraintChecks::foreignKey,
        "check-validates", ConstraintChecks::check,
        "not-null-scans", ConstraintChecks::notNull,
        "validated-at-once", ConstraintChecks::validatedAtOnce,
        "unique-builds-index", ConstraintChecks::unique,
        "exclusion-builds-index", subject -> added(subject, "EXCLUSION").toList(),
        "domain-check-validates", ConstraintChecks::domain);
  }

  private static List<Hit> foreignKey(Subject subject) {
    List<Hit> hits = new ArrayList<>(added(subject, "FOREIGN").toList());
    Trees.addedColumns(subject)
        .filter(column -> Trees.constraints(column, "DEFAULT").findAny().isPresent())
        .flatMap(column -> Trees.constraints(column, "FOREIGN"))
        .forEach(key -> hits.add(subject.hit(key, Trees.table(subject))));
    return hits;
  }

  private static List<Hit> check(Subject subject) {
    return Stream.concat(added(subject, "CHECK"), inline(subject, "CHECK")).toList();
  }

  /** A VALIDATE CONSTRAINT on the table before it is taken for the proof that saves the scan. */
  private static List<Hit> notNull(Subject subject) {
    List<Hit> hits = new ArrayList<>(added(subject, "NOTNULL").toList());
    Trees.commands(subject)
        .filter(command -> Trees.subtype(command).equals("SetNotNull"))
        .filter(command -> subject.before().stream().noneMatch(one -> validates(one, subject)))
        .forEach(
            command -> hits.add(subject.hit(Trees.table(subject) + "." + command.text("name"))));
    return hits;
  }

  private static boolean validates(Subject one, Subject other) {
    return Trees.table(one).equals(Trees.table(other))
        && Trees.commands(one).anyMatch(c -> Trees.subtype(c).equals("ValidateConstraint"));
  }

  private static List<Hit> validatedAtOnce(Subject subject) {
    List<Hit> hits = new ArrayList<>();
    Trees.commands(subject)
        .filter(command -> Trees.subtype(command).equals("ValidateConstraint"))
        .filter(command ->
            Stream.concat(subject.before().stream(), Stream.of(subject))
                .filter(subject::sharesTransactionWith)
                .anyMatch(one -> addsUnvalidated(one, command.text("name"))))
        .forEach(command -> hits.add(subject.hit(command.text("name"))));
    return hits;
  }

  private static boolean addsUnvalidated(Subject subject, String name) {
    return Trees.addedConstraints(subject)
        .anyMatch(one -> one.flag("skip_validation") && one.text("conname").equals(name));
  }

  private static List<Hit> unique(Subject subject) {
    return Stream.of(
            added(subject, "UNIQUE"),
            added(subject, "PRIMARY"),
            inline(subject, "UNIQUE"),
            inline(subject, "PRIMARY"))
        .flatMap(hits -> hits)
        .toList();
  }

  private static List<Hit> domain(Subject subject) {
    Node constraint = subject.tree().node("def");
    boolean validates =
        subject.is("AlterDomainStmt")
            && Trees.isConstraint(constraint, "CHECK")
            && !constraint.flag("skip_validation");
    return validates
        ? List.of(subject.hit(String.join(".", subject.tree().names("typeName"))))
        : NOTHING;
  }

  /** Constraints of a type that are checked against, or indexed for, all rows at once. */
  private static Stream<Hit> added(Subject subject, String type) {
    return Trees.addedConstraints(subject)
        .filter(one -> Trees.isConstraint(one, type))
        .filter(one -> !one.flag("skip_validation") && one.text("indexname").isEmpty())
        .map(one -> subject.hit(one, Trees.table(subject)));
  }

  private static Stream<Hit> inline(Subject subject, String type) {
    return Trees.addedColumns(subject)
        .flatMap(column -> Trees.constraints(column, type))
        .map(one -> subject.hit(one, Trees.table(subject)));
  }
}
