package dev.migrationledger.api.access.token;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Scope;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.api.request.ApiProblem;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.query.answer.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a request about tokens says in its JSON; everything wrong with it is said at once. */
final class TokenRequest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Duration USUAL_LIFE = Duration.ofDays(90);
  private static final Duration LONGEST_GRACE = Duration.ofDays(30);
  private static final int LONGEST_NAME = 200;
  private static final int MOST_TARGETS = 1000;

  private final List<String> wrong = new ArrayList<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final JsonNode body;

  TokenRequest(byte @Nullable [] bytes) {
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

  NewToken create(Instant now) {
    var name = name();
    var kind = kind();
    var scopes = scopes();
    var targets = targets();
    if (scopes.contains(Scope.RUN) && targets.isEmpty()) {
      wrong.add("targets is missing: name those that \"run\" is about, or [\"*\"] for every one");
    }
    if (!scopes.contains(Scope.RUN) && !targets.isEmpty()) {
      wrong.add("targets are given, but scopes has no \"run\", which they are about");
    }
    var expires = expires(now);
    refuse();
    return new NewToken(name, kind, scopes, targets, expires);
  }

  /** How long the secret before stays good. */
  Duration grace() {
    var node = member("grace_ms");
    long grace = 0;
    if (!node.isMissingNode()) {
      grace = node.isIntegralNumber() && node.canConvertToLong() ? node.asLong() : -1;
    }
    if (grace < 0 || grace > LONGEST_GRACE.toMillis()) {
      wrong.add("grace_ms is no number from 0 to " + LONGEST_GRACE.toMillis() + " (30 days)");
    }
    refuse();
    return Duration.ofMillis(Math.max(0, grace));
  }

  /** Nothing can be said. */
  void nothing() {
    refuse();
  }

  private String name() {
    var name = text("name").strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      wrong.add("name is missing or longer than " + LONGEST_NAME + " characters, e.g. \"ci-shop\"");
    } else if (name.codePoints().anyMatch(Character::isISOControl)) {
      wrong.add("name holds control characters");
    }
    return name;
  }

  private ActorKind kind() {
    return switch (text("kind")) {
      case "human" -> ActorKind.HUMAN;
      case "service" -> ActorKind.SERVICE;
      default -> {
        wrong.add("kind is neither \"human\" nor \"service\"");
        yield ActorKind.SERVICE;
      }
    };
  }

  private Set<Scope> scopes() {
    var scopes = EnumSet.noneOf(Scope.class);
    for (var word : texts("scopes")) {
      Scope.of(word).ifPresentOrElse(scopes::add, () -> wrong.add("\"" + word + "\" is no scope"));
    }
    if (scopes.isEmpty()) {
      wrong.add(
          "scopes is missing: a list of "
              + EnumSet.allOf(Scope.class).stream()
                  .map(Scope::word)
                  .collect(Collectors.joining(", ")));
    }
    return scopes;
  }

  private Set<String> targets() {
    var targets = new TreeSet<>(texts("targets"));
    if (targets.contains(Caller.EVERY_TARGET) && targets.size() > 1) {
      wrong.add("targets names \"*\", which is every target, and others beside it");
    }
    if (targets.size() > MOST_TARGETS || targets.contains("")) {
      wrong.add("targets has an empty name, or more than " + MOST_TARGETS);
    }
    return targets;
  }

  private Moment expires(Instant now) {
    var text = text("expires_at");
    if (text.isEmpty()) {
      return Moment.of(now.plus(USUAL_LIFE));
    }
    if (text.equals("never")) {
      return Moment.NONE;
    }
    try {
      var at = Instant.parse(text);
      if (at.isAfter(now)) {
        return Moment.of(at);
      }
      wrong.add("expires_at=" + text + " has passed");
    } catch (DateTimeParseException e) {
      wrong.add("expires_at=" + text + " is no time, e.g. 2027-01-31T00:00:00Z, nor \"never\"");
    }
    return Moment.NONE;
  }

  private List<String> texts(String name) {
    var node = member(name);
    var texts = new ArrayList<String>();
    if (!node.isMissingNode() && !node.isArray()) {
      wrong.add(name + " is no list of texts");
    }
    for (var item : node) {
      if (item.isString() && item.asString().indexOf('\0') < 0) {
        texts.add(item.asString());
      } else {
        wrong.add(name + " holds something that is no text");
      }
    }
    return texts;
  }

  private String text(String name) {
    var node = member(name);
    if (node.isMissingNode()) {
      return "";
    }
    if (!node.isString()) {
      wrong.add(name + " is no text");
      return "";
    }
    return node.asString();
  }

  private JsonNode member(String name) {
    known.add(name);
    return body.path(name);
  }

  private void refuse() {
    var strange = new TreeSet<>(body.propertyNames());
    strange.removeAll(known);
    if (!strange.isEmpty()) {
      wrong.add(
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
