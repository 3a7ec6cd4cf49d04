package dev.migrationledger.schema.contract.check;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.contract.check.LiveTable.Column;
import dev.migrationledger.schema.contract.check.LiveTable.ForeignKey;
import dev.migrationledger.schema.contract.check.LiveTable.Index;
import dev.migrationledger.schema.contract.check.LiveTable.UniqueKey;
import dev.migrationledger.schema.contract.rule.QualifiedName;
import dev.migrationledger.schema.contract.rule.RelationKind;
import dev.migrationledger.schema.contract.text.SqlText;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What a snapshot has of what contracts speak of. */
public final class LiveSchema {

  private static final Map<CatalogKind, RelationKind> RELATIONS =
      Map.of(
          CatalogKind.TABLE, RelationKind.TABLE,
          CatalogKind.VIEW, RelationKind.VIEW,
          CatalogKind.MATERIALIZED_VIEW, RelationKind.MATERIALIZED_VIEW);

  private final SchemaSnapshot snapshot;
  private final Map<String, CatalogObject> domains = new LinkedHashMap<>();
  private final Map<QualifiedName, CatalogObject> relations = new LinkedHashMap<>();
  private final Map<QualifiedName, CatalogObject> enums = new LinkedHashMap<>();

  /** Reads a snapshot. */
  public LiveSchema(SchemaSnapshot snapshot) {
    this.snapshot = snapshot;
    for (var object : snapshot.objects()) {
      var key = object.key();
      var name = new QualifiedName(key.schema(), key.name());
      if (RELATIONS.containsKey(key.kind())) {
        relations.put(name, object);
      } else if (key.kind() == CatalogKind.DOMAIN) {
        domains.put(key.qualified(), object);
      } else if (key.kind() == CatalogKind.TYPE && object.text("form").equals("enum")) {
        enums.put(name, object);
      }
    }
  }

  /** The names of all tables and views, by schema and name within their kinds. */
  public List<QualifiedName> relations() {
    return List.copyOf(relations.keySet());
  }

  /** The names of all enum types. */
  public List<QualifiedName> enums() {
    return List.copyOf(enums.keySet());
  }

  /** The labels of an enum type. */
  public Optional<List<String>> labels(QualifiedName name) {
    return Optional.ofNullable(enums.get(name)).map(type -> type.texts("labels"));
  }

  /** Whether a table is a part of a partitioned one. */
  public boolean isPartition(QualifiedName name) {
    var object = relations.get(name);
    return object != null && !object.text("partition_of").isEmpty();
  }

  /** One table or view. */
  public Optional<LiveTable> table(QualifiedName name) {
    return Optional.ofNullable(relations.get(name)).map(this::read);
  }

  private LiveTable read(CatalogObject object) {
    var kind = RELATIONS.getOrDefault(object.key().kind(), RelationKind.ANY);
    var keys = new ArrayList<UniqueKey>();
    var foreignKeys = new ArrayList<ForeignKey>();
    var indexes = new ArrayList<Index>();
    for (var constraint : parts(CatalogKind.CONSTRAINT, object)) {
      constraint(constraint, keys, indexes);
    }
    foreignKeys(object, foreignKeys);
    for (var index : parts(CatalogKind.INDEX, object)) {
      var read = index(index);
      indexes.add(read);
      if (read.unique() && read.unfit().isEmpty()) {
        keys.add(new UniqueKey(read.name(), read.elements(), false));
      }
    }
    var columns = kind == RelationKind.TABLE ? columns(object) : viewColumns(object);
    return new LiveTable(object, kind, columns, keys, foreignKeys, indexes);
  }

  private List<CatalogObject> parts(CatalogKind kind, CatalogObject table) {
    return snapshot.parts(kind, table.key().schema(), table.key().name());
  }

  private SequencedMap<String, Column> columns(CatalogObject table) {
    var columns = new LinkedHashMap<String, Column>();
    for (var name : table.texts("columns")) {
      snapshot
          .find(ObjectKey.part(CatalogKind.COLUMN, table.key().schema(), table.key().name(), name))
          .ifPresent(column -> columns.put(name, column(column)));
    }
    return columns;
  }

  private Column column(CatalogObject column) {
    var type = column.text("type");
    var base = type;
    var notNull = column.holds("not_null") && column.text("not_null_unvalidated").isEmpty();
    var value = column.text("default");
    for (var domain = domains.get(base); domain != null; domain = domains.get(base)) {
      base = domain.text("type");
      notNull |= domain.holds("not_null");
      value = value.isEmpty() ? domain.text("default") : value;
    }
    return new Column(
        type, base, notNull, value, column.text("identity"), !column.text("generated").isEmpty());
  }

