package dev.migrationledger.sql.order;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.Moment;
import dev.migrationledger.sql.facts.ObjectKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes through the statements of all scripts in the order of their numbers. */
final class Replay {

  /** Functions of extensions that change tables and are called without their schema. */
  private static final Set<String> CHANGES_TABLES =
      Set.of("addgeometrycolumn", "dropgeometrycolumn", "updategeometrysrid", "dblink_exec");

  private final Catalog catalog;
  private final Uses uses;
  private final Changes changes;
  private final Renames renames;
  private final Findings findings;
  private final Absence absence;

  /** A replay that starts with a catalog; whether that is all the target holds is known or not. */
  Replay(Catalog catalog, boolean known, Timeline timeline, Edges edges, Findings findings) {
    this.catalog = catalog;
    this.findings = findings;
    this.absence = new Absence(catalog, findings, known);
    this.uses = new Uses(catalog, timeline, edges, findings, absence);
    this.changes = new Changes(catalog, uses, edges, findings);
    this.renames = new Renames(catalog, changes, uses, edges, findings);
  }

  /** Lets go of the scripts it has done. */
  void run(List<ScriptFacts> scripts) {
    for (int i = 0; i < scripts.size(); i++) {
      ScriptFacts script = scripts.get(i);
      if (!script.whole()) {
        findings.doubt(new Spot(i, new Place(1, 1)));
      }
      List<List<Fact>> statements = script.statements();
      for (int j = 0; j < statements.size(); j++) {
        statement(new Step(i, j), statements.get(j));
      }
      scripts.set(
          i, new ScriptFacts(script.script(), script.declared(), List.of(), script.whole()));
      catalog.forgetTemporary();
    }
  }

  private void statement(Step step, List<Fact> facts) {
    Map<Moment, List<Fact>> moments = new EnumMap<>(Moment.class);
    for (Fact fact : facts) {
      moments.computeIfAbsent(fact.moment(), moment -> new ArrayList<>()).add(fact);
    }
    List<Fact> now = moments.getOrDefault(Moment.AT_ONCE, List.of());
    if (absence.targetKnown() && isPassedOver(now)) {
      return;
    }
    List<Fact> block = moments.getOrDefault(Moment.IN_BLOCK, List.of());
    Changes.Made made = change(step, now);
    use(step, now, made.tableWasThere());
    extensions(made.objects(), facts);
    block.forEach(fact -> changes.perhaps(step, fact));
    List<Fact> checked = moments.getOrDefault(Moment.WHEN_CALLED_OR_CHECKED, List.of());
    List<Fact> called = moments.getOrDefault(Moment.WHEN_CALLED, List.of());
    checked(step, checked);
    called.forEach(fact -> uses.optional(step, fact));
    if (changesSchema(checked) || changesSchema(called)) {
      made.objects().forEach(Known::setActing);
    }
    doubt(step, now, facts);
    doubt(step, block, facts);
  }

  /** ALTER ... IF EXISTS of what is not there does nothing. */
  private boolean isPassedOver(List<Fact> facts) {
    return facts.stream()
        .anyMatch(fact ->
            fact.action() == Action.ALTER
                && fact.lenient()
                && !fact.kind().isPart()
                && catalog.find(fact).isEmpty());
  }

  private void extensions(List<Known> made, List<Fact> facts) {
    made.stream()
        .filter(object -> object.kind() == ObjectKind.EXTENSION)
        .forEach(object -> absence.extensionChanged(object.key().name()));
    for (Fact fact : facts) {
      boolean perhaps = fact.moment() != Moment.AT_ONCE && catalog.find(fact).isEmpty();
      if (fact.kind() == ObjectKind.EXTENSION && (perhaps || fact.action() == Action.ALTER)) {
        absence.extensionChanged(fact.name().parts().getLast());
      }
    }
  }

