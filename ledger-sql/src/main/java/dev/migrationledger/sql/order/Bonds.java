package dev.migrationledger.sql.order;

import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.ObjectKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ties what one statement made: indexes to their table, views to what they read. */
final class Bonds {

  /** Tables made so have columns that no statement names. */
  private static final Set<String> COPIED = Set.of("query", "like", "inherits", "partition");

  private final Catalog catalog;
  private final List<Fact> facts;

  Bonds(Catalog catalog, List<Fact> facts) {
    this.catalog = catalog;
    this.facts = facts;
  }

  void tie(List<Known> made) {
    boolean columns = made.stream().anyMatch(object -> object.kind() == ObjectKind.COLUMN);
    boolean copied = facts.stream().anyMatch(fact -> COPIED.contains(fact.detail()));
    for (Known object : made) {
      boolean table =
          object.kind() == ObjectKind.TABLE || object.kind() == ObjectKind.FOREIGN_TABLE;
      if (!object.kind().isPart() && (!table || copied || !columns)) {
        object.setOpen();
      }
    }
    Optional<Known> subject = subject(made);
    for (Known object : made) {
      if (isOwned(object)) {
        subject.ifPresent(table -> table.own(object));
      }
    }
    made.stream()
        .filter(object -> !object.kind().isPart() && !isOwned(object))
        .findFirst()
        .or(() -> subject)
        .ifPresent(this::depend);
  }

  /** Whether a statement that creates one names its columns too. */
  static boolean hasParts(ObjectKind kind) {
    return kind == ObjectKind.TABLE || kind == ObjectKind.FOREIGN_TABLE || kind == ObjectKind.TYPE;
  }

  private static boolean isOwned(Known object) {
    return object.kind() == ObjectKind.INDEX || object.kind() == ObjectKind.SEQUENCE;
  }

  /** An index or a sequence goes where its table is. */
  Key place(Fact fact) {
    Key key = Key.made(fact.kind(), fact.name());
    boolean follows =
        fact.name().schema().isEmpty()
            && (fact.kind() == ObjectKind.INDEX || fact.detail().equals("owned"));
    return follows
        ? facts.stream()
            .filter(Bonds::isAboutTable)
            .flatMap(table -> catalog.find(table).stream())
            .findFirst()
            .map(table -> key.in(table.key().schema()))
            .orElse(key)
        : key;
  }

  /** The table that is created, altered or indexed. */
  private Optional<Known> subject(List<Known> made) {
    Optional<Known> created =
        made.stream().filter(object -> object.kind() == ObjectKind.TABLE).findFirst();
    return created.or(() ->
        facts.stream()
            .filter(fact -> isAboutTable(fact))
            .flatMap(fact -> catalog.find(fact).stream())
            .findFirst());
  }

  private static boolean isAboutTable(Fact fact) {
    boolean altered = fact.action() == Action.ALTER && fact.kind() == ObjectKind.TABLE;
    return altered || (fact.action() == Action.USE && fact.detail().equals("index"));
  }

  private void depend(Known object) {
    for (Fact fact : facts) {
      boolean uses = fact.action() == Action.USE || fact.action() == Action.READ;
      if (uses && fact.kind().isPart()) {
        Known owner = catalog.owner(fact);
        if (owner != null) {
          owner.dependent(object);
        }
      } else if (uses) {
        catalog.find(fact).forEach(used -> used.dependent(object));
      }
    }
  }
}
