package dev.migrationledger.runner.history;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A table of the target that holds the history of a tool.
 *
 * @param tool whose
 * @param schema where it lies
 * @param name as the catalog has it
 * @param columns its columns, in the table's order
 * @param readable whether the role may read it
 */
public record HistoryTable(
    Tool tool, String schema, String name, List<Column> columns, boolean readable) {

  public HistoryTable {
    requireNonNull(tool, "tool");
    requireNonNull(schema, "schema");
    requireNonNull(name, "name");
    columns = List.copyOf(columns);
  }

  /** With its schema, as people write it. */
  public String label() {
    return schema + "." + name;
  }

  /** As SQL names it. */
  String sql() {
    return quoted(schema) + "." + quoted(name);
  }

  /** The column with this name; case does not matter where no other has the same. */
  Optional<Column> column(String wanted) {
    var exact = columns.stream().filter(c -> c.name().equals(wanted)).findFirst();
    return exact.isPresent()
        ? exact
        : columns.stream().filter(c -> c.name().equalsIgnoreCase(wanted)).findFirst();
  }

  /** The names of its columns in lower case. */
  Set<String> names() {
    var names = new LinkedHashSet<String>();
    columns.forEach(c -> names.add(c.name().toLowerCase(Locale.ROOT)));
    return names;
  }

  HistoryTable as(Tool other) {
    return new HistoryTable(other, schema, name, columns, readable);
  }

  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
