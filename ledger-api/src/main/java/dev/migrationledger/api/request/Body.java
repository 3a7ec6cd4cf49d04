package dev.migrationledger.api.request;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request's JSON object. Collects what is wrong with it, all of it, members that nobody reads
 * too. No body is an empty object.
 */
public final class Body implements Given {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final List<String> wrong = new ArrayList<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final JsonNode body;

  /**
   * Reads it.
   *
   * @throws ApiProblem when it is no JSON object
   */
  public Body(byte @Nullable [] bytes) {
    this.body = bytes == null || bytes.length == 0 ? JSON.createObjectNode() : read(bytes);
  }

  private static JsonNode read(byte[] bytes) {
    try {
      var body = JSON.readTree(bytes);
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException e) {
      throw new ApiProblem(
          ApiError.BAD_PARAMETER, "the body is not JSON: " + e.getOriginalMessage() + ".");
    }
    throw new ApiProblem(ApiError.BAD_PARAMETER, "the body is not a JSON object.");
  }

  @Override
  public String text(String name) {
    var node = member(name);
    if (node.isMissingNode()) {
      return "";
    }
    if (!node.isString()) {
      wrong(name + " is no text");
      return "";
    }
    if (node.asString().indexOf('\0') >= 0) {
      wrong(name + " holds a NUL character");
      return "";
    }
    return node.asString();
  }

  /** A list of texts, empty when it is not given. */
  public List<String> texts(String name) {
    var node = member(name);
    var texts = new ArrayList<String>();
    if (!node.isMissingNode() && !node.isArray()) {
      wrong(name + " is no list of texts");
    }
    for (var item : node) {
      if (item.isString() && item.asString().indexOf('\0') < 0) {
        texts.add(item.asString());
      } else {
        wrong(name + " holds something that is no text");
      }
    }
    return texts;
  }

  /** Whatever stands under a name; a missing node when nothing does. */
  public JsonNode member(String name) {
    known.add(name);
    return body.path(name);
  }

  @Override
  public void wrong(String what) {
    wrong.add(what);
  }

  @Override
  public void refuse() {
    var strange = new TreeSet<>(body.propertyNames());
    strange.removeAll(known);
    if (!strange.isEmpty()) {
      wrong(
          "nobody here knows "
              + ApiProblem.names(List.copyOf(strange))
              + "; known are "
              + (known.isEmpty() ? "none" : String.join(", ", known)));
    }
    if (!wrong.isEmpty()) {
      throw new ApiProblem(ApiError.BAD_PARAMETER, String.join("; ", wrong) + ".");
    }
  }
}
