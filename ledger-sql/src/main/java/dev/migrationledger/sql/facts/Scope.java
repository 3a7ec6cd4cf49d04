package dev.migrationledger.sql.facts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that a part of a query sees: its own tables, and those of the queries around it. */
final class Scope {

  /** What stands for something in FROM that is no table: a subquery, a function, a CTE. */
  static final ObjectName NO_TABLE = Session.global("");

  private final Optional<Scope> outer;
  private final Map<String, ObjectName> tables;
  private final Set<String> queries;
  private final Set<String> aliases;
  private final boolean inRoutine;

  private Scope(
      Optional<Scope> outer,
      Map<String, ObjectName> tables,
      Set<String> queries,
      Set<String> aliases,
      boolean inRoutine) {
    this.outer = outer;
    this.tables = tables;
    this.queries = queries;
    this.aliases = aliases;
    this.inRoutine = inRoutine;
  }

  /** In a routine a bare column may be a variable: it is not told. */
  static Scope outermost(boolean inRoutine) {
    return new Scope(Optional.empty(), new HashMap<>(), Set.of(), Set.of(), inRoutine);
  }

  Scope inner() {
    return new Scope(Optional.of(this), new HashMap<>(), Set.of(), Set.of(), inRoutine);
  }

  Scope with(List<String> names) {
    return new Scope(Optional.of(this), new HashMap<>(), Set.copyOf(names), Set.of(), inRoutine);
  }

  /** The same tables, and names for what is selected, as ORDER BY sees them. */
  Scope naming(List<String> names) {
    return new Scope(outer, tables, queries, Set.copyOf(names), inRoutine);
  }

  void put(String alias, ObjectName table) {
    tables.put(alias, table);
  }

  boolean isQuery(String name) {
    for (Optional<Scope> at = Optional.of(this); at.isPresent(); at = at.get().outer) {
      if (at.get().queries.contains(name)) {
        return true;
      }
    }
    return false;
  }

  boolean isAlias(String name) {
    return aliases.contains(name) || tables.containsKey(name);
  }

  ObjectName table(String alias) {
    for (Optional<Scope> at = Optional.of(this); at.isPresent(); at = at.get().outer) {
      ObjectName found = at.get().tables.get(alias);
      if (found != null) {
        return found;
      }
    }
    return NO_TABLE;
  }

  /** The table of a bare column, when there is only one. */
  ObjectName only() {
    ObjectName only = NO_TABLE;
    for (Optional<Scope> at = Optional.of(this); at.isPresent(); at = at.get().outer) {
      for (ObjectName table : at.get().tables.values()) {
        if (inRoutine || table.equals(NO_TABLE) || !only.equals(NO_TABLE)) {
          return NO_TABLE;
        }
        only = table;
      }
    }
    return only;
  }
}
