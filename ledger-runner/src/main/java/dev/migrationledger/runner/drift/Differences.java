package dev.migrationledger.runner.drift;

import dev.migrationledger.domain.schema.Attribution;
import dev.migrationledger.domain.schema.Drift;
import dev.migrationledger.domain.schema.ObservedDrift;
import dev.migrationledger.domain.script.SchemaObject;
import dev.migrationledger.runner.record.LedgerGateway;
import dev.migrationledger.runner.schema.Inference;
import dev.migrationledger.runner.schema.OpenSessions;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.ddl.SchemaDdl;
import dev.migrationledger.schema.diff.ObjectChange;
import dev.migrationledger.schema.diff.SchemaDiff;
import dev.migrationledger.schema.object.CanonicalJson;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Identifiers;
import dev.migrationledger.schema.object.ObjectKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Differences between what the ledger goes by and what is there, as they are recorded. */
final class Differences {

  private static final Set<String> MAKING = Set.of("creates", "alters", "drops");

  private final TargetSession session;
  private final LedgerGateway ledger;
  private final String target;

  Differences(TargetSession session, LedgerGateway ledger, String target) {
    this.session = session;
    this.ledger = ledger;
    this.target = target;
  }

  List<ObservedDrift> between(SchemaSnapshot recorded, SchemaSnapshot live) {
    List<ObjectChange> changes = SchemaDiff.between(recorded, live);
    Map<String, String> migrations = lastMigrations(changes);
    var sessions = changes.isEmpty() ? OpenSessions.none() : OpenSessions.of(session);
    return changes.stream()
        .map(change ->
            new ObservedDrift(
                drift(change, SchemaDdl.undoing(change, recorded, live).script().strip()),
                who(change, sessions),
                migrations.getOrDefault(nameOf(change), "")))
        .toList();
  }

  /** One difference as a value of the ledger. */
  static Drift drift(ObjectChange change, String undo) {
    ObjectKey key = change.key();
    return new Drift(
        key.kind().words(),
        key.qualified(),
        switch (change) {
          case ObjectChange.Added any -> Drift.Change.ADDED;
          case ObjectChange.Removed any -> Drift.Change.REMOVED;
          case ObjectChange.Changed any -> Drift.Change.CHANGED;
          case ObjectChange.Renamed any -> Drift.Change.RENAMED;
        },
        change.before().map(Differences::json).orElse(""),
        change.after().map(Differences::json).orElse(""),
        undo);
  }

  /** What the change is called: {@code column public.users.email}. */
  static String label(ObjectChange change) {
    return drift(change, "").label();
  }

  private Attribution who(ObjectChange change, OpenSessions sessions) {
    var key = change.key();
    var within = key.parent().isEmpty() ? "" : key.qualifiedParent();
    var captured = ledger.whoChanged(target, key.kind().words(), identity(key), within);
    return change.after().isEmpty()
        ? sessions.refine(captured, key)
        : Inference.refine(captured, session, target, key, sessions);
  }

  /** The name as pg_identify_object writes it. */
  private static String identity(ObjectKey key) {
    return switch (key.kind()) {
      case INDEX -> Identifiers.quoted(key.schema()) + "." + key.written();
      case CONSTRAINT, TRIGGER, POLICY, RULE -> key.written() + " on " + key.qualifiedParent();
      case FUNCTION, AGGREGATE, OPERATOR -> key.qualified().replace(", ", ",");
      default -> key.qualified();
    };
  }

  private static String json(CatalogObject object) {
    var out = new StringBuilder();
    CanonicalJson.object(out, object);
    return out.toString();
  }

  /** The last script that was discovered and names the object, or the table that it is part of. */
  private Map<String, String> lastMigrations(List<ObjectChange> changes) {
    var names =
        changes.stream()
            .map(Differences::nameOf)
            .flatMap(name -> Stream.of(name, tableOf(name)))
            .distinct()
            .toList();
    if (names.isEmpty()) {
      return Map.of();
    }
    var byName = new HashMap<String, String>();
    for (var discovered : ledger.discoveries(target, names)) {
      var script = discovered.script();
      Stream.concat(script.facts().creates().stream(), script.facts().references().stream())
          .filter(object -> MAKING.contains(object.action()))
          .map(SchemaObject::name)
          .forEach(name -> byName.put(name, script.file()));
    }
    return names.stream()
        .filter(name -> byName.containsKey(name) || byName.containsKey(tableOf(name)))
        .collect(
            Collectors.toMap(
                name -> name,
                name -> byName.getOrDefault(name, byName.getOrDefault(tableOf(name), ""))));
  }

  /** As discoveries call it: without the schema public, a part with its table. */
  private static String nameOf(ObjectChange change) {
    ObjectKey key = change.before().map(CatalogObject::key).orElse(change.key());
    var own = key.parent().isEmpty() ? key.name() : key.parent() + "." + key.name();
    return key.schema().isEmpty() || key.schema().equals("public") ? own : key.schema() + "." + own;
  }

  private static String tableOf(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
