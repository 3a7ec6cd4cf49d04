package dev.migrationledger.sql.lint.check;

import static dev.migrationledger.sql.lint.check.Trees.NOTHING;

import dev.migrationledger.sql.lint.script.Check;
import dev.migrationledger.sql.lint.script.Hit;
import dev.migrationledger.sql.lint.script.Subject;
import dev.migrationledger.sql.transaction.TransactionBlocks;
import dev.migrationledger.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Indexes: how they are made, dropped and missing. */
final class IndexChecks {

  private static final Set<String> REINDEXED =
      Set.of("REINDEX_OBJECT_TABLE", "REINDEX_OBJECT_INDEX");

  private IndexChecks() {}

  static Map<String, Check> all() {
    return Map.of(
        "index-blocks-writes", Trees.relation("IndexStmt", tree -> !tree.flag("concurrent")),
        "drop-index-blocks", IndexChecks::drop,
        "refused-in-transaction", IndexChecks::refused,
        "reindex-blocks", IndexChecks::reindex,
        "invalid-index-kept", IndexChecks::kept,
        "foreign-key-without-index", IndexChecks::unindexed);
  }

  private static List<Hit> drop(Subject subject) {
    if (!Trees.drops(subject, "OBJECT_INDEX") || subject.tree().flag("concurrent")) {
      return NOTHING;
    }
    return Trees.dropped(subject.tree()).stream()
        .filter(name -> !subject.isNew(name.getLast()))
        .map(name -> subject.hit(String.join(".", name)).on(name))
        .toList();
  }

  private static List<Hit> refused(Subject subject) {
    return TransactionBlocks.refuse(subject.tree())
        .filter(name -> subject.inTransaction())
        .map(name -> List.of(subject.hit(name)))
        .orElse(NOTHING);
  }

  private static List<Hit> reindex(Subject subject) {
    Node tree = subject.tree();
    Node relation = tree.node("relation");
    boolean blocks =
        tree.is("ReindexStmt")
            && REINDEXED.contains(tree.text("kind"))
            && !Trees.option(tree, "params", "concurrently")
            && subject.existed(relation);
    return blocks ? List.of(subject.hit(Trees.written(relation))) : NOTHING;
  }

  /** CREATE INDEX CONCURRENTLY that failed leaves an index behind which IF NOT EXISTS accepts. */
  private static List<Hit> kept(Subject subject) {
    Node tree = subject.tree();
    String name = tree.text("idxname");
    boolean keeps = tree.is("IndexStmt") && tree.flag("concurrent") && tree.flag("if_not_exists");
    return keeps && !isDropped(subject, name) ? List.of(subject.hit(name)) : NOTHING;
  }

  private static boolean isDropped(Subject subject, String name) {
    return subject.before().stream()
        .filter(one -> Trees.drops(one, "OBJECT_INDEX"))
        .flatMap(one -> Trees.dropped(one.tree()).stream())
        .anyMatch(dropped -> dropped.getLast().equals(name));
  }

  /** Only where the referencing column is made here: an older one may have its index. */
  private static List<Hit> unindexed(Subject subject) {
    Node relation = subject.tree().node("relation");
    List<Hit> hits = new ArrayList<>();
    Trees.definedColumns(subject)
        .forEach(column ->
            Trees.constraints(column, "FOREIGN")
                .filter(key -> !isIndexed(subject, relation, List.of(column.text("colname"))))
                .forEach(key ->
                    hits.add(
                        subject.hit(
                            column, Trees.written(relation) + "." + column.text("colname")))));
    for (Node element : subject.tree().nodes("tableElts")) {
      List<String> columns = element.names("fk_attrs");
      if (!columns.isEmpty() && !isIndexed(subject, relation, columns)) {
        hits.add(subject.hit(element, Trees.written(relation) + "." + String.join(", ", columns)));
      }
    }
    return hits;
  }

  private static boolean isIndexed(Subject subject, Node table, List<String> columns) {
    return Stream.concat(Stream.of(subject), subject.after().stream())
        .filter(one -> one.tree().node("relation").text("relname").equals(table.text("relname")))
        .flatMap(IndexChecks::indexes)
        .anyMatch(index ->
            index.size() >= columns.size()
                && Set.copyOf(index.subList(0, columns.size())).equals(Set.copyOf(columns)));
  }

  /** The columns of each index that a statement makes, in the index's order. */
  private static Stream<List<String>> indexes(Subject subject) {
    if (subject.is("IndexStmt")) {
      return Stream.of(
          subject.tree().nodes("indexParams").stream().map(one -> one.text("name")).toList());
    }
    Stream<List<String>> columns =
        Trees.definedColumns(subject)
            .filter(
                column -> column.nodes("constraints").stream().anyMatch(IndexChecks::makesIndex))
            .map(column -> List.of(column.text("colname")));
    Stream<Node> elements =
        Stream.concat(
            subject.tree().nodes("tableElts").stream(),
            subject.tree().nodes("cmds").stream().map(command -> command.node("def")));
    return Stream.concat(
        columns, elements.filter(IndexChecks::makesIndex).map(one -> one.names("keys")));
  }

  private static boolean makesIndex(Node constraint) {
    return Trees.isConstraint(constraint, "UNIQUE") || Trees.isConstraint(constraint, "PRIMARY");
  }
}