  private Changes.Made change(Step step, List<Fact> facts) {
    List<Fact> renamed = facts.stream().filter(Wording::renames).toList();
    List<Fact> from = renamed.stream().filter(fact -> fact.action() == Action.DROP).toList();
    List<Fact> to = renamed.stream().filter(fact -> fact.action() == Action.CREATE).toList();
    if (!from.isEmpty() && !to.isEmpty()) {
      renames.rename(step, from.getFirst(), to.getFirst());
      return new Changes.Made(List.of(), false);
    }
    for (Fact fact : facts) {
      if (fact.action() == Action.DROP) {
        changes.drop(step, fact);
      }
    }
    return changes.create(step, facts);
  }

  private void use(Step step, List<Fact> facts, boolean withoutColumns) {
    boolean trigger =
        facts.stream()
            .anyMatch(fact ->
                fact.action() == Action.CREATE
                    && (fact.kind() == ObjectKind.TRIGGER
                        || fact.kind() == ObjectKind.EVENT_TRIGGER));
    boolean looks = absence.targetKnown() && !detailed(facts, "query");
    for (Fact fact : facts) {
      boolean uses =
          switch (fact.action()) {
            case USE, READ, WRITE, ALTER -> fact.kind() != ObjectKind.OPAQUE;
            case CREATE, DROP -> false;
          };
      boolean ofTableThatWasThere = withoutColumns && (looks || fact.kind() == ObjectKind.COLUMN);
      boolean called = fact.kind() == ObjectKind.PROCEDURE;
      if (uses && !ofTableThatWasThere) {
        List<Known> found = this.uses.required(step, fact, trigger || called);
        if (getsColumns(fact, facts)) {
          found.forEach(Known::setOpen);
        }
      }
    }
  }

  private static boolean detailed(List<Fact> facts, String detail) {
    return facts.stream().anyMatch(fact -> fact.detail().equals(detail));
  }

  /** A table that gets a parent has its later columns too. */
  private static boolean getsColumns(Fact fact, List<Fact> facts) {
    boolean inherits = fact.kind() == ObjectKind.TABLE && detailed(facts, "inherits");
    return fact.action() == Action.ALTER && (inherits || fact.detail().equals("partition"));
  }

  /** The server looks at the body of an SQL function, unless it makes what it uses itself. */
  private void checked(Step step, List<Fact> body) {
    boolean makes = body.stream().anyMatch(fact -> fact.action() == Action.CREATE);
    for (Fact fact : body) {
      if (makes || fact.kind() == ObjectKind.OPAQUE) {
        uses.optional(step, fact);
      } else {
        uses.required(step, fact, false);
      }
    }
  }

  private static boolean changesSchema(List<Fact> facts) {
    return facts.stream()
        .anyMatch(fact ->
            fact.kind() == ObjectKind.OPAQUE
                || fact.action() == Action.CREATE
                || fact.action() == Action.DROP);
  }

  /** What a statement does cannot be known when it runs SQL that it makes, or calls what does. */
  private void doubt(Step step, List<Fact> facts, List<Fact> all) {
    boolean defines =
        all.stream()
            .anyMatch(fact ->
                fact.moment() == Moment.AT_ONCE
                    && (fact.action() == Action.CREATE || fact.action() == Action.ALTER));
    for (Fact fact : facts) {
      boolean opaque = fact.kind() == ObjectKind.OPAQUE;
      boolean extension =
          fact.action() == Action.DROP
              && fact.kind() == ObjectKind.EXTENSION
              && fact.detail().equals("cascade");
      if (opaque || extension || (!defines && calls(fact))) {
        findings.doubt(step.spot(fact.place()));
      }
    }
  }

  private boolean calls(Fact fact) {
    boolean function = fact.kind() == ObjectKind.FUNCTION;
    if (fact.action() != Action.USE || (!function && fact.kind() != ObjectKind.PROCEDURE)) {
      return false;
    }
    List<Known> found = catalog.find(fact);
    boolean foreign = !function || !fact.name().schema().isEmpty();
    return found.isEmpty()
        ? foreign || CHANGES_TABLES.contains(fact.name().parts().getLast())
        : found.stream().anyMatch(Known::isActing);
  }
}
