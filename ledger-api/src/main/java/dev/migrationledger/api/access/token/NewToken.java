package dev.migrationledger.api.access.token;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.api.access.Scope;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.query.answer.Moment;
import java.util.Set;

/**
 * What a token to be made is for.
 *
 * @param name whom it stands for
 * @param targets the targets that {@link Scope#RUN} is about
 * @param expiresAt until when it is good, absent for ever
 */
record NewToken(
    String name, ActorKind kind, Set<Scope> scopes, Set<String> targets, Moment expiresAt) {

  NewToken {
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
    scopes = Set.copyOf(scopes);
    targets = Set.copyOf(targets);
    requireNonNull(expiresAt, "expiresAt");
  }
}
