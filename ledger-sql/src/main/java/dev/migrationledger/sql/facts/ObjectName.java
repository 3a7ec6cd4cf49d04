package dev.migrationledger.sql.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An object's name as written, and where the server looks for it.
 *
 * @param schema as written; empty when it is not, and for objects that stand in no schema
 * @param parts the name; for a column, constraint, trigger, policy or rule its table's name first
 * @param searched the schemas the server looks into, in its order, {@code "$user"} among them as
 *     such; empty for objects that stand in no schema. What is created goes to the first that
 *     exists.
 * @param signature the argument types, as in {@code (int4, text[])}; empty where they are not
 *     written, as in a call
 */
public record ObjectName(
    String schema, List<String> parts, List<String> searched, String signature) {

  private static final String USER = "$user";
  private static final String TEMPORARY = "pg_temp";

  public ObjectName {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(signature, "signature");
    parts = List.copyOf(parts);
    searched = List.copyOf(searched);
  }

  /** The schema to suppose when no catalog can be asked: the first that is sure to exist. */
  public Optional<String> likelySchema() {
    return searched.stream()
        .filter(name -> !name.equals(USER) && !name.equals(SearchPath.CATALOG))
        .findFirst()
        .or(() -> searched.stream().findFirst());
  }

  /** Whether it is looked for among temporary objects first. */
  public boolean mayBeTemporary() {
    return searched.contains(TEMPORARY);
  }

  /** Whether it stands where the path of the role leads: another role's may lead elsewhere. */
  public boolean dependsOnRole() {
    return schema.isEmpty() && searched.contains(USER);
  }

  /** Whether two names may be of one object: a name without a schema may stand in any. */
  public boolean mayBe(ObjectName other) {
    return parts.equals(other.parts)
        && (schema.isEmpty() || other.schema.isEmpty() || schema.equals(other.schema));
  }

  /** Where what scripts make is looked for: the system's own catalog holds nothing of it. */
  public List<String> searchedForScripts() {
    return searched.size() > 1
        ? searched.stream().filter(name -> !name.equals(SearchPath.CATALOG)).toList()
        : searched;
  }

  /** The parts as written, with dots between them, and the signature. */
  public String written() {
    List<String> all = new ArrayList<>(parts);
    if (!schema.isEmpty()) {
      all.addFirst(schema);
    }
    return String.join(".", all) + signature;
  }

  ObjectName part(String name) {
    List<String> longer = new ArrayList<>(parts);
    longer.add(name);
    return new ObjectName(schema, longer, searched, "");
  }

  ObjectName withSignature(String types) {
    return new ObjectName(schema, parts, searched, types);
  }

  /** Another object in the same schema. */
  ObjectName beside(String name) {
    return new ObjectName(schema, List.of(name), searched, "");
  }

  /** The same part of the same table under another name, or the same object. */
  ObjectName renamed(String name) {
    List<String> other = new ArrayList<>(parts);
    other.set(other.size() - 1, name);
    return new ObjectName(schema, other, searched, signature);
  }

  ObjectName inSchema(String other) {
    return new ObjectName(other, parts, List.of(other), signature);
  }

  /** The table of a part. */
  ObjectName owner() {
    return new ObjectName(schema, parts.subList(0, Math.max(1, parts.size() - 1)), searched, "");
  }
}
