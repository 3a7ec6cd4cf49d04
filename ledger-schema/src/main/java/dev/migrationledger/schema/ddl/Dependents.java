package dev.migrationledger.schema.ddl;

import static dev.migrationledger.schema.object.CatalogKind.COLUMN;
import static dev.migrationledger.schema.object.CatalogKind.CONSTRAINT;
import static dev.migrationledger.schema.object.CatalogKind.INDEX;
import static dev.migrationledger.schema.object.CatalogKind.MATERIALIZED_VIEW;
import static dev.migrationledger.schema.object.CatalogKind.POLICY;
import static dev.migrationledger.schema.object.CatalogKind.RULE;
import static dev.migrationledger.schema.object.CatalogKind.STATISTICS;
import static dev.migrationledger.schema.object.CatalogKind.TRIGGER;
import static dev.migrationledger.schema.object.CatalogKind.VIEW;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.ddl.statement.Script;
import dev.migrationledger.schema.diff.ObjectChange.Changed;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Naming;
import dev.migrationledger.schema.object.ObjectKey;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Objects that stand in the way while another is made anew: they go first and come back. */
final class Dependents {

  private static final Set<CatalogKind> VIEWS = EnumSet.of(VIEW, MATERIALIZED_VIEW);
  private static final Set<CatalogKind> USING_COLUMN = EnumSet.of(VIEW, MATERIALIZED_VIEW, RULE);
  private static final Set<CatalogKind> PARTS = EnumSet.of(TRIGGER, POLICY);
  private static final Set<CatalogKind> STANDING =
      EnumSet.of(TRIGGER, POLICY, INDEX, CONSTRAINT, STATISTICS, COLUMN);
  private static final Set<CatalogKind> CALLING =
      EnumSet.of(
          VIEW,
          MATERIALIZED_VIEW,
          RULE,
          TRIGGER,
          POLICY,
          CONSTRAINT,
          INDEX,
          CatalogKind.EVENT_TRIGGER,
          CatalogKind.CAST,
          CatalogKind.OPERATOR,
          CatalogKind.AGGREGATE);

  private final SchemaSnapshot after;
  private final Script script;
  private final Map<ObjectKey, CatalogObject> drops;
  private final Map<ObjectKey, CatalogObject> creates;
  private final Map<ObjectKey, Changed> alters;
  private final ArrayDeque<CatalogObject> pending = new ArrayDeque<>();

  Dependents(
      SchemaSnapshot after,
      Script script,
      Map<ObjectKey, CatalogObject> drops,
      Map<ObjectKey, CatalogObject> creates,
      Map<ObjectKey, Changed> alters) {
    this.after = after;
    this.script = script;
    this.drops = drops;
    this.creates = creates;
    this.alters = alters;
  }

  void follow() {
    drops.forEach((key, object) -> {
      if (creates.containsKey(key)) {
        pending.add(object);
      }
    });
    for (Changed changed : List.copyOf(alters.values())) {
      if (changed.key().kind() == COLUMN
          && (changed.attributes().contains("type")
              || changed.attributes().contains("collation"))) {
        pending.add(changed.to());
      }
    }
    while (!pending.isEmpty()) {
      var object = pending.poll();
      for (CatalogObject other : after.objects()) {
        if (!other.key().equals(object.key()) && !creates.containsKey(other.key())) {
          consider(object, other);
        }
      }
    }
  }

  private void consider(CatalogObject object, CatalogObject other) {
    var changed = alters.get(other.key());
    if (isInTheWay(object, other) || (changed != null && isInTheWay(object, changed.from()))) {
      takeAlong(other, changed);
    } else if (isPartOf(object.key(), other.key())) {
      alters.remove(other.key());
      creates.put(other.key(), other);
    }
  }

  private void takeAlong(CatalogObject other, @Nullable Changed changed) {
    var key = other.key();
    drops.put(key, changed == null ? other : changed.from());
    creates.put(key, other);
    alters.remove(key);
    pending.add(other);
    script.warn("%s is dropped for a moment and made anew".formatted(key));
  }

  private static boolean isPartOf(ObjectKey whole, ObjectKey part) {
    return VIEWS.contains(whole.kind())
        && part.schema().equals(whole.schema())
        && part.parent().equals(whole.name());
  }

  private boolean isInTheWay(CatalogObject object, CatalogObject other) {
    var key = object.key();
    var kind = other.key().kind();
    return switch (key.kind()) {
      case VIEW, MATERIALIZED_VIEW ->
          VIEWS.contains(kind) && Mentions.of(other).contains(key.qualified());
      case FUNCTION, AGGREGATE ->
          CALLING.contains(kind) && Mentions.of(other).contains(Naming.inSchema(key));
      case CONSTRAINT ->
          kind == CONSTRAINT
              && other.text("form").equals("foreign key")
              && !object.text("form").equals("foreign key")
              && !object.text("form").equals("check")
              && Mentions.of(other).contains(key.qualifiedParent());
      case COLUMN -> usesColumn(object, other);
      default -> false;
    };
  }

  private boolean usesColumn(CatalogObject column, CatalogObject other) {
    var key = column.key();
    var kind = other.key().kind();
    var anew = creates.containsKey(key);
    var beside =
        other.key().schema().equals(key.schema()) && other.key().parent().equals(key.parent());
    if (USING_COLUMN.contains(kind)) {
      var names = Mentions.of(other);
      return names.contains(key.qualifiedParent()) && Mentions.hasColumn(names, key.name());
    }
    if (kind == STATISTICS) {
      var names = Mentions.of(other);
      return anew && names.contains(key.qualifiedParent()) && Mentions.hasColumn(names, key.name());
    }
    if (kind == COLUMN) {
      return beside
          && !other.text("generated").isEmpty()
          && Mentions.hasColumn(Mentions.of(other), key.name());
    }
    return beside
        && (anew ? STANDING : PARTS).contains(kind)
        && Mentions.hasColumn(Mentions.of(other), key.name());
  }
}
