package dev.migrationledger.query.answer;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.projection.Storable;
import dev.migrationledger.query.projection.Utc;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * The JSON of answers: snake case, fields in the order of the record, times in UTC with
 * microseconds, absent text as {@code ""}, absent times and durations as {@code null}.
 */
public final class AnswerJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultVisibility(v ->
              v.withVisibility(PropertyAccessor.GETTER, Visibility.NONE)
                  .withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                  .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
          .addModule(words())
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                          .withArrayEmptySeparator("")
                          .withObjectEmptySeparator(""))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")))
          .build();

  private AnswerJson() {}

  /** The answer's JSON, indented, ending in a line feed. */
  public static String write(Object answer) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n";
  }

  /** The same on one line, for a column of a read model. */
  public static String compact(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** The objects of a JSON array that a read model holds. */
  public static <T> List<T> list(String json, Class<T> type) {
    JavaType list = MAPPER.getTypeFactory().constructCollectionType(List.class, type);
    return json.equals("{}") || json.isEmpty() ? List.of() : MAPPER.readValue(json, list);
  }

  /**
   * An answer that was written before.
   *
   * @throws UnreadableAnswer when it lacks something that the type has; it may have more
   */
  public static <T> T read(byte[] json, Class<T> type) throws UnreadableAnswer {
    try {
      T answer =
          MAPPER
              .readerFor(type)
              .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
              .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .readValue(json);
      return Optional.ofNullable(answer).orElseThrow(() -> new UnreadableAnswer(type, "null"));
    } catch (JacksonException e) {
      throw new UnreadableAnswer(type, e.getOriginalMessage(), e);
    }
  }

  /** The members of a JSON object that a read model holds. */
  public static Map<String, Object> object(String json) {
    return MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
  }

  /**
   * The members of a JSON object that somebody else wrote.
   *
   * @throws UnreadableAnswer when it is none
   */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> object(byte[] json) throws UnreadableAnswer {
    return read(json, Map.class);
  }

  /** What a JSON text holds: objects as maps, arrays as lists. */
  public static Object value(String json) {
    return MAPPER.readValue(json, Object.class);
  }

  private static SimpleModule words() {
    var module = new SimpleModule("answer-words");
    module.addSerializer(Version.class, ToStringSerializer.instance);
    module.addSerializer(Checksum.class, ToStringSerializer.instance);
    module.addSerializer(
        String.class, writing(String.class, (v, g) -> g.writeString(Storable.text(v))));
    module.addSerializer(
        Instant.class, writing(Instant.class, (v, g) -> g.writeString(Utc.text(v))));
    module.addSerializer(
        Moment.class,
        writing(
            Moment.class,
            (v, g) -> {
              if (v.text().isEmpty()) {
                g.writeNull();
              } else {
                g.writeString(v.text());
              }
            }));
    module.addSerializer(
        Millis.class,
        writing(Millis.class, (v, g) -> v.millis().ifPresentOrElse(g::writeNumber, g::writeNull)));
    module.addDeserializer(
        Moment.class,
        reading(Moment.NONE, p -> p.getString().isEmpty() ? Moment.NONE : moment(p.getString())));
    module.addDeserializer(Millis.class, reading(Millis.NONE, p -> new Millis(p.getLongValue())));
    return module;
  }

  private static Moment moment(String text) {
    return Moment.of(Instant.parse(text));
  }

  private static <T> ValueDeserializer<T> reading(T absent, Function<JsonParser, T> how) {
    return new ValueDeserializer<T>() {
      @Override
      public T deserialize(JsonParser parser, DeserializationContext context) {
        try {
          return how.apply(parser);
        } catch (DateTimeException e) {
          throw DatabindException.from(parser, "no point in time: " + e.getMessage(), e);
        }
      }

      @Override
      public T getNullValue(DeserializationContext context) {
        return absent;
      }
    };
  }

  private static <T> ValueSerializer<T> writing(Class<T> type, Writing<T> how) {
    return new ValueSerializer<T>() {
      @Override
      public void serialize(T value, JsonGenerator generator, SerializationContext context) {
        how.write(type.cast(value), generator);
      }
    };
  }

  /** How one kind of value is written. */
  private interface Writing<T> {
    void write(T value, JsonGenerator generator);
  }
}
