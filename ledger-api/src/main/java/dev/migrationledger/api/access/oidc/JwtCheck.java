package dev.migrationledger.api.access.oidc;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Scope;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.runner.settings.OidcSettings;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/**
 * Tells whose a JWT is: signed with a key of the issuer (RSA or elliptic curves, never a shared
 * secret), made for this service, and not expired. The issuer is asked for its keys when the first
 * one comes, so that the service starts without it.
 */
public final class JwtCheck {

  private static final String RUN = "run:";

  private final OidcSettings settings;
  private final JwtDecoder decoder;

  public JwtCheck(OidcSettings settings) {
    this.settings = settings;
    this.decoder = new SupplierJwtDecoder(() -> decoder(settings));
  }

  /** Whether JWTs are taken at all. */
  public boolean isOn() {
    return !settings.issuer().isEmpty();
  }

  /**
   * The bearer of a JWT.
   *
   * @throws AccessProblem when it is not accepted, or the issuer cannot be asked for its keys
   */
  public Caller caller(String text) {
    try {
      return caller(decoder.decode(text));
    } catch (BadJwtException e) {
      throw new AccessProblem(AccessError.BAD_JWT, String.valueOf(e.getMessage()) + ".");
    } catch (JwtException | JwtDecoderInitializationException | IllegalArgumentException e) {
      throw new AccessProblem(
          AccessError.ISSUER_AWAY,
          "the keys of " + settings.issuer() + " cannot be had: " + e.getMessage() + ".");
    }
  }

  private static JwtDecoder decoder(OidcSettings settings) {
    var builder =
        settings.keys().isEmpty()
            ? NimbusJwtDecoder.withIssuerLocation(settings.issuer())
            : NimbusJwtDecoder.withJwkSetUri(settings.keys());
    var decoder =
        builder
            .jwsAlgorithms(all -> all.addAll(Arrays.asList(SignatureAlgorithm.values())))
            .build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(),
            new JwtIssuerValidator(settings.issuer()),
            new JwtAudienceValidator(settings.audience())));
    return decoder;
  }

  private Caller caller(Jwt jwt) {
    if (jwt.getExpiresAt() == null) {
      throw new AccessProblem(AccessError.BAD_JWT, "it never expires.");
    }
    var name =
        Stream.of("preferred_username", "email", "sub")
            .map(jwt::getClaimAsString)
            .filter(said -> said != null && !said.isBlank())
            .findFirst()
            .orElseThrow(() -> new AccessProblem(AccessError.BAD_JWT, "it names nobody."));
    boolean person = jwt.hasClaim("preferred_username") || jwt.hasClaim("email");
    var scopes = EnumSet.noneOf(Scope.class);
    var targets = new TreeSet<String>();
    for (var value : values(jwt.getClaim(settings.claim()))) {
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
    var id = Objects.requireNonNullElse(jwt.getId(), "");
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
