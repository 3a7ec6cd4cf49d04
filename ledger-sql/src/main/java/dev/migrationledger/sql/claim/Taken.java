package dev.migrationledger.sql.claim;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.Moment;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a script takes away or changes, and that other objects may have been there for.
 *
 * @param name of a trigger or column its table first
 */
public record Taken(Sort sort, ObjectName name, Place place) {

  /** What is taken. */
  public enum Sort {
    /** A table with all its columns and triggers. */
    TABLE,
    /** A trigger, dropped or replaced. */
    TRIGGER,
    /** A column, or its type or default. */
    COLUMN,
    /** A table whose indexes are built anew beside the old ones: nothing is taken. */
    REINDEXED,
    /** The same, by the name of the index. */
    REINDEXED_INDEX
  }

  public Taken {
    Objects.requireNonNull(sort, "sort");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(place, "place");
  }

  static Optional<Taken> of(Fact fact) {
    boolean now = fact.moment() == Moment.AT_ONCE;
    boolean moves = fact.detail().equals("rename") || fact.detail().equals("schema");
    return now && !moves
        ? sort(fact).map(sort -> new Taken(sort, fact.name(), fact.place()))
        : Optional.empty();
  }

  private static Optional<Sort> sort(Fact fact) {
    boolean drops = fact.action() == Action.DROP;
    boolean reindexes = fact.action() == Action.USE && fact.detail().equals("reindex");
    return Optional.ofNullable(
        switch (fact.kind()) {
          case TABLE, FOREIGN_TABLE, VIEW -> drops ? Sort.TABLE : null;
          case TRIGGER ->
              drops || (fact.action() == Action.CREATE && fact.lenient()) ? Sort.TRIGGER : null;
          case COLUMN -> drops || isChanged(fact) ? Sort.COLUMN : null;
          case RELATION -> reindexes ? Sort.REINDEXED : null;
          case INDEX -> reindexes ? Sort.REINDEXED_INDEX : null;
          default -> null;
        });
  }

  private static boolean isChanged(Fact fact) {
    boolean part = fact.detail().equals("type") || fact.detail().equals("ColumnDefault");
    return fact.action() == Action.ALTER && part && fact.kind() == ObjectKind.COLUMN;
  }
}
