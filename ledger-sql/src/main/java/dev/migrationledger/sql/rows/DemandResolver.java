package dev.migrationledger.sql.rows;

import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import dev.migrationledger.sql.order.Present;
import dev.migrationledger.sql.order.PresentObject;
import dev.migrationledger.sql.rows.RowDemand.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Looks the tables of demands up, and drops those whose rows may be others by then. */
final class DemandResolver {

  private static final Set<String> SYSTEM = Set.of("pg_catalog", "information_schema");

  private final String user;
  private final Map<Table, Set<String>> columns = new HashMap<>();
  private final Set<Table> triggered = new HashSet<>();
  private final Set<Table> indexes = new HashSet<>();
  private final Set<String> systemRoutines = new HashSet<>();
  private final Set<String> routines = new HashSet<>();
  private final Set<Table> changed = new HashSet<>();
  private boolean anything;
  private boolean triggers;

  DemandResolver(Present present) {
    user = present.session().user();
    present.objects().forEach(this::know);
  }

  private void know(PresentObject object) {
    switch (object.kind()) {
      case TABLE -> columns(new Table(object.schema(), object.name()));
      case COLUMN -> columns(new Table(object.schema(), object.owner())).add(object.name());
      case TRIGGER, RULE -> {
        if (object.open() || object.kind() == ObjectKind.RULE) {
          triggered.add(new Table(object.schema(), object.owner()));
        }
      }
      case INDEX -> indexes.add(new Table(object.schema(), object.name()));
      case FUNCTION, PROCEDURE, AGGREGATE ->
          (SYSTEM.contains(object.schema()) ? systemRoutines : routines).add(object.name());
      default -> {}
    }
  }

  private Set<String> columns(Table table) {
    return columns.computeIfAbsent(table, name -> new HashSet<>());
  }

  List<RowDemand> resolve(SequencedMap<String, RowDemands> scripts) {
    List<RowDemand> demands = new ArrayList<>();
    for (Map.Entry<String, RowDemands> script : scripts.entrySet()) {
      for (RowDemands.Step step : script.getValue().steps()) {
        if (anything) {
          return demands;
        }
        switch (step) {
          case RowDemands.Step.Demand(Draft draft) ->
              demand(draft, script.getKey()).ifPresent(demands::add);
          case RowDemands.Step.Change(ObjectName name) -> change(name);
          case RowDemands.Step.Call(ObjectName routine) -> {
            String name = routine.parts().getLast();
            anything = routines.contains(name) || !systemRoutines.contains(name);
          }
          case RowDemands.Step.Trigger() -> triggers = true;
          case RowDemands.Step.Anything() -> anything = true;
        }
      }
    }
    return demands;
  }

  private void change(ObjectName name) {
    Optional<Table> table = find(name);
    table.ifPresent(changed::add);
    anything = triggers || table.filter(triggered::contains).isPresent();
  }

  /** A name that is no table of the database may be that of a view, and stand for another. */
  private Optional<Table> find(ObjectName name) {
    return name.searched().stream()
        .map(schema -> new Table(schema.equals("$user") ? user : schema, name.parts().getFirst()))
        .filter(columns::containsKey)
        .findFirst();
  }

  private Optional<RowDemand> demand(Draft draft, String file) {
    Optional<Table> table = find(draft.table());
    Optional<Table> other = find(draft.other());
    if (table.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    boolean there =
        columns(table.get()).containsAll(draft.columns())
            && columns(other.get()).containsAll(draft.otherColumns());
    boolean same = !changed.contains(table.get()) && !changed.contains(other.get());
    boolean made = indexes.contains(new Table(table.get().schema(), draft.index()));
    return there && same && !made
        ? Optional.of(
            new RowDemand(
                draft.kind(),
                table.get(),
                draft.only(),
                draft.columns(),
                other.get(),
                draft.otherColumns(),
                draft.constraint(),
                draft.nullsEqual(),
                file,
                draft.place()))
        : Optional.empty();
  }
}
