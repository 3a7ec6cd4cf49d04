package dev.migrationledger.sql.rows;

import dev.migrationledger.sql.Place;
import java.util.List;
import java.util.Objects;

/**
 * Something that must be true of a table's rows for a statement to succeed.
 *
 * @param only whether children of the table do not count
 * @param columns those it is about; of {@link Kind#VALID} none
 * @param other the table that a foreign key points to; else the table itself
 * @param otherColumns the columns it points to; none when they are the primary key
 * @param constraint the constraint that is validated; else empty
 * @param nullsEqual whether two NULLs are a duplicate
 * @param file the script
 */
public record RowDemand(
    Kind kind,
    Table table,
    boolean only,
    List<String> columns,
    Table other,
    List<String> otherColumns,
    String constraint,
    boolean nullsEqual,
    String file,
    Place place) {

  public RowDemand {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(table, "table");
    columns = List.copyOf(columns);
    Objects.requireNonNull(other, "other");
    otherColumns = List.copyOf(otherColumns);
    Objects.requireNonNull(constraint, "constraint");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(place, "place");
  }

  /** What is demanded. */
  public enum Kind {
    /** SET NOT NULL, PRIMARY KEY. */
    NO_NULLS,
    /** UNIQUE, PRIMARY KEY, a unique index. */
    NO_DUPLICATES,
    /** FOREIGN KEY. */
    NO_ORPHANS,
    /** VALIDATE CONSTRAINT. */
    VALID
  }

  /** A table of the database. */
  public record Table(String schema, String name) {

    public Table {
      Objects.requireNonNull(schema, "schema");
      Objects.requireNonNull(name, "name");
    }

    /** As people write it. */
    public String written() {
      return schema.equals("public") ? name : schema + "." + name;
    }
  }
}
