package dev.migrationledger.sql.lint.script;

import dev.migrationledger.sql.tree.Node;
import java.util.List;
import java.util.Objects;

/**
 * The relation that a finding is about, as the server would have it.
 *
 * @param schema empty when the script names none
 * @param name empty when it is about no relation, or that is not known
 */
public record TableName(String schema, String name) {

  /** No relation. */
  public static final TableName NONE = new TableName("", "");

  public TableName {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(name, "name");
  }

  /** Of a tree's {@code RangeVar}. */
  static TableName of(Node relation) {
    return new TableName(relation.text("schemaname"), relation.text("relname"));
  }

  /** Of the parts of a name; a database before the schema is left out. */
  public static TableName of(List<String> parts) {
    int last = parts.size() - 1;
    return last < 0 ? NONE : new TableName(last == 0 ? "" : parts.get(last - 1), parts.get(last));
  }

  /** Whether there is one. */
  public boolean isKnown() {
    return !name.isEmpty();
  }

  /** As people write it. */
  @Override
  public String toString() {
    return schema.isEmpty() ? name : schema + "." + name;
  }
}
