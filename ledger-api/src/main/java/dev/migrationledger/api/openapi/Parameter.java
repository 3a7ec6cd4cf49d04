package dev.migrationledger.api.openapi;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import dev.migrationledger.query.listing.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A parameter of a route.
 *
 * @param name what it is called
 * @param place where it stands
 * @param required whether a request without it is refused
 * @param meaning one sentence or more
 * @param schema what its value is, as JSON schema
 * @param example a value
 */
public record Parameter(
    String name,
    Place place,
    boolean required,
    String meaning,
    Map<String, Object> schema,
    Object example) {

  /** The target that an address is about. */
  public static final Parameter TARGET =
      inPath(Field.of("target", Kind.TEXT, "true", "The target's name, percent-encoded.", "prod"));

  /** The migration that an address is about. */
  public static final Parameter MIGRATION =
      inPath(
          Field.of(
              "version",
              Kind.VERSION,
              "true",
              "The migration's number, with or without leading zeros.",
              "0029"));

  private static final long MOST_INDEX = 999_999_999_999_999_999L;

  /** Where a parameter stands. */
  public enum Place {
    PATH("path"),
    QUERY("query"),
    HEADER("header");

    private final String word;

    Place(String word) {
      this.word = word;
    }
  }

  public Parameter {
    requireNonNull(name, "name");
    requireNonNull(place, "place");
    requireNonNull(meaning, "meaning");
    schema = Members.and(Map.of(), schema);
    requireNonNull(example, "example");
  }

  /** A part of the address. */
  public static Parameter inPath(Field field) {
    return new Parameter(
        field.name(), Place.PATH, true, field.meaning(), schema(field), example(field));
  }

  /** What may stand after the question mark. */
  public static Parameter query(Field field) {
    return new Parameter(
        field.name(), Place.QUERY, false, field.meaning(), schema(field), example(field));
  }

  /** All of these may stand after the question mark. */
  public static List<Parameter> queries(Collection<Field> fields) {
    return fields.stream().map(Parameter::query).toList();
  }

  /** A header of the request. */
  public static Parameter header(Field field) {
    return new Parameter(
        field.name(), Place.HEADER, false, field.meaning(), schema(field), example(field));
  }

  /** A count. */
  public static Parameter count(String name, String meaning, long usual, long most) {
    var schema = Members.of("type", "integer", "minimum", 0, "maximum", most, "default", usual);
    return new Parameter(name, Place.QUERY, false, meaning, schema, 10);
  }

  /**
   * What narrows a list, and which part of it.
   *
   * @param cursor one of the list's cursors
   */
  public static List<Parameter> ofList(Collection<Field> fields, String cursor) {
    return Stream.concat(queries(fields).stream(), ofPage(cursor).stream()).toList();
  }

  private static List<Parameter> ofPage(String cursor) {
    var order =
        new Parameter(
            "order",
            Place.QUERY,
            false,
            "From the beginning of the list or from its end.",
            Members.of("type", "string", "enum", List.of("asc", "desc"), "default", "asc"),
            "desc");
    return List.of(after(cursor), limit("At most so many rows.", 1), order);
  }

  /**
   * Which part of an answer.
   *
   * @param cursor one of its cursors
   */
  public static List<Parameter> ofPart(String cursor) {
    return List.of(after(cursor), limit("At most so many rows; 0 for all of them at once.", 0));
  }

  private static Parameter after(String cursor) {
    return new Parameter(
        "after",
        Place.QUERY,
        false,
        "Rows after this cursor: `next` of the page before.",
        Members.of("type", "string"),
        cursor);
  }

  private static Parameter limit(String meaning, int least) {
    return new Parameter(
        "limit",
        Place.QUERY,
        false,
        meaning,
        Members.of(
            "type", "integer", "minimum", least, "maximum", Page.MOST, "default", Page.USUAL),
        50);
  }

  /** The same one, without which a request is refused. */
  public Parameter needed() {
    return new Parameter(name, place, true, meaning, schema, example);
  }

  /** The same one with the value that counts when none is given. */
  public Parameter otherwise(Object usual) {
    var with = Members.and(schema, Members.of("default", usual));
    return new Parameter(name, place, required, meaning, with, example);
  }

  /** As OpenAPI says it. */
  public Map<String, Object> tree() {
    return Members.of(
        "name",
        name,
        "in",
        place.word,
        "required",
        required,
        "description",
        meaning,
        "schema",
        schema,
        "example",
        example);
  }

  private static Object example(Field field) {
    return field.kind() == Kind.INDEX ? Long.valueOf(field.example()) : field.example();
  }

  private static Map<String, Object> schema(Field field) {
    if (!field.words().isEmpty()) {
      return Members.of("type", "string", "enum", field.words());
    }
    return switch (field.kind()) {
      case TEXT -> Members.of("type", "string");
      case VERSION -> Members.of("type", "string", "pattern", "^[0-9]{1,18}$");
      case CHECKSUM -> Members.of("type", "string", "pattern", "^[0-9A-Fa-f]{64}$");
      case ID -> Members.of("type", "string", "format", "uuid");
      case INDEX ->
          Members.of("type", "integer", "format", "int64", "minimum", 0, "maximum", MOST_INDEX);
      case MOMENT -> Members.of("type", "string", "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.+)?$");
    };
  }
}
