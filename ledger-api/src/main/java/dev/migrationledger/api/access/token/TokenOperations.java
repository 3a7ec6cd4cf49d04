package dev.migrationledger.api.access.token;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.access.Scope;
import dev.migrationledger.api.openapi.Members;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.openapi.Parameter;
import dev.migrationledger.api.openapi.Shape;
import dev.migrationledger.api.openapi.Topic;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the addresses about callers and tokens say of themselves. */
final class TokenOperations {

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final Parameter ID =
      Parameter.inPath(
          Field.of("id", Kind.TEXT, "true", "The token's id, which is no secret.", "a2b3c4d5e6f7"));
  private static final Shape MADE = new Shape.Answer(TokenRoutes.TokenAnswer.class);

  private TokenOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.get("/caller", "getCaller", Topic.ACCESS, "Who the caller is")
            .told("Who the service takes the caller for: name, kind, scopes, targets.")
            .answers(TokenRoutes.CallerAnswer.class, "The caller."),
        Operation.get("/tokens", "listTokens", Topic.ACCESS, "All tokens")
            .told("All tokens, the revoked ones too, with when each was last used; no secret.")
            .answers(TokenRoutes.TokensAnswer.class, "The tokens."),
        Operation.post("/tokens", "createToken", Topic.ACCESS, "Makes a token")
            .told("The answer has the whole token in `secret`, this once.")
            .sent(creation())
            .answers(CREATED, MADE, "The token and its secret."),
        Operation.post("/tokens/{id}/rotate", "rotateToken", Topic.ACCESS, "A new secret")
            .told(
                "The secret before is good for `grace_ms` more. The answer has the new one in"
                    + " `secret`, this once.")
            .takes(ID)
            .sent(rotation())
            .answers(OK, MADE, "The token and its secret.")
            .refuses(AccessError.NO_SUCH_TOKEN),
        Operation.post("/tokens/{id}/revoke", "revokeToken", Topic.ACCESS, "Ends a token")
            .told("Ends it at once, for good.")
            .takes(ID)
            .answers(OK, MADE, "The token; `secret` is empty.")
            .refuses(AccessError.NO_SUCH_TOKEN));
  }

  private static Shape creation() {
    var name =
        Members.of(
            "type",
            "string",
            "minLength",
            1,
            "maxLength",
            TokenRequest.LONGEST_NAME,
            "description",
            "Whom it stands for: the actor of what is done with it.");
    var kind = Members.of("type", "string", "enum", List.of("human", "service"));
    var expires =
        Members.of(
            "type",
            "string",
            "description",
            "Until when it is good: a time in UTC, e.g. `2027-01-31T00:00:00Z`, or `never`; 90 days"
                + " when it is not given.");
    return Shape.Other.closed(
        List.of("name", "kind", "scopes"),
        Members.of(
            "name",
            name,
            "kind",
            kind,
            "scopes",
            scopes(),
            "targets",
            targets(),
            "expires_at",
            expires));
  }

  private static Map<String, Object> scopes() {
    var words = Arrays.stream(Scope.values()).map(Scope::word).toList();
    return Members.of(
        "type",
        "array",
        "minItems",
        1,
        "items",
        Members.of("type", "string", "enum", words),
        "description",
        "What it allows; none includes another.");
  }

  private static Map<String, Object> targets() {
    return Members.of(
        "type",
        "array",
        "maxItems",
        TokenRequest.MOST_TARGETS,
        "items",
        Members.of("type", "string", "minLength", 1),
        "description",
        "The targets that `run` is about, `[\"*\"]` for every one; only with `run`.");
  }

  private static Shape rotation() {
    return Shape.Other.closed(
        List.of(),
        Members.of(
            "grace_ms",
            Members.of(
                "type",
                "integer",
                "format",
                "int64",
                "minimum",
                0,
                "maximum",
                TokenRequest.LONGEST_GRACE.toMillis(),
                "default",
                0,
                "description",
                "How long the secret before stays good, in milliseconds.")));
  }
}
