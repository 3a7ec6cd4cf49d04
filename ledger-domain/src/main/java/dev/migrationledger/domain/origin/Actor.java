package dev.migrationledger.domain.origin;

import static java.util.Objects.requireNonNull;

/**
 * Who ran a command.
 *
 * @param principal the name the actor is known by, never empty
 * @param kind a person or a machine account
 * @param authenticatedBy what vouches for the principal: {@code option} (typed with --actor),
 *     {@code ci}, {@code os}, {@code token}, {@code oidc}
 * @param onBehalfOf the person a machine account acted for, empty when unknown
 * @param osUser the operating system's user of the process
 * @param host the machine's name
 * @param databaseUser the session user on the target, empty before a connection exists
 */
public record Actor(
    String principal,
    ActorKind kind,
    String authenticatedBy,
    String onBehalfOf,
    String osUser,
    String host,
    String databaseUser) {

  public Actor {
    requireNonNull(kind, "kind");
    requireNonNull(authenticatedBy, "authenticatedBy");
    requireNonNull(onBehalfOf, "onBehalfOf");
    requireNonNull(osUser, "osUser");
    requireNonNull(host, "host");
    requireNonNull(databaseUser, "databaseUser");
    if (principal.isBlank()) {
      throw new IllegalArgumentException("an actor needs a principal");
    }
  }

  /** The same actor, seen by the target as this session user. */
  public Actor withDatabaseUser(String user) {
    return new Actor(principal, kind, authenticatedBy, onBehalfOf, osUser, host, user);
  }
}
