package dev.migrationledger.store.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Canonical JSON (RFC 8785). Duplicate keys and lone surrogates are refused first, because the
 * canonical form of such a text would not be one text's alone.
 */
public final class CanonicalJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final HexFormat HEX = HexFormat.of();

  private CanonicalJson() {}

  /**
   * The canonical form, UTF-8.
   *
   * @throws UnreadableJson when it is no JSON object or array, repeats a key or holds half a
   *     surrogate pair
   */
  public static byte[] of(String json) throws UnreadableJson {
    guard(json);
    try {
      return new JsonCanonicalizer(json).getEncodedUTF8();
    } catch (IOException e) {
      throw new UnreadableJson("no canonical form: " + e.getMessage());
    }
  }

  /**
   * The canonical form of an object of strings, written directly: an append must not parse.
   *
   * @throws UnreadableJson when a text holds half a surrogate pair
   */
  public static byte[] ofStrings(SortedMap<String, String> properties) throws UnreadableJson {
    var json = new StringBuilder(1_024);
    char separator = '{';
    for (var property : properties.entrySet()) {
      json.append(separator);
      quote(property.getKey(), json);
      json.append(':');
      quote(property.getValue(), json);
      separator = ',';
    }
    return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** RFC 8785 §3.2.2.2. */
  private static void quote(String text, StringBuilder json) throws UnreadableJson {
    requireWellFormed(text);
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\b' -> json.append("\\b");
        case '\t' -> json.append("\\t");
        case '\n' -> json.append("\\n");
        case '\f' -> json.append("\\f");
        case '\r' -> json.append("\\r");
        default -> {
          if (c < ' ') {
            json.append("\\u00").append(HEX.toHexDigits((byte) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }

  /**
   * The properties of an object whose values are all strings.
   *
   * @throws UnreadableJson when it is anything else
   */
  public static Map<String, String> strings(String json) throws UnreadableJson {
    var properties = new LinkedHashMap<String, String>();
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      require(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = parser.getString();
        require(parser.nextToken() == JsonToken.VALUE_STRING);
        properties.put(name, parser.getString());
      }
      require(parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
      return properties;
    } catch (JacksonException e) {
      throw new UnreadableJson("no JSON, or a repeated key: " + e.getOriginalMessage());
    }
  }

  private static void require(boolean expected) throws UnreadableJson {
    if (!expected) {
      throw new UnreadableJson("not an object of strings");
    }
  }

  private static void guard(String json) throws UnreadableJson {
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME) {
          requireWellFormed(parser.getString());
        }
      }
    } catch (JacksonException e) {
      throw new UnreadableJson("no JSON, or a repeated key: " + e.getOriginalMessage());
    }
  }

  private static void requireWellFormed(String text) throws UnreadableJson {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new UnreadableJson("half a surrogate pair at character " + i);
      }
    }
  }
}
