package dev.migrationledger.schema.ddl.statement;

import static dev.migrationledger.schema.object.Identifiers.quoted;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.diff.Belonging;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Naming;
import dev.migrationledger.schema.object.ObjectKey;
import dev.migrationledger.schema.object.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** CREATE TABLE with its columns, and ADD COLUMN. */
final class Tables {

  /** What stands in the definition of a column. */
  private static final Set<String> INLINE =
      Set.of(
          "type",
          "collation",
          "not_null",
          "default",
          "generated",
          "virtual",
          "identity",
          "identity_sequence",
          "server_options",
          "not_null_unvalidated",
          "inherited");

  private static final Set<String> HANDED_DOWN =
      Set.of(
          "type",
          "collation",
          "not_null",
          "default",
          "generated",
          "virtual",
          "identity",
          "identity_sequence",
          "storage",
          "compression");

  private final Script script;
  private final SchemaSnapshot after;

  Tables(Script script, SchemaSnapshot after) {
    this.script = script;
    this.after = after;
  }

  void create(CatalogObject table) {
    var key = table.key();
    var columns = columns(table);
    var attached = !table.text("partition_of").isEmpty() && !isBornPartition(table, columns);
    var rest = key.qualified() + shape(table, columns, attached) + tail(table);
    var lead =
        Naming.isForeign(table)
            ? "CREATE FOREIGN TABLE "
            : table.holds("unlogged") ? "CREATE UNLOGGED TABLE " : "CREATE TABLE ";
    script.either(lead + rest, lead + "IF NOT EXISTS " + rest);
    for (CatalogObject column : columns) {
      new ColumnAlteration(script)
          .alter(new CatalogObject(column.key(), given(table, column)), column);
      unvalidated(column);
    }
    new TableAlteration(script, after).finish(table, attached);
  }

  private static boolean isBornPartition(CatalogObject table, List<CatalogObject> columns) {
    return columns.stream().allMatch(column -> column.holds("inherited"))
        && !table.text("partition_of").isEmpty();
  }

  private List<CatalogObject> columns(CatalogObject table) {
    var key = table.key();
    return table.texts("columns").stream()
        .map(name -> after.find(ObjectKey.part(CatalogKind.COLUMN, key.schema(), key.name(), name)))
        .flatMap(Optional::stream)
        .toList();
  }

  private String shape(CatalogObject table, List<CatalogObject> columns, boolean attached) {
    var by = table.text("partition_by");
    var partitioned = by.isEmpty() ? "" : " PARTITION BY " + by;
    if (!table.text("partition_of").isEmpty() && !attached) {
      return " PARTITION OF "
          + table.text("partition_of")
          + " "
          + table.text("partition_bound")
          + partitioned;
    }
    if (!table.text("of_type").isEmpty()) {
      return " OF " + table.text("of_type") + partitioned;
    }
    var own =
        columns.stream()
            .filter(column -> attached || !column.holds("inherited"))
            .map(column -> "  " + definition(column))
            .toList();
    var parents = table.texts("inherits");
    return (own.isEmpty() ? " ()" : " (\n" + String.join(",\n", own) + "\n)")
        + (parents.isEmpty() ? "" : " INHERITS (" + String.join(", ", parents) + ")")
        + partitioned;
  }

  private String tail(CatalogObject table) {
    if (Naming.isForeign(table)) {
      return " SERVER "
          + quoted(table.text("server"))
          + Options.foreign(script, table, "server_options");
    }
    var options =
        Stream.concat(
                Options.parameters(table.texts("options"), "").stream(),
                Options.parameters(table.texts("toast_options"), "toast.").stream())
            .toList();
    return using(table)
        + (options.isEmpty() ? "" : " WITH (" + String.join(", ", options) + ")")
        + tablespace(table);
  }

  static String using(CatalogObject relation) {
    var method = relation.text("access_method");
    return method.isEmpty() ? "" : " USING " + quoted(method);
  }

