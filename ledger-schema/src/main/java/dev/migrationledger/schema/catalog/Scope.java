package dev.migrationledger.schema.catalog;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.schema.object.CanonicalJson;
import dev.migrationledger.schema.object.CatalogKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How much of a schema is read. A snapshot of a part is no snapshot of the schema: it answers
 * questions about that part, and is never stored or compared with a whole one.
 */
public final class Scope {

  private static final Scope ALL = new Scope(EnumSet.allOf(CatalogKind.class), true, Set.of());

  private final Set<CatalogKind> kinds;
  private final boolean allTables;
  private final Set<Table> tables;

  private Scope(Set<CatalogKind> kinds, boolean allTables, Set<Table> tables) {
    this.kinds = EnumSet.copyOf(kinds);
    this.allTables = allTables;
    this.tables = Set.copyOf(tables);
  }

  /** A table, view or sequence. */
  public record Table(String schema, String name) {
    public Table {
      requireNonNull(schema, "schema");
      requireNonNull(name, "name");
    }
  }

  /** Everything. */
  public static Scope all() {
    return ALL;
  }

  /** Objects of some kinds only; at least one. */
  public static Scope of(Set<CatalogKind> kinds) {
    return new Scope(kinds, true, Set.of());
  }

  /** Of tables, views, and what is part of them, only these. */
  public Scope onTables(Set<Table> only) {
    return new Scope(kinds, false, only);
  }

  boolean has(CatalogKind kind) {
    return kinds.contains(kind);
  }

  boolean allTables() {
    return allTables;
  }

  /** Schema, name, schema, name ... as a JSON array. */
  String json() {
    var words = new ArrayList<String>();
    for (var table : tables) {
      words.addAll(List.of(table.schema(), table.name()));
    }
    return CanonicalJson.array(words);
  }
}
