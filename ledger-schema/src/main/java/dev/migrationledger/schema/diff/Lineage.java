package dev.migrationledger.schema.diff;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Identifiers;
import dev.migrationledger.schema.object.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What parts of partitions and heirs follow: the part of the parent table that is alike. */
final class Lineage {

  private final Map<String, ObjectKey> tables = new HashMap<>();

  Lineage(SchemaSnapshot before, SchemaSnapshot after) {
    for (SchemaSnapshot snapshot : List.of(before, after)) {
      for (CatalogObject object : snapshot.objects()) {
        if (object.key().kind() == CatalogKind.TABLE) {
          tables.put(object.key().qualified(), object.key());
        }
      }
    }
  }

  /** The parts of parent tables that this one follows; none when it stands for itself. */
  List<ObjectKey> parents(CatalogObject part, SchemaSnapshot side) {
    var key = part.key();
    var partitionOf = part.text("partition_of");
    return switch (key.kind()) {
      case INDEX -> partitionOf.isEmpty() ? List.of() : indexes(key, partitionOf, side);
      case COLUMN -> part.holds("inherited") ? ofParents(key, key.name(), side) : List.of();
      case CONSTRAINT -> part.holds("inherited") ? constraints(part, side) : List.of();
      case TRIGGER -> part.holds("inherited") ? ofParents(key, key.name(), side) : List.of();
      default -> List.of();
    };
  }

  private List<ObjectKey> ofParents(ObjectKey key, String name, SchemaSnapshot side) {
    return parentTables(key, side).stream()
        .map(table -> ObjectKey.part(key.kind(), table.schema(), table.name(), name))
        .toList();
  }

  private List<ObjectKey> indexes(ObjectKey key, String partitionOf, SchemaSnapshot side) {
    return parentTables(key, side).stream()
        .flatMap(table -> side.parts(CatalogKind.INDEX, table.schema(), table.name()).stream())
        .map(CatalogObject::key)
        .filter(index ->
            (Identifiers.quoted(index.schema()) + "." + Identifiers.quoted(index.name()))
                .equals(partitionOf))
        .toList();
  }

  /** The names of keys on partitions are their own; what they say is not. */
  private List<ObjectKey> constraints(CatalogObject part, SchemaSnapshot side) {
    return parentTables(part.key(), side).stream()
        .flatMap(table -> side.parts(CatalogKind.CONSTRAINT, table.schema(), table.name()).stream())
        .filter(other -> other.text("definition").equals(part.text("definition")))
        .map(CatalogObject::key)
        .toList();
  }

  private List<ObjectKey> parentTables(ObjectKey part, SchemaSnapshot side) {
    var names = new ArrayList<String>();
    side.find(Belonging.table(part))
        .ifPresent(table -> {
          names.add(table.text("partition_of"));
          names.addAll(table.texts("inherits"));
        });
    return names.stream().filter(tables::containsKey).map(tables::get).toList();
  }
}
