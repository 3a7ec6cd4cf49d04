package dev.migrationledger.api.openapi.document;

import dev.migrationledger.api.openapi.Members;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Listing;
import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.resource.EventList;
import dev.migrationledger.query.resource.MigrationAnswer;
import dev.migrationledger.query.resource.MigrationList;
import dev.migrationledger.query.resource.RunList;
import dev.migrationledger.query.resource.StateAnswer;
import dev.migrationledger.query.resource.TargetAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The schemas of lists: a page, and a row made of a read model's columns. */
final class ListShape {

  /** Where an answer holds rows of a list. */
  private static final Map<Class<?>, Map<String, Listing>> ROWS =
      Map.of(
          MigrationAnswer.class,
              Map.of("files", MigrationList.MIGRATIONS, "edits", MigrationList.EDITS),
          StateAnswer.class,
              Map.of(
                  "migrations", MigrationList.MIGRATIONS,
                  "openEdits", MigrationList.EDITS,
                  "openDrift", RunList.DRIFT,
                  "running", RunList.RUNS),
          TargetAnswer.class, Map.of("lastRun", RunList.RUNS));

  private ListShape() {}

  /** Empty when the part of the answer is no list of rows. */
  static Map<String, Object> rowsOf(Shapes shapes, Class<?> answer, String part) {
    var listing = ROWS.getOrDefault(answer, Map.of()).get(part);
    return listing == null ? Map.of() : Members.of("type", "array", "items", row(shapes, listing));
  }

  static Map<String, Object> page(Shapes shapes, Listing listing) {
    var name = name(listing) + "Page";
    var properties = new LinkedHashMap<String, Object>();
    properties.put("schema", Members.of("const", "ledger/" + listing.name() + "/v1"));
    properties.put("target", text("The target, empty when the list is about all."));
    properties.put(
        "as_of",
        Members.of(
            "type",
            "integer",
            "format",
            "int64",
            "description",
            "Index of the last event it covers, −1 when there is none."));
    properties.put("items", Members.of("type", "array", "items", row(shapes, listing)));
    properties.put("next", text("The cursor of the next page, empty when this is the last."));
    shapes.name(name, object(properties));
    return Shapes.reference(name);
  }

  private static Map<String, Object> row(Shapes shapes, Listing listing) {
    // what is about a recovery is an event like any other
    var rows = listing.equals(EventList.RECOVERIES) ? EventList.EVENTS : listing;
    var name = name(rows) + "Row";
    var properties = new LinkedHashMap<String, Object>();
    for (var column : rows.shown()) {
      properties.put(column.name(), Members.described(column(rows, column), column.comment()));
    }
    shapes.name(name, object(properties));
    return Shapes.reference(name);
  }

  private static Map<String, Object> column(Listing listing, Column column) {
    if (listing.embedded().contains(column)) {
      return Map.of();
    }
    return switch (column.type()) {
      case TEXT -> words(listing, column);
      case FLAG -> Members.of("type", "boolean");
      case TEXTS -> Members.of("type", "array", "items", Members.of("type", "string"));
      case NUMBERS ->
          Members.of("type", "array", "items", Members.of("type", "integer", "format", "int64"));
      case JSON -> Map.of();
      case NUMBER -> Shapes.absent("integer", "int64");
      case INSTANT -> Shapes.absent("string", "date-time");
    };
  }

  /** Text that a list is narrowed by with certain words is one of these. */
  private static Map<String, Object> words(Listing listing, Column column) {
    var words =
        listing.fields().stream()
            .filter(field -> field.name().equals(column.name()))
            .map(Field::words)
            .findFirst()
            .orElse(List.of());
    return words.isEmpty()
        ? Members.of("type", "string")
        : Members.of("type", "string", "enum", words);
  }

  private static Map<String, Object> text(String description) {
    return Members.of("type", "string", "description", description);
  }

  private static Map<String, Object> object(Map<String, Object> properties) {
    return Members.of(
        "type", "object", "required", List.copyOf(properties.keySet()), "properties", properties);
  }

  private static String name(Listing listing) {
    var words = new ArrayList<String>();
    for (var word : listing.name().split("-", -1)) {
      words.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return String.join("", words);
  }
}
