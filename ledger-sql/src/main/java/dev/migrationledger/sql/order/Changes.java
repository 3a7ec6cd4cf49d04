package dev.migrationledger.sql.order;

import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.ObjectKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What statements create and drop, done to the catalog. */
final class Changes {

  private final Catalog catalog;
  private final Uses uses;
  private final Edges edges;
  private final Findings findings;

  Changes(Catalog catalog, Uses uses, Edges edges, Findings findings) {
    this.catalog = catalog;
    this.uses = uses;
    this.edges = edges;
    this.findings = findings;
  }

  /**
   * What a statement made.
   *
   * @param tableWasThere so that nothing else of the statement was done
   */
  record Made(List<Known> objects, boolean tableWasThere) {}

  /** All that one statement creates, what parts belong to before them. */
  Made create(Step step, List<Fact> facts) {
    List<Fact> creations =
        facts.stream()
            .filter(fact -> fact.action() == Action.CREATE && fact.kind() != ObjectKind.OPAQUE)
            .sorted(Comparator.comparingInt((Fact fact) -> rank(fact.kind())))
            .toList();
    Bonds bonds = new Bonds(catalog, facts);
    List<Known> made = new ArrayList<>();
    boolean there = false;
    for (Fact fact : creations) {
      if (there && rank(fact.kind()) > 0) {
        continue;
      }
      uses.schema(step, fact);
      Optional<Known> known =
          fact.kind().isPart() ? part(step, fact) : object(step, fact, bonds.place(fact));
      known.ifPresent(made::add);
      there |= known.isEmpty() && Bonds.hasParts(fact.kind());
    }
    bonds.tie(made);
    return new Made(made, there);
  }

  private static int rank(ObjectKind kind) {
    return switch (kind) {
      case SCHEMA -> -1;
      case INDEX, SEQUENCE -> 2;
      default -> kind.isPart() ? 1 : 0;
    };
  }

  /** Empty when it was there already. */
  private Optional<Known> object(Step step, Fact fact, Key key) {
    Spot spot = step.spot(fact.place());
    Known there = catalog.exact(key, fact.name().signature());
    if (there != null && !there.made().isSupposed() && !replaced(spot, fact, there)) {
      return Optional.empty();
    }
    Known.Gone gone = catalog.gone(fact);
    if (gone != null) {
      edges.derived(spot, "creates", Wording.label(fact.kind(), fact), gone.spot(), gone.did());
    }
    Known made = new Known(fact.kind(), key, fact.name().signature(), spot);
    catalog.put(made);
    return Optional.of(made);
  }

  private Optional<Known> part(Step step, Fact fact) {
    Known owner = ownerOf(fact);
    Spot spot = step.spot(fact.place());
    String name = Catalog.partName(fact);
    Known there = owner.part(name);
    if (there != null && !replaced(spot, fact, there)) {
      return Optional.empty();
    }
    Known.Gone gone = owner.gone(name);
    if (gone != null) {
      edges.derived(spot, "creates", Wording.label(fact.kind(), fact), gone.spot(), gone.did());
    }
    Key key = Key.ofPart(fact.kind(), owner.key(), fact.name().parts().getLast());
    Known made = new Known(fact.kind(), key, "", spot);
    catalog.putPart(owner, name, made);
    return Optional.of(made);
  }

  /** Of what is there already; whether the new one takes its place. */
  private boolean replaced(Spot spot, Fact fact, Known there) {
    String label = Wording.label(fact.kind(), fact);
    if (there.isMaybe()) {
      edges.derived(spot, "creates", label, there.made(), "creates");
      return true;
    }
    if (!fact.lenient()) {
      findings.createdTwice(spot, label, there.made());
      return false;
    }
    boolean replaces =
        switch (fact.kind()) {
          case VIEW, FUNCTION, PROCEDURE, AGGREGATE, TRIGGER, RULE, TRANSFORM, LANGUAGE -> true;
          default -> false;
        };
    edges.derived(
        spot, replaces ? "replaces" : "creates if missing", label, there.made(), "creates");
    return replaces;
  }

