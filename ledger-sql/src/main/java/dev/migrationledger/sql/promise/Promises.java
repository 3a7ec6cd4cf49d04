package dev.migrationledger.sql.promise;

import dev.migrationledger.sql.claim.Claims;
import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.Moment;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.tree.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Collects what a script promises, statement by statement: what a later one drops, renames or
 * changes is promised as that leaves it.
 */
public final class Promises {

  private static final Set<String> MOVES = Set.of("rename", "schema");

  private final Kept kept = new Kept();
  private final Claims claims = new Claims();
  private final Set<ObjectName> touched = new LinkedHashSet<>();
  private boolean anotherRole;
  private boolean heirs;

  /**
   * The next statement of the script.
   *
   * @param facts those that {@link dev.migrationledger.sql.facts.FactReader} tells of it in the
   *     session that runs the script
   */
  public void add(ParsedStatement statement, List<Fact> facts) {
    List<Fact> all =
        facts.stream()
            .filter(fact -> fact.moment() == Moment.AT_ONCE || fact.moment() == Moment.IN_BLOCK)
            .toList();
    if (Doubts.changesRole(statement)) {
      anotherRole = true;
      claims.addAnotherRole();
    }
    heirs |= all.stream().anyMatch(Doubts::makesHeirs);
    if (Doubts.isAnything(statement)
        || all.stream().anyMatch(fact -> Doubts.isAnything(fact, heirs))) {
      addUnread();
    }
    claims.add(statement, all);
    all.stream().filter(fact -> fact.action() == Action.DROP).forEach(this::drop);
    all.stream().filter(fact -> fact.action() == Action.CREATE).forEach(f -> create(f, statement));
    all.stream().filter(fact -> fact.action() == Action.ALTER).forEach(this::alter);
    Optional<ObjectName> table =
        all.stream().filter(Promises::isOfTable).findFirst().map(Fact::name);
    takeIndexes(statement, all);
    if (table.isPresent() && isSure(table.get())) {
      touched.add(table.get());
      if (!statement.tree().flag("missing_ok")) {
        define(statement, all, table.get());
      }
    }
  }

  /** Something could not be read: it may have done anything to what was there before it. */
  public void addUnread() {
    kept.clear();
    claims.addUnread();
    touched.clear();
  }

  /** What is promised by the statements so far. */
  public List<Promise> promised() {
    return kept.all();
  }

  /** What is claimed beyond that: defaults, privileges and the like. */
  public Claims claims() {
    return claims;
  }

  /** The tables that the script makes, changes or puts an index on. */
  public List<ObjectName> touched() {
    return List.copyOf(touched);
  }

  private void drop(Fact fact) {
    if (fact.kind() == ObjectKind.COLUMN && MOVES.contains(fact.detail())) {
      kept.renameColumn(fact.name());
    } else {
      kept.forget(fact.kind(), fact.name());
      if (fact.kind() == ObjectKind.TABLE || fact.kind() == ObjectKind.COLUMN) {
        kept.forgetSequences();
      }
    }
    touched.removeIf(table -> !fact.kind().isPart() && table.mayBe(fact.name()));
    boolean perhaps = MOVES.contains(fact.detail()) && fact.lenient();
    if (fact.moment() == Moment.AT_ONCE
        && !perhaps
        && Doubts.isLookedUpByName(fact.kind())
        && isSure(fact.name())) {
      kept.add(promise(fact.kind(), fact.name(), false, Definition.NONE, fact));
    }
  }

  private void create(Fact fact, ParsedStatement statement) {
    kept.replace(fact.kind(), fact.name());
    boolean perhaps =
        statement.tree().flag("missing_ok") || (MOVES.contains(fact.detail()) && fact.lenient());
    if (fact.moment() == Moment.AT_ONCE
        && !perhaps
        && Doubts.isLookedFor(fact.kind())
        && !Doubts.isToldElsewhere(fact)
        && isSure(fact.name())) {
      kept.add(promise(kind(fact), fact.name(), true, Definition.NONE, fact));
    }
  }

  /** A name without a schema stands where the role's path leads, and the role may have changed. */
  private boolean isSure(ObjectName name) {
    boolean unnamed = name.parts().getLast().isEmpty();
    return !unnamed && !(anotherRole && name.dependsOnRole()) && !name.mayBeTemporary();
  }

  /** ALTER TABLE renames views, indexes and sequences too. */
  private static ObjectKind kind(Fact fact) {
    boolean any = MOVES.contains(fact.detail()) && fact.kind() == ObjectKind.TABLE;
    return any ? ObjectKind.RELATION : fact.kind();
  }

  /** An index that a constraint takes over has the constraint's name from then on. */
  private void takeIndexes(ParsedStatement statement, List<Fact> all) {
    for (Node command : statement.tree().nodes("cmds")) {
      String index = command.node("def").text("indexname");
      all.stream()
          .filter(fact -> fact.kind() == ObjectKind.INDEX && !index.isEmpty())
          .filter(fact -> fact.name().parts().getLast().equals(index))
          .forEach(fact -> kept.forget(fact.kind(), fact.name()));
    }
  }

  /** What a block changes, it changes when its control flow gets there. */
  private void alter(Fact fact) {
    if (fact.moment() == Moment.IN_BLOCK) {
      kept.forget(fact.kind(), fact.name());
    }
  }

  /** What the tree tells beyond the names. */
  private void define(ParsedStatement statement, List<Fact> all, ObjectName table) {
    Node tree = statement.tree();
    if (tree.is("IndexStmt") && !tree.text("idxname").isEmpty()) {
      all.stream()
          .filter(fact -> fact.kind() == ObjectKind.INDEX && fact.action() == Action.CREATE)
          .forEach(fact ->
              kept.add(
                  promise(
                      fact.kind(), fact.name(), true, DefinitionReader.index(tree, table), fact)));
    }
    var read = DefinitionReader.of(tree);
    read.columns()
        .forEach((name, column) ->
            kept.column(part(ObjectKind.COLUMN, table, name, column, statement, all)));
    read.constraints()
        .forEach((name, constraint) ->
            kept.constraint(part(ObjectKind.CONSTRAINT, table, name, constraint, statement, all)));
    read.nullable().forEach(name -> kept.mayBeNull(part(table, name)));
  }

  /** At the words of the statement that name it, where one does. */
  private static Promise part(
      ObjectKind kind,
      ObjectName table,
      String name,
      Definition definition,
      ParsedStatement statement,
      List<Fact> all) {
    Optional<Fact> told =
        all.stream()
            .filter(fact -> fact.kind() == kind && fact.name().parts().getLast().equals(name))
            .findFirst();
    return new Promise(
        kind,
        part(table, name),
        true,
        definition,
        told.map(Fact::place).orElse(statement.start()),
        told.map(Fact::lenient).orElse(false));
  }

  private static ObjectName part(ObjectName table, String name) {
    return new ObjectName(
        table.schema(), List.of(table.parts().getLast(), name), table.searched(), "");
  }

  private static Promise promise(
      ObjectKind kind, ObjectName name, boolean there, Definition definition, Fact fact) {
    return new Promise(kind, name, there, definition, fact.place(), fact.lenient());
  }

  private static boolean isOfTable(Fact fact) {
    boolean table = fact.kind() == ObjectKind.TABLE || fact.kind() == ObjectKind.FOREIGN_TABLE;
    boolean changed = fact.action() == Action.CREATE || fact.action() == Action.ALTER;
    boolean indexed = fact.action() == Action.USE && fact.detail().equals("index");
    return fact.moment() == Moment.AT_ONCE && (indexed || (changed && table));
  }
}
