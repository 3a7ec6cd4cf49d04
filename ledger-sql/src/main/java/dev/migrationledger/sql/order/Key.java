package dev.migrationledger.sql.order;

import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import java.util.ArrayList;
import java.util.List;

/**
 * What an object is found by.
 *
 * @param space kinds that share their names have one, as tables, views, indexes and sequences do
 * @param schema empty for what stands in none
 */
record Key(String space, String schema, String name) {

  static final String RELATION = "relation";
  static final String TYPE = "type";
  static final String ROUTINE = "routine";
  static final String SCHEMA = ObjectKind.SCHEMA.name();
  static final String TEMPORARY = "pg_temp";

  /** Between the names of a table and its part; no name has it. */
  private static final String PART = "\u0000";

  /** The keys the server would look for, in its order. */
  static List<Key> sought(ObjectKind kind, ObjectName name) {
    List<Key> keys = new ArrayList<>();
    List<String> schemas = name.searched().isEmpty() ? List.of("") : name.searched();
    for (String schema : schemas) {
      for (String space : soughtIn(kind)) {
        keys.add(new Key(space, schema, plain(name)));
      }
    }
    return keys;
  }

  /** The key of what is made. */
  static Key made(ObjectKind kind, ObjectName name) {
    return new Key(space(kind), name.likelySchema().orElse(""), plain(name));
  }

  static Key of(PresentObject object) {
    return new Key(space(object.kind()), object.schema(), object.name());
  }

  /** The key of a part among the parts of all objects. */
  static Key ofPart(ObjectKind kind, Key owner, String part) {
    return new Key(kind.name(), owner.schema, owner.name + PART + part);
  }

  /** What a part is found by among those of its object. */
  static String part(ObjectKind kind, String name) {
    return kind.name() + PART + name;
  }

  Key in(String otherSchema) {
    return new Key(space, otherSchema, name);
  }

  static String lastOf(Key part) {
    return part.name.substring(part.name.indexOf(PART) + 1);
  }

  /** As it is written; the schema public is not. */
  String written() {
    String dotted = name.replace(PART, ".");
    return schema.isEmpty() || schema.equals("public") ? dotted : schema + "." + dotted;
  }

  /** The object a part belongs to. */
  static ObjectName owner(ObjectName part) {
    return new ObjectName(part.schema(), part.parts().subList(0, 1), part.searched(), "");
  }

  static boolean isRelation(ObjectKind kind) {
    return space(kind).equals(RELATION);
  }

  static boolean isRoutine(ObjectKind kind) {
    return space(kind).equals(ROUTINE);
  }

  static String plain(ObjectName name) {
    var parts = name.parts();
    return parts.size() == 1 ? parts.getFirst() : String.join(".", parts);
  }

  private static List<String> soughtIn(ObjectKind kind) {
    return kind == ObjectKind.TYPE ? List.of(TYPE, RELATION) : List.of(space(kind));
  }

  static String space(ObjectKind kind) {
    return switch (kind) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, INDEX, RELATION -> RELATION;
      case TYPE, DOMAIN -> TYPE;
      case FUNCTION, PROCEDURE, AGGREGATE, ROUTINE -> ROUTINE;
      default -> kind.name();
    };
  }
}
