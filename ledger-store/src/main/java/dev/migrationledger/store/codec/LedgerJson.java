package dev.migrationledger.store.codec;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * The one JSON mapper of the store. Strict: no default typing, no unknown or missing property, no
 * duplicate key. Versions and checksums are plain strings.
 */
public final class LedgerJson {

  private final JsonMapper mapper;

  public LedgerJson() {
    this.mapper = configure(JsonMapper.builder(factory())).build();
  }

  private static JsonFactory factory() {
    return JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  }

  /** The same settings on another builder. */
  public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
    return builder
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .changeDefaultVisibility(v ->
            v.withVisibility(PropertyAccessor.GETTER, Visibility.NONE)
                .withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
        .addModule(words());
  }

  private static SimpleModule words() {
    var module = new SimpleModule("ledger-words");
    module.addSerializer(Version.class, ToStringSerializer.instance);
    module.addSerializer(Checksum.class, ToStringSerializer.instance);
    module.addDeserializer(
        Version.class,
        new ValueDeserializer<Version>() {
          @Override
          public Version deserialize(JsonParser parser, DeserializationContext context) {
            return new Version(parser.getString());
          }
        });
    module.addDeserializer(
        Checksum.class,
        new ValueDeserializer<Checksum>() {
          @Override
          public Checksum deserialize(JsonParser parser, DeserializationContext context) {
            return new Checksum(parser.getString());
          }
        });
    return module;
  }

  /** The value's JSON, UTF-8. */
  public byte[] write(Object value) {
    return mapper.writeValueAsBytes(value);
  }

  /**
   * The value of that JSON.
   *
   * @throws UnreadableJson when it is not exactly what the type asks for
   */
  public <T> T read(byte[] json, Class<T> type) throws UnreadableJson {
    try {
      return mapper.readValue(json, type);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new UnreadableJson(type, e);
    }
  }

  /**
   * A command as a journal keeps it; also one that an earlier program wrote.
   *
   * @throws UnreadableJson when it is not exactly what the type asks for
   */
  public <T> T readCommand(byte[] json, Class<T> type) throws UnreadableJson {
    return read(json, type, Discovery::upcastCommand);
  }

  /**
   * The same after the JSON, which must be an object, was changed.
   *
   * @throws UnreadableJson when it is not exactly what the type asks for then
   */
  <T> T read(byte[] json, Class<T> type, Consumer<ObjectNode> change) throws UnreadableJson {
    try {
      if (!(mapper.readTree(json) instanceof ObjectNode object)) {
        throw new UnreadableJson("not the JSON of a " + type.getSimpleName());
      }
      change.accept(object);
      return mapper.treeToValue(object, type);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new UnreadableJson(type, e);
    }
  }

  /**
   * The string an object begins with, without reading on.
   *
   * @throws UnreadableJson when it begins with anything but a string of that name
   */
  String readFirst(byte[] json, String property) throws UnreadableJson {
    try (var parser = mapper.createParser(json)) {
      if (parser.nextToken() == JsonToken.START_OBJECT
          && property.equals(parser.nextName())
          && parser.nextToken() == JsonToken.VALUE_STRING) {
        return parser.getString();
      }
    } catch (JacksonException e) {
      throw new UnreadableJson(Object.class, e);
    }
    throw new UnreadableJson("it does not begin with a " + property);
  }

  JsonMapper mapper() {
    return mapper;
  }
}
