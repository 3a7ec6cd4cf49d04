package dev.migrationledger.schema.diff;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.diff.ObjectChange.Added;
import dev.migrationledger.schema.diff.ObjectChange.Changed;
import dev.migrationledger.schema.diff.ObjectChange.Removed;
import dev.migrationledger.schema.diff.ObjectChange.Renamed;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Puts what a change brings along under that change. */
final class Folding {

  private static final Set<String> OF_PARTITIONS = Set.of("inherited", "partition_of");

  private final SchemaSnapshot before;
  private final SchemaSnapshot after;
  private final Map<ObjectKey, ObjectChange> raw;
  private final Lineage lineage;

  Folding(SchemaSnapshot before, SchemaSnapshot after, Map<ObjectKey, ObjectChange> raw) {
    this.before = before;
    this.after = after;
    this.raw = raw;
    this.lineage = new Lineage(before, after);
  }

  static boolean hasColumns(CatalogObject object) {
    return object.key().kind() == CatalogKind.TABLE;
  }

  List<ObjectChange> folded() {
    Map<ObjectKey, List<ObjectChange>> parts = new LinkedHashMap<>();
    var top = new ArrayList<ObjectChange>();
    for (ObjectChange change : raw.values()) {
      var cause = cause(change).filter(key -> !key.equals(change.key()));
      if (cause.isPresent()) {
        parts.computeIfAbsent(root(cause.get()), any -> new ArrayList<>()).add(change);
      } else {
        top.add(change);
      }
    }
    return top.stream()
        .map(change -> change.with(parts.getOrDefault(change.key(), List.of())))
        .sorted((a, b) -> a.key().compareTo(b.key()))
        .toList();
  }

  private ObjectKey root(ObjectKey key) {
    var seen = new ArrayList<ObjectKey>();
    var at = key;
    while (!seen.contains(at)) {
      seen.add(at);
      var change = raw.get(at);
      var next = change == null ? Optional.<ObjectKey>empty() : cause(change);
      if (next.isEmpty()) {
        return at;
      }
      at = next.get();
    }
    return key;
  }

  private Optional<ObjectKey> cause(ObjectChange change) {
    return switch (change) {
      case Added added -> causeOfWhole(added.object(), Added.class, after);
      case Removed removed -> causeOfWhole(removed.object(), Removed.class, before);
      case Changed changed -> causeOfChange(changed);
      case Renamed renamed ->
          Stream.concat(
                  lineage.parents(renamed.to(), after).stream(),
                  raw.keySet().stream().filter(key -> Belonging.isOwnedBy(renamed.to(), key)))
              .filter(key -> raw.get(key) instanceof Renamed)
              .findFirst();
    };
  }

  private <T extends ObjectChange> Optional<ObjectKey> causeOfWhole(
      CatalogObject object, Class<T> sort, SchemaSnapshot side) {
    for (ObjectKey owner : Belonging.owners(object.key())) {
      if (sort.isInstance(raw.get(owner))) {
        return Optional.of(owner);
      }
    }
    for (ObjectKey parent : lineage.parents(object, side)) {
      if (sort.isInstance(raw.get(parent))) {
        return Optional.of(parent);
      }
    }
    return switch (object.key().kind()) {
      case CONSTRAINT, INDEX -> columnOf(object, sort);
      case SEQUENCE ->
          raw.keySet().stream()
              .filter(key -> sort.isInstance(raw.get(key)) && Belonging.isOwnedBy(object, key))
              .findFirst();
      default -> Optional.empty();
    };
  }

  /** The column that came or went with it. */
  private Optional<ObjectKey> columnOf(CatalogObject object, Class<? extends ObjectChange> sort) {
    var key = object.key();
    return raw.keySet().stream()
        .filter(column ->
            column.kind() == CatalogKind.COLUMN
                && column.schema().equals(key.schema())
                && column.parent().equals(key.parent())
                && sort.isInstance(raw.get(column))
                && Belonging.names(object, column.name()))
        .findFirst();
  }

  private Optional<ObjectKey> causeOfChange(Changed changed) {
    var attributes = changed.attributes();
    var key = changed.key();
    var table = Belonging.table(key);
    if (!key.parent().isEmpty() && raw.get(table) instanceof Changed whole) {
      var ofWhole = whole.attributes();
      if (OF_PARTITIONS.containsAll(attributes)
              && (ofWhole.contains("partition_of") || ofWhole.contains("inherits"))
          || attributes.equals(Set.of("replica_identity"))
              && ofWhole.contains("replica_identity")) {
        return Optional.of(table);
      }
    }
    for (ObjectKey parent : lineage.parents(changed.to(), after)) {
      if (raw.get(parent) instanceof Changed other && attributes.equals(other.attributes())) {
        return Optional.of(parent);
      }
    }
    return switch (key.kind()) {
      case COLUMN -> primaryKeyOf(changed);
      case SEQUENCE -> ownerOf(changed);
      default -> Optional.empty();
    };
  }

  /** A primary key makes its columns NOT NULL, and takes that with it. */
  private Optional<ObjectKey> primaryKeyOf(Changed column) {
    if (!column.attributes().equals(Set.of("not_null"))) {
      return Optional.empty();
    }
    var comes = column.to().holds("not_null");
    return (comes ? after : before)
        .parts(CatalogKind.CONSTRAINT, column.key().schema(), column.key().parent()).stream()
            .filter(constraint ->
                constraint.text("form").equals("primary key")
                    && (comes ? Added.class : Removed.class).isInstance(raw.get(constraint.key()))
                    && Belonging.names(constraint, column.key().name()))
            .map(CatalogObject::key)
            .findFirst();
  }

  /** A sequence follows its table's owner and persistence. */
  private Optional<ObjectKey> ownerOf(Changed sequence) {
    var attributes = sequence.attributes();
    return raw.keySet().stream()
        .filter(key ->
            raw.get(key) instanceof Changed table
                && Belonging.isOwnedBy(sequence.to(), key)
                && table.attributes().containsAll(attributes))
        .findFirst();
  }
}