  private static SequencedMap<String, Column> viewColumns(CatalogObject view) {
    var columns = new LinkedHashMap<String, Column>();
    for (var written : view.texts("columns")) {
      var name = SqlText.leadingIdentifier(written);
      var type = written.substring(name.length()).strip();
      columns.put(SqlText.unquoted(name), new Column(type, type, false, "", "", false));
    }
    return columns;
  }

  private static void constraint(
      CatalogObject constraint, List<UniqueKey> keys, List<Index> indexes) {
    var form = constraint.text("form");
    var primary = form.equals("primary key");
    if (!primary && !form.equals("unique")) {
      return;
    }
    var columns = identifiers(SqlText.inside(constraint.text("definition"), 0));
    var name = constraint.key().name();
    var unfit = constraint.holds("index_invalid") ? "is invalid" : "";
    indexes.add(new Index(name, columns, true, "btree", unfit));
    if (unfit.isEmpty()) {
      keys.add(new UniqueKey(name, columns, primary));
    }
  }

  /**
   * A partition's snapshot leaves out the foreign keys that it has from the table it is part of.
   */
  private void foreignKeys(CatalogObject table, List<ForeignKey> found) {
    for (var constraint : parts(CatalogKind.CONSTRAINT, table)) {
      if (constraint.text("form").equals("foreign key")) {
        found.add(foreignKey(constraint));
      }
    }
    var whole = SqlText.split(table.text("partition_of"), '.');
    if (whole.size() == 2) {
      var name =
          new QualifiedName(SqlText.unquoted(whole.getFirst()), SqlText.unquoted(whole.getLast()));
      var parent = relations.get(name);
      if (parent != null) {
        foreignKeys(parent, found);
      }
    }
  }

  private static ForeignKey foreignKey(CatalogObject constraint) {
    var definition = constraint.text("definition");
    var columns = SqlText.inside(definition, 0);
    var rest = definition.substring(SqlText.closing(definition, definition.indexOf('(')) + 1);
    var target = rest.replaceFirst("^\\s*REFERENCES\\s+", "");
    int open = SqlText.indexOf(target, '(', 0);
    return new ForeignKey(
        constraint.key().name(),
        identifiers(columns),
        (open < 0 ? target : target.substring(0, open)).strip(),
        identifiers(SqlText.inside(target, 0)),
        !constraint.holds("unvalidated"));
  }

  private static List<String> identifiers(String list) {
    return SqlText.split(list, ',').stream()
        .map(each -> each.startsWith("PERIOD ") ? each.substring("PERIOD ".length()) : each)
        .map(SqlText::leadingIdentifier)
        .map(SqlText::unquoted)
        .toList();
  }

  private static Index index(CatalogObject index) {
    var definition = index.text("definition");
    var on = definition.substring(tableEnd(definition, index.key()));
    int open = SqlText.indexOf(on, '(', 0);
    int close = SqlText.closing(on, open);
    var elements =
        SqlText.split(on.substring(open + 1, close), ',').stream().map(LiveSchema::element);
    var rest = SqlText.split(on.substring(Math.min(close + 1, on.length())), ' ');
    var unfit = index.holds("invalid") ? "is invalid" : rest.contains("WHERE") ? "is partial" : "";
    return new Index(
        index.key().name(),
        elements.toList(),
        definition.startsWith("CREATE UNIQUE "),
        SqlText.leadingIdentifier(on.substring(0, open).replaceFirst("^\\s*USING\\s+", "")),
        unfit);
  }

  /** A table's name may hold anything: what follows it is found behind it. */
  private static int tableEnd(String definition, ObjectKey key) {
    var table = key.qualifiedParent();
    int at = definition.indexOf(" " + table + " USING ", key.name().length());
    return at < 0
        ? definition.indexOf(" USING ") // a name that the server quotes in another way than we do
        : at + 1 + table.length();
  }

  /** A column's name, or an expression with nothing around it; never its order or its operators. */
  private static String element(String written) {
    if (written.startsWith("(")) {
      return SqlText.inside(written, 0);
    }
    var name = SqlText.leadingIdentifier(written);
    return written.startsWith("(", name.length())
        ? written.substring(
            0, Math.min(SqlText.closing(written, name.length()) + 1, written.length()))
        : SqlText.unquoted(name);
  }
}