  static String tablespace(CatalogObject relation) {
    var name = relation.text("tablespace");
    return name.isEmpty() ? "" : " TABLESPACE " + quoted(name);
  }

  /** A column as CREATE TABLE and ADD COLUMN write it. */
  private String definition(CatalogObject column) {
    var text =
        new StringBuilder(quoted(column.key().name())).append(' ').append(column.text("type"));
    text.append(Options.foreign(script, column, "server_options"));
    if (!column.text("collation").isEmpty()) {
      text.append(" COLLATE ").append(column.text("collation"));
    }
    if (!column.text("generated").isEmpty()) {
      text.append(" GENERATED ALWAYS AS (")
          .append(column.text("generated"))
          .append(column.holds("virtual") ? ") VIRTUAL" : ") STORED");
    } else if (!column.text("identity").isEmpty()) {
      text.append(" GENERATED ")
          .append(column.text("identity"))
          .append(" AS IDENTITY (")
          .append(ColumnAlteration.identityOptions(column))
          .append(')');
    } else if (!column.text("default").isEmpty()) {
      text.append(" DEFAULT ").append(column.text("default"));
    }
    return column.holds("not_null") && column.text("not_null_unvalidated").isEmpty()
        ? text.append(" NOT NULL").toString()
        : text.toString();
  }

  void addColumn(CatalogObject column) {
    var key = column.key();
    if (column.text("type").isEmpty()) {
      new ColumnAlteration(script).alter(new CatalogObject(key, new TreeMap<>()), column);
      return;
    }
    if (!column.holds("inherited")) {
      var alter = "ALTER TABLE " + key.qualifiedParent() + " ADD COLUMN ";
      var definition = definition(column);
      script.either(alter + definition, alter + "IF NOT EXISTS " + definition);
      if (column.holds("not_null")
          && column.text("default").isEmpty()
          && column.text("generated").isEmpty()
          && column.text("identity").isEmpty()) {
        script.warn(
            "%s is NOT NULL and has no default: it cannot be added where the table has rows"
                .formatted(key));
      }
    }
    var table = after.find(Belonging.table(key));
    var given = table.isEmpty() ? only(column, INLINE) : given(table.get(), column);
    new ColumnAlteration(script).alter(new CatalogObject(key, given), column);
    unvalidated(column);
  }

  private void unvalidated(CatalogObject column) {
    var name = column.text("not_null_unvalidated");
    var key = column.key();
    if (!name.isEmpty()) {
      script.when(
          "NOT "
              + Naming.exists(
                  ObjectKey.part(CatalogKind.CONSTRAINT, key.schema(), key.parent(), name)),
          "ALTER TABLE "
              + key.qualifiedParent()
              + " ADD CONSTRAINT "
              + quoted(name)
              + " NOT NULL "
              + quoted(key.name())
              + " NOT VALID");
    }
  }

  /** What a new column has before anything else is said of it. */
  private SortedMap<String, Value> given(CatalogObject table, CatalogObject column) {
    if (!table.text("of_type").isEmpty()) {
      return only(column, Set.of("type", "collation"));
    }
    if (!column.holds("inherited")) {
      return only(column, INLINE);
    }
    return Stream.concat(Stream.of(table.text("partition_of")), table.texts("inherits").stream())
        .flatMap(parent ->
            after.objects().stream()
                .filter(object ->
                    object.key().kind() == CatalogKind.COLUMN
                        && object.key().name().equals(column.key().name())
                        && object.key().qualifiedParent().equals(parent)))
        .findFirst()
        .map(parent -> {
          var given = only(parent, HANDED_DOWN);
          given.put("inherited", new Value.Holds());
          return given;
        })
        .orElseGet(() -> only(column, INLINE));
  }

  private static SortedMap<String, Value> only(CatalogObject object, Set<String> names) {
    var attributes = new TreeMap<>(object.attributes());
    attributes.keySet().retainAll(names);
    return attributes;
  }
}
