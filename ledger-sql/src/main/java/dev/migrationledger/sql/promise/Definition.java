package dev.migrationledger.sql.promise;

import dev.migrationledger.sql.facts.ObjectName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How an object is written, as far as a catalog can be held against it. */
public sealed interface Definition {

  /** Nothing is held against it but that it is there. */
  Definition NONE = new Name();

  /** Nothing but the name. */
  record Name() implements Definition {}

  /**
   * A column.
   *
   * @param type empty when it is not written
   * @param notNull whether it is written NOT NULL; if not, it may be either
   */
  record Column(Optional<WrittenType> type, boolean notNull) implements Definition {
    public Column {
      Objects.requireNonNull(type, "type");
    }
  }

  /**
   * An index.
   *
   * @param table its table
   * @param unique whether it is written UNIQUE
   * @param columns the plain columns it is over, in their order; empty when it has expressions
   * @param valid whether it can be used at once; ON ONLY a partitioned table it cannot
   */
  record Index(ObjectName table, boolean unique, List<String> columns, boolean valid)
      implements Definition {
    public Index {
      Objects.requireNonNull(table, "table");
      columns = List.copyOf(columns);
    }
  }

  /**
   * A constraint of a table.
   *
   * @param type as {@code pg_constraint.contype}: one of c, f, n, p, u, x; empty when it is not
   *     written
   * @param validated whether it holds for the rows that were there before
   */
  record Constraint(String type, boolean validated) implements Definition {
    public Constraint {
      Objects.requireNonNull(type, "type");
    }
  }
}
