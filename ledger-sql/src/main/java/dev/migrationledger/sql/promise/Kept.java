package dev.migrationledger.sql.promise;

import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The promises so far; those about one table, its parts and its indexes lie together. */
final class Kept {

  private final Map<String, List<Promise>> byTable = new LinkedHashMap<>();
  private final Map<String, String> tableOfIndex = new HashMap<>();

  private static boolean isSameSchema(ObjectName one, ObjectName other) {
    return one.schema().isEmpty()
        || other.schema().isEmpty()
        || one.schema().equals(other.schema());
  }

  List<Promise> all() {
    return byTable.values().stream().flatMap(List::stream).toList();
  }

  void clear() {
    byTable.clear();
    tableOfIndex.clear();
  }

  void add(Promise promise) {
    String name = promise.name().parts().getFirst();
    if (promise.definition() instanceof Definition.Index index) {
      String table = index.table().parts().getLast();
      tableOfIndex.put(name, table);
      bucket(table).add(promise);
    } else {
      bucket(name).add(promise);
    }
  }

  private List<Promise> bucket(String table) {
    return byTable.computeIfAbsent(table, any -> new ArrayList<>());
  }

  /** Nothing is promised of an object any more, nor of what goes when it does. */
  void forget(ObjectKind kind, ObjectName name) {
    String first = name.parts().getFirst();
    if (kind.isPart()) {
      bucket(first).removeIf(promise -> goesWithPart(promise, kind, name));
      if (kind == ObjectKind.CONSTRAINT) {
        bucket(first).replaceAll(Kept::nullable);
      }
    } else {
      bucket(first).removeIf(promise -> isOfTable(promise, first, name));
      String table = tableOfIndex.remove(first);
      if (table != null) {
        bucket(table).removeIf(promise -> promise.name().mayBe(name));
      }
    }
  }

  /** A table and a column take along the sequences that they own. */
  void forgetSequences() {
    byTable.values().forEach(all -> all.removeIf(p -> p.kind() == ObjectKind.SEQUENCE));
  }

  /** The constraint may have been a NOT NULL. */
  private static Promise nullable(Promise promise) {
    return promise.definition() instanceof Definition.Column(var type, var _)
        ? promise.with(new Definition.Column(type, false))
        : promise;
  }

  /** A column takes along the constraints and indexes that may be over it. */
  private static boolean goesWithPart(Promise promise, ObjectKind kind, ObjectName name) {
    if (promise.kind() == kind) {
      return promise.name().mayBe(name);
    }
    return kind == ObjectKind.COLUMN
        && switch (promise.definition()) {
          case Definition.Constraint c -> true;
          case Definition.Index index -> mayBeOver(index, name);
          default -> false;
        };
  }

  private static boolean mayBeOver(Definition.Index index, ObjectName column) {
    return index.columns().isEmpty() || index.columns().contains(column.parts().getLast());
  }

  /** An object is made that has this name from here on. */
  void replace(ObjectKind kind, ObjectName name) {
    if (kind.isPart()) {
      bucket(name.parts().getFirst())
          .removeIf(promise -> promise.kind() == kind && promise.name().mayBe(name));
    } else {
      forget(kind, name);
    }
  }

  /** A column has another name: what is over it stays. */
  void renameColumn(ObjectName column) {
    bucket(column.parts().getFirst())
        .removeIf(promise ->
            promise.definition() instanceof Definition.Index index
                ? mayBeOver(index, column)
                : promise.kind() == ObjectKind.COLUMN && promise.name().mayBe(column));
  }

  private static boolean isOfTable(Promise promise, String first, ObjectName name) {
    ObjectName of =
        promise.definition() instanceof Definition.Index index ? index.table() : promise.name();
    return of.parts().getFirst().equals(first) && isSameSchema(of, name);
  }

  /** A column is written once more: what the earlier words said, and the later ones do not. */
  void column(Promise later) {
    Definition.Column more = (Definition.Column) later.definition();
    merge(
        later,
        known ->
            known instanceof Definition.Column before
                ? new Definition.Column(
                    more.type().or(before::type), more.notNull() || before.notNull())
                : more);
  }

  /** A column that may be NULL again. */
  void mayBeNull(ObjectName column) {
    change(
        ObjectKind.COLUMN,
        column,
        known ->
            known instanceof Definition.Column(var type, var notNull)
                ? new Definition.Column(type, false)
                : known);
  }

  /** A constraint is written, or validated. */
  void constraint(Promise later) {
    Definition.Constraint more = (Definition.Constraint) later.definition();
    merge(
        later,
        known ->
            known instanceof Definition.Constraint before && more.type().isEmpty()
                ? new Definition.Constraint(before.type(), true)
                : more);
  }

  private void merge(Promise later, UnaryOperator<Definition> with) {
    if (!change(later.kind(), later.name(), with)) {
      add(later);
    }
  }

  private boolean change(ObjectKind kind, ObjectName name, UnaryOperator<Definition> with) {
    List<Promise> bucket = bucket(name.parts().getFirst());
    Optional<Promise> known =
        bucket.stream()
            .filter(promise -> promise.kind() == kind && promise.name().mayBe(name))
            .findFirst();
    known.ifPresent(promise ->
        bucket.set(bucket.indexOf(promise), promise.with(with.apply(promise.definition()))));
    return known.isPresent();
  }
}
