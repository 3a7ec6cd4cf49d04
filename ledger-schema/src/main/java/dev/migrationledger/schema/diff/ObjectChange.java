package dev.migrationledger.schema.diff;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** One difference, with those that it brings along. */
public sealed interface ObjectChange {

  /** It is there and was not. */
  record Added(CatalogObject object, List<ObjectChange> parts) implements ObjectChange {
    public Added {
      requireNonNull(object, "object");
      parts = List.copyOf(parts);
    }

    @Override
    public ObjectKey key() {
      return object.key();
    }

    @Override
    public Optional<CatalogObject> before() {
      return Optional.empty();
    }

    @Override
    public Optional<CatalogObject> after() {
      return Optional.of(object);
    }
  }

  /** It was there and is not. */
  record Removed(CatalogObject object, List<ObjectChange> parts) implements ObjectChange {
    public Removed {
      requireNonNull(object, "object");
      parts = List.copyOf(parts);
    }

    @Override
    public ObjectKey key() {
      return object.key();
    }

    @Override
    public Optional<CatalogObject> before() {
      return Optional.of(object);
    }

    @Override
    public Optional<CatalogObject> after() {
      return Optional.empty();
    }
  }

  /** It is there with other attributes. */
  record Changed(CatalogObject from, CatalogObject to, List<ObjectChange> parts)
      implements ObjectChange {
    public Changed {
      requireNonNull(from, "from");
      requireNonNull(to, "to");
      parts = List.copyOf(parts);
    }

    @Override
    public ObjectKey key() {
      return to.key();
    }

    @Override
    public Optional<CatalogObject> before() {
      return Optional.of(from);
    }

    @Override
    public Optional<CatalogObject> after() {
      return Optional.of(to);
    }

    /** The names of the attributes that differ. */
    public SortedSet<String> attributes() {
      var names = new TreeSet<>(from.attributes().keySet());
      names.addAll(to.attributes().keySet());
      names.removeIf(
          name -> Objects.equals(from.attributes().get(name), to.attributes().get(name)));
      return names;
    }
  }

  /** It is there under another name or in another schema, and the same in all else. */
  record Renamed(CatalogObject from, CatalogObject to, List<ObjectChange> parts)
      implements ObjectChange {
    public Renamed {
      requireNonNull(from, "from");
      requireNonNull(to, "to");
      parts = List.copyOf(parts);
    }

    @Override
    public ObjectKey key() {
      return to.key();
    }

    @Override
    public Optional<CatalogObject> before() {
      return Optional.of(from);
    }

    @Override
    public Optional<CatalogObject> after() {
      return Optional.of(to);
    }
  }

  /** Which object, by its present name; the last one when it is gone. */
  ObjectKey key();

  /** The object as it was. */
  Optional<CatalogObject> before();

  /** The object as it is. */
  Optional<CatalogObject> after();

  /** What this change brings along. */
  List<ObjectChange> parts();

  /** The same change with these parts. */
  default ObjectChange with(List<ObjectChange> parts) {
    return switch (this) {
      case Added(var object, var none) -> new Added(object, parts);
      case Removed(var object, var none) -> new Removed(object, parts);
      case Changed(var from, var to, var none) -> new Changed(from, to, parts);
      case Renamed(var from, var to, var none) -> new Renamed(from, to, parts);
    };
  }
}
