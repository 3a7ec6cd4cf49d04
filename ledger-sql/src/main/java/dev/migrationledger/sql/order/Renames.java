package dev.migrationledger.sql.order;

import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.ObjectKind;
import java.util.List;

/** What statements rename or move to another schema, done to the catalog. */
final class Renames {

  private final Catalog catalog;
  private final Changes changes;
  private final Uses uses;
  private final Edges edges;
  private final Findings findings;

  Renames(Catalog catalog, Changes changes, Uses uses, Edges edges, Findings findings) {
    this.catalog = catalog;
    this.changes = changes;
    this.uses = uses;
    this.edges = edges;
    this.findings = findings;
  }

  /** RENAME and SET SCHEMA: the statement's only drop and creation. */
  void rename(Step step, Fact from, Fact to) {
    Spot spot = step.spot(from.place());
    String how = Wording.verb(from) + " to " + to.name().written();
    List<Known> found = catalog.find(from);
    if (found.isEmpty() && !from.lenient()) {
      uses.missing(step, from, false, false);
    }
    found.forEach(object -> edges.behindAllUses(spot, Wording.verb(from), from, object));
    if (from.kind().isPart()) {
      renamePart(spot, from, to, found, how);
      return;
    }
    if (found.isEmpty() && from.lenient() && uses.knowsTarget()) {
      return;
    }
    if (found.isEmpty()) {
      catalog.bury(from, new Known.Gone(spot, how));
      changes.create(step, List.of(to)).objects().forEach(Known::setOpen);
    }
    for (Known object : found) {
      Key key = target(object, from, to);
      Known there = catalog.exact(key, object.signature());
      if (there != null && !there.isMaybe() && !there.made().isSupposed()) {
        findings.createdTwice(spot, Wording.label(to.kind(), to), there.made());
      }
      catalog.move(object, key, spot, how);
      if (from.kind() == ObjectKind.SCHEMA) {
        String name = to.name().parts().getLast();
        catalog
            .in(from.name().parts().getLast())
            .forEach(inside -> catalog.move(inside, inside.key().in(name), spot, how));
      }
    }
  }

  /** RENAME leaves an object in its schema. */
  private static Key target(Known object, Fact from, Fact to) {
    Key key = Key.made(from.kind(), to.name());
    boolean stays = from.detail().equals("rename");
    String schema = stays ? object.key().schema() : key.schema();
    return new Key(object.key().space(), schema, key.name());
  }

  private void renamePart(Spot spot, Fact from, Fact to, List<Known> found, String how) {
    Known owner = changes.ownerOf(from);
    owner.removePart(Catalog.partName(from), new Known.Gone(spot, how));
    String name = Catalog.partName(to);
    Known there = owner.part(name);
    if (there != null && !there.isMaybe()) {
      findings.createdTwice(spot, Wording.label(to.kind(), to), there.made());
    }
    Key key = Key.ofPart(to.kind(), owner.key(), to.name().parts().getLast());
    Known renamed = found.isEmpty() ? new Known(to.kind(), key, "", spot) : found.getFirst();
    renamed.remade(key, spot);
    catalog.putPart(owner, name, renamed);
    if (from.kind() == ObjectKind.CONSTRAINT) {
      String index = from.name().parts().getLast();
      owner.owned().stream()
          .filter(owned -> owned.key().name().equals(index))
          .forEach(owned -> {
            Key old = owned.key();
            Key other = new Key(old.space(), old.schema(), to.name().parts().getLast());
            catalog.move(owned, other, spot, how);
          });
    }
  }
}
