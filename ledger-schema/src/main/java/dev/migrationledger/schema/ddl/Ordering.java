package dev.migrationledger.schema.ddl;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Identifiers;
import dev.migrationledger.schema.object.Naming;
import dev.migrationledger.schema.object.ObjectKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Objects in an order in which each comes after those that it mentions. */
final class Ordering {

  private final SchemaSnapshot snapshot;
  private final Map<String, List<CatalogObject>> byName = new HashMap<>();
  private final Set<ObjectKey> seen = new HashSet<>();
  private final List<CatalogObject> ordered = new ArrayList<>();

  private Ordering(SchemaSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  static List<CatalogObject> of(Collection<CatalogObject> objects, SchemaSnapshot snapshot) {
    var ordering = new Ordering(snapshot);
    var sorted =
        objects.stream()
            .sorted(
                Comparator.comparing(Ordering::place)
                    .thenComparing(Ordering::isForeignKey)
                    .thenComparing(CatalogObject::key))
            .toList();
    sorted.forEach(ordering::name);
    sorted.forEach(ordering::visit);
    return ordering.ordered;
  }

  /** Foreign keys come right after the indexes, on which they rest. */
  private static CatalogKind place(CatalogObject object) {
    return isForeignKey(object) ? CatalogKind.INDEX : object.key().kind();
  }

  private static boolean isForeignKey(CatalogObject object) {
    return object.text("form").equals("foreign key");
  }

  private void name(CatalogObject object) {
    var key = object.key();
    var name =
        switch (key.kind()) {
          case COLUMN -> key.qualifiedParent();
          case TABLE,
              VIEW,
              MATERIALIZED_VIEW,
              SEQUENCE,
              TYPE,
              DOMAIN,
              FUNCTION,
              AGGREGATE,
              COLLATION,
              OPERATOR_CLASS,
              OPERATOR_FAMILY,
              TEXT_SEARCH,
              FOREIGN_SERVER ->
              key.schema().isEmpty() ? Identifiers.quoted(key.name()) : Naming.inSchema(key);
          default -> "";
        };
    if (!name.isEmpty()) {
      byName.computeIfAbsent(name, any -> new ArrayList<>()).add(object);
    }
  }

  private void visit(CatalogObject object) {
    var key = object.key();
    if (!seen.add(key)) {
      return;
    }
    if (!key.parent().isEmpty()) {
      visitAll(key.qualifiedParent());
    }
    Mentions.of(object).forEach(this::visitAll);
    if (key.kind() == CatalogKind.TABLE) {
      snapshot
          .parts(CatalogKind.COLUMN, key.schema(), key.name())
          .forEach(column -> Mentions.of(column).forEach(this::visitAll));
    }
    ordered.add(object);
  }

  private void visitAll(String name) {
    byName.getOrDefault(name, List.of()).forEach(this::visit);
  }
}