  /** A table that nobody made is supposed to be on the server. */
  Known ownerOf(Fact part) {
    Known owner = catalog.owner(part);
    if (owner == null) {
      Key key = Key.made(ObjectKind.RELATION, Key.owner(part.name()));
      owner = new Known(ObjectKind.TABLE, key, "", Spot.supposed());
      owner.setOpen();
      if (!uses.knowsTarget()) {
        catalog.put(owner);
      }
    }
    return owner;
  }

  /** DROP, of what has to be there unless it says IF EXISTS. */
  void drop(Step step, Fact fact) {
    Spot spot = step.spot(fact.place());
    Known.Gone gone = new Known.Gone(spot, "drops");
    List<Known> found = catalog.find(fact);
    if (found.isEmpty()) {
      if (!fact.lenient()) {
        uses.missing(step, fact, false, false);
      }
      Known owner = fact.kind().isPart() ? catalog.owner(fact) : null;
      if (owner != null) {
        owner.removePart(Catalog.partName(fact), gone);
      } else if (!fact.kind().isPart()) {
        catalog.bury(fact, gone);
      }
      return;
    }
    for (Known object : found) {
      edges.behindAllUses(spot, "drops", fact, object);
      if (found.size() > 1) {
        object.setMaybe();
      } else {
        remove(fact, object, gone);
      }
    }
  }

  private void remove(Fact fact, Known object, Known.Gone gone) {
    boolean cascade = fact.detail().equals("cascade");
    if (fact.kind().isPart()) {
      Known owner = catalog.owner(fact);
      if (owner != null) {
        removePart(fact, owner, cascade, gone);
      }
      return;
    }
    catalog.remove(object, gone);
    if (cascade && object.made().isInTarget()) {
      cascade(gone.spot(), object);
    }
    if (cascade || object.kind() == ObjectKind.TABLE) {
      Catalog.doubt(object, cascade);
    }
    if (fact.kind() == ObjectKind.SCHEMA && cascade) {
      for (Known inside : catalog.in(object.key().name())) {
        catalog.remove(inside, gone);
        Catalog.doubt(inside, true);
      }
    }
  }

  /** What depends on an object of the target is not known here. */
  private void cascade(Spot spot, Known object) {
    switch (object.kind()) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, INDEX -> catalog.doubtDependents();
      default -> findings.doubt(spot);
    }
  }

  /** Indexes and constraints go with a column, an index with its constraint. */
  private void removePart(Fact fact, Known owner, boolean cascade, Known.Gone gone) {
    owner.removePart(Catalog.partName(fact), gone);
    if (fact.kind() == ObjectKind.COLUMN) {
      owner.owned().forEach(Known::setMaybe);
      owner.parts(ObjectKind.CONSTRAINT).forEach(Known::setMaybe);
    }
    if (fact.kind() == ObjectKind.CONSTRAINT) {
      String index = fact.name().parts().getLast();
      owner.owned().stream()
          .filter(owned -> owned.key().name().equals(index))
          .toList()
          .forEach(owned -> catalog.remove(owned, gone));
    }
    if (cascade) {
      Catalog.doubt(owner, true);
    }
    if (cascade && owner.made().isInTarget()) {
      catalog.doubtDependents();
    }
  }

  private static String last(Fact fact) {
    return fact.name().parts().getLast();
  }

  /** A block that may be passed over: what it creates may be there, what it drops may not. */
  void perhaps(Step step, Fact fact) {
    List<Known> found = uses.optional(step, fact);
    if (fact.action() == Action.DROP) {
      found.forEach(Known::setMaybe);
      found.forEach(Known::setOpen);
      return;
    }
    if (fact.action() == Action.CREATE && found.isEmpty() && fact.kind() != ObjectKind.OPAQUE) {
      Known owner = fact.kind().isPart() ? ownerOf(fact) : null;
      Spot spot = step.spot(fact.place());
      Known made =
          new Known(
              fact.kind(),
              owner == null
                  ? Key.made(fact.kind(), fact.name())
                  : Key.ofPart(fact.kind(), owner.key(), last(fact)),
              owner == null ? fact.name().signature() : "",
              spot);
      made.setMaybe();
      if (owner == null) {
        catalog.put(made);
      } else {
        catalog.putPart(owner, Catalog.partName(fact), made);
      }
    }
  }
}
