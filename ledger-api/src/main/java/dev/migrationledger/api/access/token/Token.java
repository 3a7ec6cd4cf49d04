package dev.migrationledger.api.access.token;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Moment;
import java.util.List;

/**
 * What an admin may know of a token: all but the secret.
 *
 * @param id its part that is no secret
 * @param name whom it stands for
 * @param kind {@code human} or {@code service}
 * @param scopes what it allows
 * @param targets the targets that {@code run} is about, {@code *} for every one
 * @param state {@code valid}, {@code expired} or {@code revoked}
 * @param createdAt when it was made
 * @param createdBy who made it
 * @param expiresAt until when it is good, absent for ever
 * @param rotatedAt when it last got a new secret
 * @param formerUntil until when the secret before that is good too
 * @param revokedAt when it was revoked
 * @param revokedBy who revoked it, empty when nobody did
 * @param lastUsedAt when it was last used, to a quarter of an hour
 */
public record Token(
    String id,
    String name,
    String kind,
    List<String> scopes,
    List<String> targets,
    String state,
    Moment createdAt,
    String createdBy,
    Moment expiresAt,
    Moment rotatedAt,
    Moment formerUntil,
    Moment revokedAt,
    String revokedBy,
    Moment lastUsedAt) {

  public Token {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
    scopes = List.copyOf(scopes);
    targets = List.copyOf(targets);
    requireNonNull(state, "state");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(createdBy, "createdBy");
    requireNonNull(expiresAt, "expiresAt");
    requireNonNull(rotatedAt, "rotatedAt");
    requireNonNull(formerUntil, "formerUntil");
    requireNonNull(revokedAt, "revokedAt");
    requireNonNull(revokedBy, "revokedBy");
    requireNonNull(lastUsedAt, "lastUsedAt");
  }
}
