package dev.migrationledger.api.access.token;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Scope;
import dev.migrationledger.api.request.Body;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.query.answer.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a request about tokens says in its JSON; everything wrong with it is said at once. */
final class TokenRequest {

  private static final Duration USUAL_LIFE = Duration.ofDays(90);
  static final Duration LONGEST_GRACE = Duration.ofDays(30);
  static final int LONGEST_NAME = 200;
  static final int MOST_TARGETS = 1000;

  private final Body body;

  TokenRequest(byte @Nullable [] bytes) {
    this.body = new Body(bytes);
  }

  NewToken create(Instant now) {
    var name = name();
    var kind = kind();
    var scopes = scopes();
    var targets = targets();
    if (scopes.contains(Scope.RUN) && targets.isEmpty()) {
      body.wrong("targets is missing: name those that \"run\" is about, or [\"*\"] for every one");
    }
    if (!scopes.contains(Scope.RUN) && !targets.isEmpty()) {
      body.wrong("targets are given, but scopes has no \"run\", which they are about");
    }
    var expires = expires(now);
    body.refuse();
    return new NewToken(name, kind, scopes, targets, expires);
  }

  /** How long the secret before stays good. */
  Duration grace() {
    var node = body.member("grace_ms");
    long grace = 0;
    if (!node.isMissingNode()) {
      grace = node.isIntegralNumber() && node.canConvertToLong() ? node.asLong() : -1;
    }
    if (grace < 0 || grace > LONGEST_GRACE.toMillis()) {
      body.wrong("grace_ms is no number from 0 to " + LONGEST_GRACE.toMillis() + " (30 days)");
    }
    body.refuse();
    return Duration.ofMillis(Math.max(0, grace));
  }

  /** Nothing can be said. */
  void nothing() {
    body.refuse();
  }

  private String name() {
    var name = body.text("name").strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      body.wrong(
          "name is missing or longer than " + LONGEST_NAME + " characters, e.g. \"ci-shop\"");
    } else if (name.codePoints().anyMatch(Character::isISOControl)) {
      body.wrong("name holds control characters");
    }
    return name;
  }

  private ActorKind kind() {
    return switch (body.text("kind")) {
      case "human" -> ActorKind.HUMAN;
      case "service" -> ActorKind.SERVICE;
      default -> {
        body.wrong("kind is neither \"human\" nor \"service\"");
        yield ActorKind.SERVICE;
      }
    };
  }

  private Set<Scope> scopes() {
    var scopes = EnumSet.noneOf(Scope.class);
    for (var word : body.texts("scopes")) {
      Scope.of(word).ifPresentOrElse(scopes::add, () -> body.wrong("\"" + word + "\" is no scope"));
    }
    if (scopes.isEmpty()) {
      body.wrong(
          "scopes is missing: a list of "
              + EnumSet.allOf(Scope.class).stream()
                  .map(Scope::word)
                  .collect(Collectors.joining(", ")));
    }
    return scopes;
  }

  private Set<String> targets() {
    var targets = new TreeSet<>(body.texts("targets"));
    if (targets.contains(Caller.EVERY_TARGET) && targets.size() > 1) {
      body.wrong("targets names \"*\", which is every target, and others beside it");
    }
    if (targets.size() > MOST_TARGETS || targets.contains("")) {
      body.wrong("targets has an empty name, or more than " + MOST_TARGETS);
    }
    return targets;
  }

  private Moment expires(Instant now) {
    var text = body.text("expires_at");
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
      body.wrong("expires_at=" + text + " has passed");
    } catch (DateTimeParseException e) {
      body.wrong("expires_at=" + text + " is no time, e.g. 2027-01-31T00:00:00Z, nor \"never\"");
    }
    return Moment.NONE;
  }
}
