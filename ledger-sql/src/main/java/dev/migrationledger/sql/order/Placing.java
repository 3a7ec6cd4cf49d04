package dev.migrationledger.sql.order;

import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes out of the search paths of names the schemas that do not exist when the statement runs: so
 * does the session, and creates in the first that is left.
 */
final class Placing {

  private static final String USER = "$user";
  private static final String CATALOG = "pg_catalog";

  private final String user;
  private final Set<String> schemas = new HashSet<>(List.of(CATALOG, Key.TEMPORARY));
  private final Map<List<String>, List<String>> paths = new HashMap<>();

  Placing(Present present) {
    user = present.session().user();
    present.objects().stream()
        .filter(object -> object.kind() == ObjectKind.SCHEMA)
        .forEach(schema -> schemas.add(schema.name()));
  }

  List<ScriptFacts> place(List<ScriptFacts> scripts) {
    List<ScriptFacts> placed = new ArrayList<>(scripts.size());
    for (ScriptFacts script : scripts) {
      List<List<Fact>> statements = new ArrayList<>(script.statements().size());
      for (List<Fact> statement : script.statements()) {
        follow(statement, Action.CREATE);
        statements.add(statement.stream().map(this::place).toList());
        follow(statement, Action.DROP);
      }
      placed.add(new ScriptFacts(script.script(), script.declared(), statements, script.whole()));
    }
    return placed;
  }

  /** What CREATE SCHEMA holds besides goes into the new one. */
  private void follow(List<Fact> statement, Action action) {
    for (Fact fact : statement) {
      if (fact.kind() == ObjectKind.SCHEMA && fact.action() == action) {
        String name = fact.name().parts().getLast();
        boolean changed = action == Action.CREATE ? schemas.add(name) : schemas.remove(name);
        if (changed) {
          paths.clear();
        }
      }
    }
  }

  private Fact place(Fact fact) {
    ObjectName name = fact.name();
    if (!name.schema().isEmpty() || name.searched().isEmpty()) {
      return fact;
    }
    List<String> path = paths.computeIfAbsent(name.searched(), this::existing);
    return new Fact(
        fact.action(),
        fact.kind(),
        new ObjectName("", name.parts(), path, name.signature()),
        fact.place(),
        fact.moment(),
        fact.lenient(),
        fact.detail());
  }

  private List<String> existing(List<String> searched) {
    List<String> existing =
        searched.stream()
            .map(schema -> schema.equals(USER) ? user : schema)
            .filter(schemas::contains)
            .toList();
    return existing.isEmpty() ? searched : existing;
  }
}
