package dev.migrationledger.sql.order;

import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects that statements use: who made them, and what is wrong when nobody did. */
final class Uses {

  private final Catalog catalog;
  private final Timeline timeline;
  private final Edges edges;
  private final Findings findings;
  private final Absence absence;

  Uses(Catalog catalog, Timeline timeline, Edges edges, Findings findings, Absence absence) {
    this.catalog = catalog;
    this.timeline = timeline;
    this.edges = edges;
    this.findings = findings;
    this.absence = absence;
  }

  boolean knowsTarget() {
    return absence.targetKnown();
  }

  /** An object that has to be there; gives what it may be. */
  List<Known> required(Step step, Fact fact, boolean ofTrigger) {
    List<Known> found = optional(step, fact);
    if (found.isEmpty() && !fact.lenient()) {
      missing(step, fact, true, ofTrigger);
    }
    return found;
  }

  /** An object that need not be there. */
  List<Known> optional(Step step, Fact fact) {
    List<Known> found = catalog.find(fact);
    Spot spot = step.spot(fact.place());
    for (Known object : found) {
      object.usedAt(spot);
      edges.derived(
          spot, Wording.verb(fact), Wording.label(object.kind(), fact), object.made(), "creates");
    }
    return found;
  }

  /** A schema that a name is qualified with. */
  void schema(Step step, Fact fact) {
    String schema = fact.name().schema();
    if (fact.kind().isPart() || schema.isEmpty() || schema.equals(Key.TEMPORARY)) {
      return;
    }
    Key key = new Key(Key.SCHEMA, "", schema);
    Known known = catalog.exact(key, "");
    Spot spot = step.spot(fact.place());
    String label = Wording.label(ObjectKind.SCHEMA, schema);
    if (known != null) {
      known.usedAt(spot);
      edges.derived(spot, "uses", label, known.made(), "creates");
    } else if (!schema.equals("public") || knowsTarget()) {
      boolean told = late(step, fact, List.of(key), label, true);
      if (!told) {
        absence.object(spot, schemaFact(fact), ObjectKind.SCHEMA, label);
      }
    }
  }

  private static Fact schemaFact(Fact fact) {
    ObjectName name = new ObjectName("", List.of(fact.name().schema()), List.of(), "");
    return new Fact(fact.action(), ObjectKind.SCHEMA, name, fact.place(), fact.moment(), false, "");
  }

  /** An object that is not there although it should be. */
  void missing(Step step, Fact fact, boolean mayComeLater, boolean ofTrigger) {
    if (fact.kind().isPart()) {
      missingPart(step, fact, mayComeLater);
      return;
    }
    String label = Wording.label(fact.kind(), fact);
    Known.Gone gone = catalog.gone(fact);
    if (gone != null) {
      findings.usedAfterDrop(step.spot(fact.place()), Wording.verb(fact), label, gone);
      return;
    }
    if (knowsTarget() && lacksSchema(fact)) {
      schema(step, fact);
      return;
    }
    boolean builtIn = Key.isRoutine(fact.kind()) && !ofTrigger;
    boolean comes = mayComeLater && (knowsTarget() || !label.equals("schema public"));
    List<Key> sought = Key.sought(fact.kind(), fact.name());
    if (!comes || !late(step, fact, sought, label, !builtIn)) {
      absence.object(step.spot(fact.place()), fact, fact.kind(), label);
    }
  }

  private boolean lacksSchema(Fact fact) {
    String schema = fact.name().schema();
    return !schema.isEmpty()
        && !schema.equals(Key.TEMPORARY)
        && catalog.exact(new Key(Key.SCHEMA, "", schema), "") == null;
  }

  private void missingPart(Step step, Fact fact, boolean mayComeLater) {
    Known owner = catalog.owner(fact);
    String label = Wording.label(fact.kind(), fact);
    if (owner == null) {
      missingOwner(step, fact, mayComeLater, label);
      return;
    }
    if (owner.isMaybe()) {
      return;
    }
    Known.Gone gone = owner.gone(Catalog.partName(fact));
    if (gone != null) {
      findings.usedAfterDrop(step.spot(fact.place()), Wording.verb(fact), label, gone);
      return;
    }
    Key later = Key.ofPart(fact.kind(), owner.key(), fact.name().parts().getLast());
    boolean told = mayComeLater && late(step, fact, List.of(later), label, !owner.isOpen());
    if (!told && fact.kind() == ObjectKind.COLUMN && !owner.isOpen()) {
      noSuchColumn(step, fact, owner);
    } else if (!told && fact.kind() != ObjectKind.COLUMN && !owner.isOpen()) {
      absence.part(step.spot(fact.place()), fact, owner, label);
    }
  }

  /** A table on the server: a column of it may be one that a later script adds. */
  private void missingOwner(Step step, Fact fact, boolean mayComeLater, String label) {
    boolean named = fact.action() == Action.ALTER && fact.kind() != ObjectKind.CONSTRAINT;
    if (knowsTarget() && named) {
      missing(step, ownerFact(fact), mayComeLater, false);
      return;
    }
    List<Key> owners = Key.sought(ObjectKind.RELATION, Key.owner(fact.name()));
    boolean tableComesLater = timeline.creationAfter(owners, step) != null;
    if (mayComeLater && !tableComesLater && !catalog.isGone(owners)) {
      String part = fact.name().parts().getLast();
      List<Key> keys = owners.stream().map(key -> Key.ofPart(fact.kind(), key, part)).toList();
      late(step, fact, keys, label, false);
    }
  }

  private static Fact ownerFact(Fact fact) {
    return new Fact(
        fact.action(),
        ObjectKind.RELATION,
        Key.owner(fact.name()),
        fact.place(),
        fact.moment(),
        false,
        "");
  }

  private void noSuchColumn(Step step, Fact fact, Known owner) {
    String column = fact.name().parts().getLast();
    if (!catalog.mayBeRoutine(column)) {
      List<String> columns = owner.parts(ObjectKind.COLUMN).stream().map(Catalog::ownName).toList();
      findings.noSuchColumn(step.spot(fact.place()), owner, column, columns);
    }
  }

  private boolean late(Step step, Fact fact, List<Key> keys, String label, boolean ofTheSet) {
    Timeline.@Nullable Event later = timeline.creationAfter(keys, step);
    if (later == null) {
      return false;
    }
    Spot spot = step.spot(fact.place());
    boolean column = fact.kind() == ObjectKind.COLUMN;
    boolean ofItself = later.certain() && (ofTheSet || (column && !later.unlessThere()));
    boolean sure = knowsTarget() ? ofTheSet || absence.isSure(fact) : ofItself;
    findings.usedLate(spot, later.spot(), label, sure);
    return true;
  }
}
