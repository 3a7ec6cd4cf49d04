package dev.migrationledger.sql.lint.check;

import static dev.migrationledger.sql.lint.check.Trees.NOTHING;

import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.lint.script.Check;
import dev.migrationledger.sql.lint.script.Hit;
import dev.migrationledger.sql.lint.script.Subject;
import dev.migrationledger.sql.tree.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What one team wants and another does not. */
final class PreferenceChecks {

  private static final Set<String> INTEGERS =
      Set.of("int2", "int4", "serial", "serial4", "smallserial");

  private PreferenceChecks() {}

  static Map<String, Check> all() {
    return Map.of(
        "prefer-text",
        column(PreferenceChecks::isLimitedText),
        "prefer-timestamptz",
        typed(Set.of("timestamp")),
        "prefer-bigint-key",
        PreferenceChecks::key,
        "prefer-identity",
        column(Trees::isSerial),
        "prefer-jsonb",
        typed(Set.of("json")),
        "prefer-numeric",
        typed(Set.of("money")),
        "table-without-key",
        PreferenceChecks::withoutKey,
        "name-needs-quotes",
        PreferenceChecks::quoted,
        "insert-without-columns",
        PreferenceChecks::insert,
        "without-if-exists",
        PreferenceChecks::strict);
  }

  private static Check typed(Set<String> types) {
    return column(column -> types.contains(Trees.typeName(column.node("typeName"))));
  }

  private static Check column(Predicate<Node> condition) {
    return subject ->
        Trees.definedColumns(subject)
            .filter(condition)
            .map(column -> subject.hit(column, name(subject, column)))
            .toList();
  }

  private static String name(Subject subject, Node column) {
    return Trees.table(subject) + "." + column.text("colname");
  }

  private static boolean isLimitedText(Node column) {
    Node type = column.node("typeName");
    String name = Trees.typeName(type);
    return name.equals("bpchar") || (name.equals("varchar") && !type.nodes("typmods").isEmpty());
  }

  private static List<Hit> key(Subject subject) {
    Set<String> keys =
        Set.copyOf(
            subject.tree().nodes("tableElts").stream()
                .filter(one -> Trees.isConstraint(one, "PRIMARY"))
                .flatMap(one -> one.names("keys").stream())
                .toList());
    return Trees.definedColumns(subject)
        .filter(column -> INTEGERS.contains(Trees.typeName(column.node("typeName"))))
        .filter(column ->
            keys.contains(column.text("colname"))
                || Trees.constraints(column, "PRIMARY").findAny().isPresent())
        .map(column -> subject.hit(column, name(subject, column)))
        .toList();
  }

  /** Parts of other tables, and tables for a while, have no need of one. */
  private static List<Hit> withoutKey(Subject subject) {
    Node tree = subject.tree();
    boolean own =
        tree.is("CreateStmt")
            && !tree.has("inhRelations")
            && !tree.has("ofTypename")
            && !tree.node("relation").text("relpersistence").equals("t")
            && tree.nodes("tableElts").stream().noneMatch(one -> one.is("TableLikeClause"));
    return own && keys(subject).findAny().isEmpty()
        ? List.of(subject.hit(Trees.table(subject)))
        : NOTHING;
  }

  private static Stream<Node> keys(Subject subject) {
    Stream<Node> inline =
        Trees.definedColumns(subject).flatMap(c -> Trees.constraints(c, "PRIMARY"));
    Stream<Node> later =
        subject.after().stream()
            .filter(one -> one.is("AlterTableStmt"))
            .filter(one -> Trees.table(one).equals(Trees.table(subject)))
            .flatMap(one -> one.tree().nodes("cmds").stream())
            .map(command -> command.node("def"));
    Stream<Node> elements = Stream.concat(subject.tree().nodes("tableElts").stream(), later);
    return Stream.concat(inline, elements.filter(one -> Trees.isConstraint(one, "PRIMARY")));
  }

  private static List<Hit> quoted(Subject subject) {
    return subject.facts().stream()
        .filter(fact -> fact.action() == Action.CREATE && !subject.text().isEmpty())
        .filter(fact -> !fact.name().parts().getLast().matches("[\\p{Ll}_][\\p{Ll}\\p{N}_$]*"))
        .filter(fact -> subject.text().contains('"' + fact.name().parts().getLast() + '"'))
        .map(fact -> subject.at(fact.place(), written(fact)))
        .toList();
  }

  private static String written(Fact fact) {
    return '"' + fact.name().parts().getLast() + '"';
  }

  private static List<Hit> insert(Subject subject) {
    Node tree = subject.tree();
    boolean bare = tree.is("InsertStmt") && !tree.has("cols") && tree.has("selectStmt");
    return bare ? List.of(subject.hit(Trees.table(subject))) : NOTHING;
  }

  private static List<Hit> strict(Subject subject) {
    Node tree = subject.tree();
    boolean strict =
        switch (tree.kind()) {
          case "CreateStmt", "IndexStmt", "CreateSeqStmt", "CreateSchemaStmt" ->
              !tree.flag("if_not_exists");
          case "CreateExtensionStmt" -> !tree.flag("if_not_exists");
          case "DropStmt" -> !tree.flag("missing_ok");
          case String other -> false;
        };
    return strict ? List.of(subject.hit(subject.text().split("\\s", 2)[0])) : NOTHING;
  }
}
