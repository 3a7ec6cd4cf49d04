package dev.migrationledger.runner.facts;

import dev.migrationledger.domain.script.SchemaObject;
import dev.migrationledger.runner.source.FoundFacts;
import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.Moment;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The objects of one script, each once for what is done to it, in the order of the script. */
final class ScriptObjects {

  private static final Set<String> OF_THE_SERVER = Set.of("pg_catalog", "information_schema");

  /** An object and what is done to it. */
  private record Done(String kind, String name, String action) {}

  private final Map<Done, SchemaObject> creates = new LinkedHashMap<>();
  private final Map<Done, SchemaObject> references = new LinkedHashMap<>();
  private final Set<String> own = new HashSet<>();
  private final Set<Done> parts = new HashSet<>();

  private ScriptObjects() {}

  static ScriptObjects of(FoundFacts facts) {
    var objects = new ScriptObjects();
    for (var statement : facts.statements()) {
      statement.forEach(objects::add);
    }
    return objects;
  }

  List<SchemaObject> creates() {
    return List.copyOf(creates.values());
  }

  List<SchemaObject> references() {
    return List.copyOf(references.values());
  }

  /** As many as an event may hold: parts such as columns go first. */
  List<SchemaObject> cut(List<SchemaObject> objects, int most) {
    var kept = new ArrayList<>(objects);
    for (int i = kept.size() - 1; i >= 0 && kept.size() > most; i--) {
      if (parts.contains(done(kept.get(i)))) {
        kept.remove(i);
      }
    }
    return kept.size() > most ? kept.subList(0, most) : kept;
  }

  private void add(Fact fact) {
    var name = name(fact.name());
    var happens = fact.moment() == Moment.AT_ONCE || fact.moment() == Moment.IN_BLOCK;
    if (fact.kind() == ObjectKind.OPAQUE) {
      put(references, object("opaque", fact.detail(), fact), fact);
    } else if (fact.action() == Action.CREATE && happens && !fact.name().mayBeTemporary()) {
      own.add(name);
      put(creates, object(kind(fact.kind()), name, fact), fact);
    } else if (!own.contains(name) && isOfOthers(fact)) {
      put(references, object(kind(fact.kind()), name, fact), fact);
    }
  }

  /** A bare function is one of the server's almost always, and nobody can tell without it. */
  private static boolean isOfOthers(Fact fact) {
    var name = fact.name();
    var bareCall = fact.kind() == ObjectKind.FUNCTION && name.schema().isEmpty();
    return !name.mayBeTemporary()
        && !OF_THE_SERVER.contains(name.schema())
        && fact.action() != Action.CREATE
        && !(bareCall && fact.action() == Action.USE);
  }

  private void put(Map<Done, SchemaObject> objects, SchemaObject object, Fact fact) {
    var done = done(object);
    objects.putIfAbsent(done, object);
    if (fact.kind().isPart()) {
      parts.add(done);
    }
  }

  private static Done done(SchemaObject object) {
    return new Done(object.kind(), object.name(), object.action());
  }

  private static SchemaObject object(String kind, String name, Fact fact) {
    var action =
        switch (fact.action()) {
          case CREATE -> "creates";
          case ALTER -> "alters";
          case DROP -> "drops";
          case READ -> "reads";
          case WRITE -> "writes";
          case USE -> "uses";
        };
    return new SchemaObject(kind, name, action, fact.place().line());
  }

  private static String kind(ObjectKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** With the schema the server is likely to find it in, unless that is public. */
  private static String name(ObjectName name) {
    var schema =
        name.schema().isEmpty()
            ? name.searched().isEmpty() ? "" : name.likelySchema().orElse("")
            : name.schema();
    var plain = String.join(".", name.parts()) + name.signature();
    return schema.isEmpty() || schema.equals("public") ? plain : schema + "." + plain;
  }
}
