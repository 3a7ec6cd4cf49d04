package dev.migrationledger.schema;

import dev.migrationledger.schema.catalog.SnapshotFailure;
import dev.migrationledger.schema.object.CanonicalJson;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import dev.migrationledger.schema.object.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A snapshot as a document: {@code {"format":"ledger/schema/v1","objects":[…]}}. */
final class SnapshotJson {

  private static final String FORMAT = "ledger/schema/v1";
  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  private SnapshotJson() {}

  static String write(SchemaSnapshot snapshot) {
    var out = new StringBuilder(256 * snapshot.size() + 64);
    out.append("{\"format\":\"").append(FORMAT).append("\",\"objects\":[");
    var comma = "";
    for (CatalogObject object : snapshot.objects()) {
      out.append(comma);
      CanonicalJson.object(out, object);
      comma = ",";
    }
    return out.append("]}").toString();
  }

  static SchemaSnapshot read(String json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      var objects = new ArrayList<CatalogObject>();
      var format = "";
      expect(parser, parser.nextToken(), JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        switch (parser.currentName()) {
          case "format" -> format = parser.nextStringValue();
          case "objects" -> {
            expect(parser, parser.nextToken(), JsonToken.START_ARRAY);
            while (parser.nextToken() == JsonToken.START_OBJECT) {
              objects.add(object(parser));
            }
          }
          default -> throw unreadable(parser, "\"" + parser.currentName() + "\" is unknown");
        }
      }
      if (!FORMAT.equals(format)) {
        throw unreadable(parser, "its format is \"" + format + "\", not \"" + FORMAT + "\"");
      }
      return SchemaSnapshot.of(objects);
    } catch (JacksonException | IllegalArgumentException e) {
      throw SnapshotFailure.unreadable(
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static CatalogObject object(JsonParser parser) {
    var fields = new HashMap<String, String>();
    SortedMap<String, Value> attributes = new TreeMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      if (name.equals("attributes")) {
        attributes = attributes(parser);
      } else {
        expect(parser, parser.nextToken(), JsonToken.VALUE_STRING);
        fields.put(name, parser.getString());
      }
    }
    return new CatalogObject(
        new ObjectKey(
            CatalogKind.valueOf(fields.getOrDefault("kind", "")),
            fields.getOrDefault("schema", ""),
            fields.getOrDefault("parent", ""),
            fields.getOrDefault("name", ""),
            fields.getOrDefault("signature", "")),
        attributes);
  }

  private static SortedMap<String, Value> attributes(JsonParser parser) {
    var attributes = new TreeMap<String, Value>();
    expect(parser, parser.nextToken(), JsonToken.START_OBJECT);
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      attributes.put(name, value(parser, parser.nextToken()));
    }
    return attributes;
  }

  private static Value value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> new Value.Text(parser.getString());
      case VALUE_TRUE -> new Value.Holds();
      case START_ARRAY -> {
        List<String> items = new ArrayList<>();
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
          items.add(parser.getString());
        }
        yield new Value.Texts(items);
      }
      default -> throw unreadable(parser, "a text, a list of texts or true was expected");
    };
  }

  private static void expect(JsonParser parser, JsonToken token, JsonToken expected) {
    if (token != expected) {
      throw unreadable(parser, "there is " + token + " where " + expected + " was expected");
    }
  }

  private static SnapshotFailure unreadable(JsonParser parser, String why) {
    var place = parser.currentLocation();
    return SnapshotFailure.unreadable(
        "line %d, column %d: %s".formatted(place.getLineNr(), place.getColumnNr(), why));
  }
}
