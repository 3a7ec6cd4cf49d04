package dev.migrationledger.api.access.oidc;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Scope;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.runner.settings.OidcSettings;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.ClaimAccessor;

/** Tells from what an issuer says of somebody who that is, and what they may do here. */
final class Claims {

  private static final String RUN = "run:";

  private final OidcSettings settings;

  Claims(OidcSettings settings) {
    this.settings = settings;
  }

  /**
   * The caller.
   *
   * @throws AccessProblem when nobody is named
   */
  Caller caller(ClaimAccessor said) {
    var name =
        Stream.of("preferred_username", "email", "sub")
            .map(said::getClaimAsString)
            .filter(text -> text != null && !text.isBlank())
            .findFirst()
            .orElseThrow(() -> new AccessProblem(AccessError.BAD_JWT, "it names nobody."));
    boolean person = said.hasClaim("preferred_username") || said.hasClaim("email");
    var scopes = EnumSet.noneOf(Scope.class);
    var targets = new TreeSet<String>();
    for (var value : values(said.getClaims().get(settings.claim()))) {
      for (var word : settings.grants().getOrDefault(value, List.of())) {
        if (word.startsWith(RUN)) {
          scopes.add(Scope.RUN);
          targets.add(word.substring(RUN.length()));
        } else {
          Scope.of(word).ifPresent(scopes::add);
        }
      }
    }
    var kind = person ? ActorKind.HUMAN : ActorKind.SERVICE;
    var id = Objects.requireNonNullElse(said.getClaimAsString("jti"), "");
    return new Caller(name, kind, "oidc", id, scopes, targets);
  }

  /** A claim is a list, or words with blanks between them (RFC 8693, 4.2). */
  private static List<String> values(@Nullable Object claim) {
    return switch (claim) {
      case null -> List.of();
      case Collection<?> list -> list.stream().map(String::valueOf).toList();
      default -> List.of(claim.toString().split(" ", -1));
    };
  }
}
