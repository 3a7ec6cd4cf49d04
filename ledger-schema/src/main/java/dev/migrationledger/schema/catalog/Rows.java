package dev.migrationledger.schema.catalog;

import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import dev.migrationledger.schema.object.Value;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of one answer as objects. */
final class Rows {

  /** Our own: the server listed an object and could not describe it any more. */
  static final String GONE = "LGONE";

  private static final Value HOLDS = new Value.Holds();

  /** Attributes that the server writes from its own trees; all else is as somebody wrote it. */
  private static final Set<String> EXPRESSIONS =
      Set.of("definition", "default", "generated", "using", "check", "partition_bound", "tables");

  private enum Form {
    KEY,
    TEXT,
    DEFINITION,
    TEXTS,
    FLAG
  }

  private final CatalogKind kind;
  private final ResultSet rows;
  private final List<String> names = new ArrayList<>();
  private final List<Form> forms = new ArrayList<>();

  Rows(CatalogKind kind, ResultSet rows) throws SQLException {
    this.kind = kind;
    this.rows = rows;
    ResultSetMetaData columns = rows.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnLabel(i));
      forms.add(form(columns.getColumnLabel(i), columns.getColumnType(i)));
    }
  }

  /** All of them in the order of their keys, each with its hash. */
  List<CatalogObject> objects() throws SQLException {
    var objects = new ArrayList<CatalogObject>();
    while (rows.next()) {
      var object = object();
      object.sha256();
      objects.add(object);
    }
    objects.sort(Comparator.comparing(CatalogObject::key));
    return objects;
  }

  private static Form form(String name, int type) {
    return switch (name) {
      case "schema", "parent", "name", "signature" -> Form.KEY;
      case "definition" -> Form.DEFINITION;
      default ->
          switch (type) {
            case Types.ARRAY -> Form.TEXTS;
            case Types.BIT, Types.BOOLEAN -> Form.FLAG;
            default -> Form.TEXT;
          };
    };
  }

  private CatalogObject object() throws SQLException {
    Map<String, String> key = new TreeMap<>();
    var attributes = new TreeMap<String, Value>();
    for (int i = 0; i < names.size(); i++) {
      var name = names.get(i);
      var value = value(forms.get(i), i + 1);
      if (value != null && kind != CatalogKind.FUNCTION && EXPRESSIONS.contains(name)) {
        value = settled(value);
      }
      if (value == null) {
        continue;
      }
      if (forms.get(i) == Form.KEY) {
        key.put(name, value.toString());
      } else {
        attributes.put(name, value);
      }
    }
    return new CatalogObject(
        new ObjectKey(
            kind,
            key.getOrDefault("schema", ""),
            key.getOrDefault("parent", ""),
            key.getOrDefault("name", ""),
            key.getOrDefault("signature", "")),
        attributes);
  }

  private @Nullable Value value(Form form, int column) throws SQLException {
    return switch (form) {
      case KEY, TEXT -> text(rows.getString(column));
      case DEFINITION -> {
        var text = rows.getString(column);
        if (text == null) {
          throw new SQLException("an object was dropped while it was described", GONE);
        }
        yield text(text);
      }
      case TEXTS -> texts(column);
      case FLAG -> rows.getBoolean(column) ? HOLDS : null;
    };
  }

  private static @Nullable Value text(@Nullable String text) {
    return text == null ? null : new Value.Text(text);
  }

  private @Nullable Value texts(int column) throws SQLException {
    var array = rows.getArray(column);
    if (array == null) {
      return null;
    }
    var items = (String[]) array.getArray();
    return items.length == 0 ? null : new Value.Texts(List.of(items));
  }

  private static Value settled(Value value) {
    return switch (value) {
      case Value.Text(var text) -> new Value.Text(Expression.settled(text));
      case Value.Texts(var items) ->
          new Value.Texts(items.stream().map(Expression::settled).toList());
      case Value.Holds() -> value;
    };
  }
}
