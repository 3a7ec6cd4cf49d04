package dev.migrationledger.api.access;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.origin.Actor;
import dev.migrationledger.domain.origin.ActorKind;
import java.io.Serializable;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Who sent a request, as far as that is proved, and what they may do.
 *
 * @param name whom events name as their actor
 * @param kind a person or a machine account
 * @param authenticatedBy what vouches for the name: {@code token} or {@code oidc}
 * @param credential id of the token or of the JWT, no secret
 * @param scopes what they may do
 * @param targets the targets that {@link Scope#RUN} is about; {@link #EVERY_TARGET} for all
 */
public record Caller(
    String name,
    ActorKind kind,
    String authenticatedBy,
    String credential,
    Set<Scope> scopes,
    Set<String> targets)
    implements Principal, Serializable {

  /** Stands for every target, those that are still to come too. */
  public static final String EVERY_TARGET = "*";

  public Caller {
    requireNonNull(kind, "kind");
    requireNonNull(authenticatedBy, "authenticatedBy");
    requireNonNull(credential, "credential");
    scopes = Set.copyOf(scopes);
    targets = Set.copyOf(targets);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a caller needs a name");
    }
  }

  /** The caller that a request's filters have found; empty for one who is not logged in. */
  public static Optional<Caller> of(Authentication authentication) {
    return authentication.getPrincipal() instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }

  /** A caller as the framework knows one; scopes are authorities. */
  public static UsernamePasswordAuthenticationToken authenticated(Caller caller) {
    return UsernamePasswordAuthenticationToken.authenticated(
        caller,
        "",
        caller.scopes().stream().map(s -> new SimpleGrantedAuthority(s.word())).toList());
  }

  @Override
  public String getName() {
    return name;
  }

  /** Whether they may do this. */
  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }

  /**
   * Passes when they may run migrations on a target.
   *
   * @throws AccessProblem when they may not
   */
  public void mustRun(String target) {
    if (!may(Scope.RUN)) {
      throw AccessProblem.missing(this, Scope.RUN);
    }
    if (!targets.contains(EVERY_TARGET) && !targets.contains(target)) {
      throw new AccessProblem(
          AccessError.OTHER_TARGET,
          "\"%s\" may run migrations on %s, and not on \"%s\"."
              .formatted(name, named(targets), target));
    }
  }

  /** The same one as events name an actor; what a runner says of itself is not part of it. */
  public Actor actor() {
    return new Actor(name, kind, authenticatedBy, "", "", "", "");
  }

  private static String named(Set<String> targets) {
    return targets.isEmpty()
        ? "no target"
        : "\"" + String.join("\", \"", List.copyOf(new TreeSet<>(targets))) + "\"";
  }
}
