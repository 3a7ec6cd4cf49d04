package dev.migrationledger.api.access.oidc;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Caller;
import dev.migrationledger.runner.settings.OidcSettings;
import java.util.Arrays;
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

  private final OidcSettings settings;
  private final Claims claims;
  private final JwtDecoder decoder;

  public JwtCheck(OidcSettings settings) {
    this.settings = settings;
    this.claims = new Claims(settings);
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
    var decoder =
        signed(
            settings.keys().isEmpty()
                ? NimbusJwtDecoder.withIssuerLocation(settings.issuer())
                : NimbusJwtDecoder.withJwkSetUri(settings.keys()));
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(),
            new JwtIssuerValidator(settings.issuer()),
            new JwtAudienceValidator(settings.audience())));
    return decoder;
  }

  /** Takes what is signed with a private key, in any way, and nothing else. */
  static NimbusJwtDecoder signed(NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder keys) {
    return keys.jwsAlgorithms(all -> all.addAll(Arrays.asList(SignatureAlgorithm.values())))
        .build();
  }

  private Caller caller(Jwt jwt) {
    if (jwt.getExpiresAt() == null) {
      throw new AccessProblem(AccessError.BAD_JWT, "it never expires.");
    }
    return claims.caller(jwt);
  }
}
