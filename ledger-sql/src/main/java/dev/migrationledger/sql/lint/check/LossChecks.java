package dev.migrationledger.sql.lint.check;

import static dev.migrationledger.sql.lint.check.Trees.NOTHING;

import dev.migrationledger.sql.lint.script.Check;
import dev.migrationledger.sql.lint.script.Hit;
import dev.migrationledger.sql.lint.script.Subject;
import dev.migrationledger.sql.tree.Node;
import java.util.List;
import java.util.Map;

/** What is lost, or no longer found under its name. */
final class LossChecks {

  private LossChecks() {}

  static Map<String, Check> all() {
    return Map.ofEntries(
        Map.entry("rename-table", subject -> renamed(subject, "OBJECT_TABLE")),
        Map.entry("rename-column", subject -> renamed(subject, "OBJECT_COLUMN")),
        Map.entry(
            "move-table",
            Trees.relation(
                "AlterObjectSchemaStmt", tree -> tree.text("objectType").equals("OBJECT_TABLE"))),
        Map.entry("enum-value-renamed", LossChecks::enumValue),
        Map.entry("drop-column", LossChecks::column),
        Map.entry("drop-table", subject -> dropped(subject, "OBJECT_TABLE")),
        Map.entry("drop-type", subject -> dropped(subject, "OBJECT_TYPE")),
        Map.entry("drop-schema", subject -> dropped(subject, "OBJECT_SCHEMA")),
        Map.entry("drop-view", subject -> dropped(subject, "OBJECT_VIEW")),
        Map.entry("drop-cascade", LossChecks::cascade),
        Map.entry("drop-constraint", Trees.command("DropConstraint")),
        Map.entry(
            "drop-database",
            Trees.statement(one -> one.is("DropdbStmt"), tree -> tree.text("dbname"))),
        Map.entry("drop-owned", Trees.statement(one -> one.is("DropOwnedStmt"), LossChecks::roles)),
        Map.entry("truncate", subject -> truncated(subject, false)),
        Map.entry("truncate-cascade", subject -> truncated(subject, true)),
        Map.entry("delete-everything", wholeTable("DeleteStmt", "usingClause")),
        Map.entry("update-everything", wholeTable("UpdateStmt", "fromClause")),
        Map.entry("unlogged-table", persistence("u")),
        Map.entry("temporary-table", persistence("t")));
  }

  private static List<Hit> renamed(Subject subject, String objectType) {
    Node tree = subject.tree();
    Node relation = tree.node("relation");
    boolean renames =
        tree.is("RenameStmt")
            && tree.text("renameType").equals(objectType)
            && subject.existed(relation);
    String part = tree.text("subname");
    return renames
        ? List.of(subject.hit(Trees.written(relation) + (part.isEmpty() ? "" : "." + part)))
        : NOTHING;
  }

  private static List<Hit> enumValue(Subject subject) {
    Node tree = subject.tree();
    boolean renames = tree.is("AlterEnumStmt") && !tree.text("oldVal").isEmpty();
    return renames ? List.of(subject.hit(tree.text("oldVal"))) : NOTHING;
  }

  private static List<Hit> column(Subject subject) {
    return Trees.commands(subject)
        .filter(command -> Trees.subtype(command).equals("DropColumn"))
        .map(command -> subject.hit(Trees.table(subject) + "." + command.text("name")))
        .toList();
  }

  private static List<Hit> dropped(Subject subject, String objectType) {
    if (!Trees.drops(subject, objectType)) {
      return NOTHING;
    }
    return Trees.dropped(subject.tree()).stream()
        .filter(name -> !subject.isNew(name.getLast()))
        .map(name -> subject.hit(String.join(".", name)).on(name))
        .toList();
  }

  private static List<Hit> cascade(Subject subject) {
    if (subject.is("DropStmt") && Trees.cascades(subject.tree())) {
      return Trees.dropped(subject.tree()).stream()
          .map(name -> subject.hit(String.join(".", name)))
          .toList();
    }
    return Trees.commands(subject)
        .filter(Trees::cascades)
        .map(command -> subject.hit(Trees.table(subject) + "." + command.text("name")))
        .toList();
  }

  private static String roles(Node tree) {
    List<String> names = tree.nodes("roles").stream().map(role -> role.text("rolename")).toList();
    return String.join(", ", names);
  }

  private static List<Hit> truncated(Subject subject, boolean cascades) {
    if (!subject.is("TruncateStmt") || Trees.cascades(subject.tree()) != cascades) {
      return NOTHING;
    }
    return subject.tree().nodes("relations").stream()
        .filter(subject::existed)
        .map(relation -> subject.hit(relation, Trees.written(relation)).on(relation))
        .toList();
  }

  /** A join chooses rows as a condition does. */
  private static Check wholeTable(String kind, String join) {
    return Trees.relation(kind, tree -> !tree.has("whereClause") && !tree.has(join));
  }

  private static Check persistence(String wanted) {
    return Trees.statement(
        one -> one.is("CreateStmt") && persistence(one.tree()).equals(wanted),
        Trees::writtenRelation);
  }

  private static String persistence(Node tree) {
    return tree.node("relation").text("relpersistence");
  }
}
