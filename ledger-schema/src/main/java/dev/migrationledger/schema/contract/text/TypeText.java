package dev.migrationledger.schema.contract.text;

import dev.migrationledger.schema.object.Identifiers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Types as the server writes them (PostgreSQL 18 docs, table 8.1 and {@code format_type}). */
public final class TypeText {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("int", "integer"),
          Map.entry("int4", "integer"),
          Map.entry("serial", "integer"),
          Map.entry("serial4", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("bigserial", "bigint"),
          Map.entry("serial8", "bigint"),
          Map.entry("int2", "smallint"),
          Map.entry("smallserial", "smallint"),
          Map.entry("serial2", "smallint"),
          Map.entry("bool", "boolean"),
          Map.entry("varchar", "character varying"),
          Map.entry("char varying", "character varying"),
          Map.entry("char", "character"),
          Map.entry("bpchar", "character"),
          Map.entry("decimal", "numeric"),
          Map.entry("dec", "numeric"),
          Map.entry("float4", "real"),
          Map.entry("float8", "double precision"),
          Map.entry("varbit", "bit varying"));

  private static final Pattern ARRAY = Pattern.compile("(\\s*\\[\\d*]|\\s+array(\\s*\\[\\d*])?)+$");
  private static final Pattern PARTS =
      Pattern.compile(
          "([a-z_][a-z0-9_]*(?: (?:varying|precision))?) ?(?:\\( ?([^)]*?) ?\\))?"
              + "( with time zone| without time zone)?");

  private TypeText() {}

  /** One way of writing for all ways in which a type may be written. */
  public static String canonical(String written) {
    var text = SqlText.folded(written);
    var array = ARRAY.matcher(text);
    return array.find() ? element(array.replaceFirst("").strip()) + "[]" : element(text);
  }

  /** Whether a type of the schema is the one wanted, which need not name its schema. */
  public static boolean same(String wanted, String actual, List<String> schemas) {
    var canonical = canonical(actual);
    return canonical.equals(wanted)
        || schemas.stream()
            .map(schema -> Identifiers.quoted(schema) + "." + wanted)
            .anyMatch(canonical::equals);
  }

  private static String element(String text) {
    var name = text.startsWith("pg_catalog.") ? text.substring("pg_catalog.".length()) : text;
    var parts = PARTS.matcher(name);
    if (!parts.matches()) {
      return name.replaceAll(" ?, ?", ",").replaceAll(" ?\\( ?", "(");
    }
    var arguments = parts.group(2) == null ? "" : parts.group(2).replaceAll(" ?, ?", ",");
    var zone = parts.group(3) == null ? "" : parts.group(3);
    return named(parts.group(1), arguments, zone);
  }

  private static String named(String name, String arguments, String zone) {
    return switch (name) {
      case "timestamptz" -> with("timestamp", arguments) + " with time zone";
      case "timetz" -> with("time", arguments) + " with time zone";
      case "timestamp", "time" ->
          with(name, arguments) + (zone.isEmpty() ? " without time zone" : zone);
      case "float" -> arguments.isEmpty() || number(arguments) > 24 ? "double precision" : "real";
      case "numeric", "decimal", "dec" ->
          with("numeric", arguments.matches("\\d+") ? arguments + ",0" : arguments);
      case "char", "character", "bit" ->
          with(NAMES.getOrDefault(name, name), arguments.isEmpty() ? "1" : arguments);
      default -> with(NAMES.getOrDefault(name, name), arguments) + zone;
    };
  }

  private static int number(String digits) {
    return digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
  }

  private static String with(String name, String arguments) {
    return arguments.isEmpty() ? name : name + "(" + arguments + ")";
  }
}
