package dev.migrationledger.sql.lint.check;

import static dev.migrationledger.sql.lint.check.Trees.NOTHING;

import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.Moment;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.lint.script.Check;
import dev.migrationledger.sql.lint.script.Hit;
import dev.migrationledger.sql.lint.script.Subject;
import dev.migrationledger.sql.tree.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How files are written that are meant to run again, and that prove what they did. */
final class SeedChecks {

  private static final Set<String> OF_THE_SERVER = Set.of("pg_catalog", "information_schema");

  /** What a block says that looks at its own work. */
  private static final Set<String> VERIFYING = Set.of("PLpgSQL_stmt_assert", "PLpgSQL_stmt_raise");

  private SeedChecks() {}

  static Map<String, Check> all() {
    return Map.of(
        "enum-without-look", SeedChecks::enumeration,
        "constraint-without-look", SeedChecks::constraint,
        "without-or-replace", SeedChecks::strict,
        "no-verification", SeedChecks::unverified,
        "no-dependency-declared", SeedChecks::undeclared,
        "no-lock-timeout", SeedChecks::patient,
        "without-name", SeedChecks::nameless);
  }

  /** There is no IF NOT EXISTS for it. */
  private static List<Hit> enumeration(Subject subject) {
    return subject.is("CreateEnumStmt") && isOutsideBlocks(subject)
        ? List.of(subject.hit(String.join(".", subject.tree().names("typeName"))))
        : NOTHING;
  }

  private static List<Hit> constraint(Subject subject) {
    return isOutsideBlocks(subject)
        ? Trees.addedConstraints(subject)
            .map(one -> subject.hit(one, Trees.table(subject)))
            .toList()
        : NOTHING;
  }

  private static List<Hit> strict(Subject subject) {
    Node tree = subject.tree();
    boolean replaceable =
        switch (tree.kind()) {
          case "CreateFunctionStmt", "ViewStmt" -> true;
          case "CreateTrigStmt" -> !tree.flag("isconstraint");
          case String other -> false;
        };
    return replaceable && !tree.flag("replace") && isOutsideBlocks(subject)
        ? List.of(subject.hit(words(subject)))
        : NOTHING;
  }

  private static String words(Subject subject) {
    return switch (subject.tree().kind()) {
      case "ViewStmt" -> "CREATE VIEW";
      case "CreateTrigStmt" -> "CREATE TRIGGER";
      case String other ->
          subject.tree().flag("is_procedure") ? "CREATE PROCEDURE" : "CREATE FUNCTION";
    };
  }

  /** Told once, at the first change. */
  private static List<Hit> unverified(Subject subject) {
    boolean first =
        changesSchema(subject) && subject.before().stream().noneMatch(SeedChecks::changesSchema);
    return first && subject.after().stream().noneMatch(SeedChecks::verifies)
        ? List.of(subject.hit(""))
        : NOTHING;
  }

  private static boolean changesSchema(Subject subject) {
    return subject.facts().stream()
        .filter(fact -> fact.moment() == Moment.AT_ONCE)
        .map(Fact::action)
        .anyMatch(one -> one == Action.CREATE || one == Action.ALTER || one == Action.DROP);
  }

  private static boolean verifies(Subject subject) {
    return subject.is("DoStmt")
        && subject.bodies().stream()
            .flatMap(body -> body.tree().withDescendants().stream())
            .anyMatch(node -> VERIFYING.contains(node.kind()));
  }

  /** Told once, at the first use. */
  private static List<Hit> undeclared(Subject subject) {
    if (subject.declaresDependencies()
        || subject.before().stream().anyMatch(one -> foreign(one).isPresent())) {
      return NOTHING;
    }
    return foreign(subject).stream()
        .map(fact -> subject.at(fact.place(), fact.name().written()))
        .toList();
  }

  /** The first table that an earlier file must have made. */
  private static Optional<Fact> foreign(Subject subject) {
    return subject.facts().stream()
        .filter(fact -> fact.action() != Action.CREATE)
        .filter(fact -> fact.kind() == ObjectKind.TABLE || fact.kind() == ObjectKind.RELATION)
        .filter(fact -> !OF_THE_SERVER.contains(fact.name().schema()))
        .filter(fact -> !fact.name().parts().getFirst().startsWith("pg_"))
        .filter(fact -> !subject.isNew(fact.name().parts().getFirst()))
        .findFirst();
  }

  private static List<Hit> patient(Subject subject) {
    boolean first = waits(subject) && subject.before().stream().noneMatch(SeedChecks::waits);
    return first && subject.before().stream().noneMatch(SeedChecks::limits)
        ? List.of(subject.hit(""))
        : NOTHING;
  }

  private static boolean waits(Subject subject) {
    return Trees.commands(subject).findAny().isPresent()
        || (subject.is("IndexStmt") && subject.existed(subject.tree().node("relation")))
        || subject.is("DropStmt")
        || subject.is("RenameStmt")
        || subject.is("TruncateStmt");
  }

  private static boolean limits(Subject subject) {
    return subject.is("VariableSetStmt") && subject.tree().text("name").equals("lock_timeout");
  }

  private static List<Hit> nameless(Subject subject) {
    Stream<Hit> constraints =
        Trees.addedConstraints(subject)
            .filter(one -> one.text("conname").isEmpty())
            .map(one -> subject.hit(one, "A constraint of " + Trees.table(subject)));
    boolean index = subject.is("IndexStmt") && subject.tree().text("idxname").isEmpty();
    return index
        ? List.of(subject.hit("An index on " + Trees.table(subject)))
        : constraints.toList();
  }

  /** Inside a DO block something may have looked before. */
  private static boolean isOutsideBlocks(Subject subject) {
    return !subject.text().isEmpty();
  }
}
