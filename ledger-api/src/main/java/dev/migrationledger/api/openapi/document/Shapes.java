package dev.migrationledger.api.openapi.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.migrationledger.api.openapi.Members;
import dev.migrationledger.api.openapi.Shape;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.answer.Millis;
import dev.migrationledger.query.answer.Moment;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.PropertyNamingStrategies;

/**
 * The JSON schemas of what answers are made of, as {@code AnswerJson} writes it. Each record has
 * one, under its name; the rows of lists too, made of the read model's columns.
 */
final class Shapes {

  private static final String PLACE = "#/components/schemas/";

  private static final Map<Class<?>, Map<String, Object>> VALUES = values();
  private static final Snake SNAKE = new Snake();

  private final Meanings meanings;
  private final Map<String, Object> named = new TreeMap<>();
  private final Map<String, Class<?>> owners = new HashMap<>();

  Shapes(Meanings meanings) {
    this.meanings = meanings;
  }

  private static Map<Class<?>, Map<String, Object>> values() {
    var text = Members.of("type", "string");
    var hash = Members.of("type", "string", "pattern", "^[0-9a-f]{64}$");
    var whole = Members.of("type", "integer", "format", "int64");
    var small = Members.of("type", "integer", "format", "int32");
    var values = new HashMap<Class<?>, Map<String, Object>>();
    values.put(String.class, text);
    values.put(Version.class, Members.of("type", "string", "pattern", "^[0-9]{1,18}$"));
    values.put(Checksum.class, hash);
    values.put(Instant.class, Members.of("type", "string", "format", "date-time"));
    values.put(Moment.class, absent("string", "date-time"));
    values.put(Millis.class, absent("integer", "int64"));
    values.put(long.class, whole);
    values.put(Long.class, whole);
    values.put(int.class, small);
    values.put(Integer.class, small);
    values.put(double.class, Members.of("type", "number"));
    values.put(boolean.class, Members.of("type", "boolean"));
    values.put(Object.class, Map.of());
    return Map.copyOf(values);
  }

  static Map<String, Object> absent(String type, String format) {
    return Members.of("type", List.of(type, "null"), "format", format);
  }

  /** Every schema that has a name. */
  Map<String, Object> named() {
    return named;
  }

  void name(String name, Map<String, Object> schema) {
    named.put(name, schema);
  }

  boolean isValue(Type type) {
    return type instanceof Class<?> plain && VALUES.containsKey(plain);
  }

  Map<String, Object> of(Shape shape) {
    return switch (shape) {
      case Shape.Answer answer -> of(answer.type());
      case Shape.Batch batch -> Members.of("type", "array", "items", of(batch.type()));
      case Shape.Rows rows -> ListShape.page(this, rows.listing());
      case Shape.Wire wire -> WireShape.of(this, wire.type());
      case Shape.Other other -> other.schema();
    };
  }

  static Map<String, Object> reference(String name) {
    return Members.of("$ref", PLACE + name);
  }

  Map<String, Object> of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return container(generic);
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("no schema for " + type);
    }
    var value = VALUES.get(plain);
    if (value != null) {
      return value;
    }
    if (plain.isEnum()) {
      return Members.of("type", "string", "enum", words(plain));
    }
    return reference(taken(plain));
  }

  private Map<String, Object> container(ParameterizedType generic) {
    var raw = (Class<?>) generic.getRawType();
    var parts = generic.getActualTypeArguments();
    if (Collection.class.isAssignableFrom(raw)) {
      return Members.of("type", "array", "items", of(parts[0]));
    }
    if (Map.class.isAssignableFrom(raw)) {
      return Members.of("type", "object", "additionalProperties", of(parts[1]));
    }
    throw new IllegalArgumentException("no schema for " + generic);
  }

  private static List<String> words(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(field -> field.isEnumConstant())
        .map(field ->
            Optional.ofNullable(field.getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElse(field.getName()))
        .toList();
  }

  /** The name of a type's schema, which is made when it is not there yet. */
  private String taken(Class<?> type) {
    var name = name(type);
    var owner = owners.putIfAbsent(name, type);
    if (owner == null) {
      named.put(name, Map.of());
      named.put(name, type.isRecord() ? record(type) : choice(type));
    } else if (!owner.equals(type)) {
      throw new IllegalStateException("two schemas are called " + name);
    }
    return name;
  }

  private static String name(Class<?> type) {
    var outer = type.getEnclosingClass();
    // an answer is one of a kind wherever it is declared
    return outer == null || type.getSimpleName().endsWith("Answer")
        ? type.getSimpleName()
        : outer.getSimpleName() + type.getSimpleName();
  }

  private Map<String, Object> record(Class<?> type) {
    var properties = new LinkedHashMap<String, Object>();
    var required = new ArrayList<String>();
    for (var part : type.getRecordComponents()) {
      var name = snake(part.getName());
      required.add(name);
      properties.put(name, Members.described(part(type, part), meanings.of(type, part.getName())));
    }
    var schema =
        Members.of("type", "object", "required", List.copyOf(required), "properties", properties);
    return Members.described(schema, meanings.of(type));
  }

  private Map<String, Object> part(Class<?> type, RecordComponent part) {
    var rows = ListShape.rowsOf(this, type, part.getName());
    if (!rows.isEmpty()) {
      return rows;
    }
    return part.isAnnotationPresent(JsonRawValue.class)
            || part.getAccessor().isAnnotationPresent(JsonRawValue.class)
        ? Members.of("type", List.of("object", "null"))
        : of(part.getGenericType());
  }

  static String snake(String name) {
    return SNAKE.translate(name);
  }

  private Map<String, Object> choice(Class<?> type) {
    var leaves = leaves(type).map(this::of).toList();
    return Members.described(Members.of("anyOf", leaves), meanings.of(type));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    var permitted = type.getPermittedSubclasses();
    if (permitted == null && !type.isRecord()) {
      throw new IllegalArgumentException("no schema for " + type);
    }
    return permitted == null ? Stream.of(type) : Stream.of(permitted).flatMap(Shapes::leaves);
  }

  /** The names that answers have for the parts of records. */
  private static final class Snake extends PropertyNamingStrategies.SnakeCaseStrategy {

    private static final long serialVersionUID = 1L;

    @Override
    protected String translate(String name) {
      return super.translate(name);
    }
  }
}
