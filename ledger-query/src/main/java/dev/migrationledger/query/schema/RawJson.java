package dev.migrationledger.query.schema;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a JSON value as its text on one line, as drift is stored. */
final class RawJson extends ValueDeserializer<String> {

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) {
    return context.readTree(parser).toString();
  }

  @Override
  public String getNullValue(DeserializationContext context) {
    return "null";
  }
}
