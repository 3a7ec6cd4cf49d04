package dev.migrationledger.api.access.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.migrationledger.api.access.Onward;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * A login that was begun in a browser, which keeps it in a cookie until the issuer sends it back:
 * so any service on the ledger may end what another began, and nobody fills this one's memory.
 *
 * @param state what the issuer has to send back
 * @param nonce what the ID token has to be made for
 * @param verifier what the code can be exchanged with (PKCE)
 * @param address where the issuer sends the browser back to
 * @param next the page that was asked for
 */
record Begun(String state, String nonce, String verifier, String address, Onward next) {

  /** How long somebody may take to log in. */
  static final Duration MOST = Duration.ofMinutes(10);

  private static final String COOKIE = "ledger-login";
  private static final int PARTS = 5;

  /** A browser keeps 4,096 bytes of a cookie. */
  private static final int LONGEST = 3_500;

  Begun {
    requireNonNull(state, "state");
    requireNonNull(nonce, "nonce");
    requireNonNull(verifier, "verifier");
    requireNonNull(address, "address");
    requireNonNull(next, "next");
  }

  /** What this browser keeps, when it keeps one. */
  static Optional<Begun> of(HttpServletRequest request) {
    var cookie = WebUtils.getCookie(request, COOKIE);
    return cookie == null ? Optional.empty() : read(cookie.getValue());
  }

  private static Optional<Begun> read(String text) {
    try {
      List<String> parts =
          Arrays.stream(text.split("\\.", -1))
              .map(part -> new String(Base64.getUrlDecoder().decode(part), UTF_8))
              .toList();
      return parts.size() == PARTS
          ? Optional.of(
              new Begun(
                  parts.get(0), parts.get(1), parts.get(2), parts.get(3), Onward.to(parts.get(4))))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** For the browser to keep; it comes back with a request that another site leads here. */
  ResponseCookie cookie(boolean secure) {
    var whole = text(next);
    var kept = whole.length() > LONGEST ? text(Onward.to("/")) : whole;
    return cookie(kept, MOST, secure);
  }

  /** The end of it. */
  static ResponseCookie none(boolean secure) {
    return cookie("", Duration.ZERO, secure);
  }

  private String text(Onward page) {
    return Stream.of(state, nonce, verifier, address, page.address())
        .map(part -> Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(UTF_8)))
        .collect(Collectors.joining("."));
  }

  private static ResponseCookie cookie(String value, Duration age, boolean secure) {
    return ResponseCookie.from(COOKIE, value)
        .path(OidcLogin.ADDRESS)
        .maxAge(age)
        .httpOnly(true)
        .secure(secure)
        .sameSite("Lax")
        .build();
  }
}
