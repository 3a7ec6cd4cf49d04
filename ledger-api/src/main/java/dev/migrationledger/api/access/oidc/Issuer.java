package dev.migrationledger.api.access.oidc;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Onward;
import dev.migrationledger.runner.settings.OidcSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * The issuer, asked to log a person in: the authorization code flow of OpenID Connect Core 1.0 with
 * PKCE (RFC 7636) and a nonce. It is asked for its addresses when the first person wants to log in,
 * so that the service starts without it.
 */
final class Issuer {

  private static final String ID = "oidc";
  private static final Duration MOST = Duration.ofSeconds(10);

  private final OidcSettings settings;
  private final Claims claims;
  private final OidcAuthorizationCodeAuthenticationProvider exchange;
  private volatile @Nullable ClientRegistration known;

  Issuer(OidcSettings settings) {
    this.settings = settings;
    this.claims = new Claims(settings);
    this.exchange = exchange();
  }

  /** Somebody whom it knows, and the token in which it says so. */
  record Known(Caller caller, String idToken) {}

  /** Where a browser goes to log its reader in. */
  record Way(String address, Begun begun) {}

  /**
   * Begins.
   *
   * @throws AccessProblem when the issuer cannot be asked where that is
   */
  Way begin(HttpServletRequest request, Onward next) {
    var registration = registration();
    var requests =
        new DefaultOAuth2AuthorizationRequestResolver(
            id -> registration, "/login/oidc/authorization");
    requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    var made = Objects.requireNonNull(requests.resolve(request, ID));
    return new Way(
        made.getAuthorizationRequestUri(),
        new Begun(
            Objects.requireNonNull(made.getState()),
            attribute(made, OidcParameterNames.NONCE),
            attribute(made, PkceParameterNames.CODE_VERIFIER),
            Objects.requireNonNull(made.getRedirectUri()),
            next));
  }

  private static String attribute(OAuth2AuthorizationRequest request, String name) {
    return String.valueOf(request.<Object>getAttribute(name));
  }

  /**
   * Ends what was begun.
   *
   * @param code what the issuer gave the browser for the service
   * @throws AccessProblem when the issuer takes it for nobody's, or cannot be asked
   */
  Known end(Begun begun, String state, String code) {
    var registration = registration();
    var asked =
        OAuth2AuthorizationRequest.authorizationCode()
            .clientId(registration.getClientId())
            .authorizationUri(named(registration.getProviderDetails().getAuthorizationUri()))
            .redirectUri(begun.address())
            .scopes(registration.getScopes())
            .state(begun.state())
            .attributes(all -> {
              all.put(OAuth2ParameterNames.REGISTRATION_ID, ID);
              all.put(OidcParameterNames.NONCE, begun.nonce());
              all.put(PkceParameterNames.CODE_VERIFIER, begun.verifier());
            })
            .build();
    var answered =
        OAuth2AuthorizationResponse.success(code).state(state).redirectUri(begun.address()).build();
    try {
      var shown =
          new OAuth2LoginAuthenticationToken(
              registration, new OAuth2AuthorizationExchange(asked, answered));
      var person = Objects.requireNonNull(exchange.authenticate(shown)).getPrincipal();
      if (person instanceof OidcUser said) {
        return new Known(claims.caller(said), said.getIdToken().getTokenValue());
      }
      throw new AccessProblem(AccessError.ISSUER_REFUSES, "it said nothing of the person.");
    } catch (OAuth2AuthenticationException e) {
      throw refusal(e);
    }
  }

  /**
   * Where a browser goes to log its reader out there (OpenID Connect RP-Initiated Logout 1.0, 2).
   *
   * @param base where browsers reach the service
   * @return empty when the issuer names no such address, or cannot be asked for it
   */
  Optional<String> leaving(String idToken, String base) {
    try {
      var said = registration().getProviderDetails().getConfigurationMetadata();
      return Optional.ofNullable(said.get("end_session_endpoint"))
          .map(address ->
              address
                  + (String.valueOf(address).contains("?") ? "&" : "?")
                  + "id_token_hint="
                  + encoded(idToken)
                  + "&client_id="
                  + encoded(settings.client().id())
                  + "&post_logout_redirect_uri="
                  + encoded(base + "/login"))
          .filter(Issuer::isWay);
    } catch (AccessProblem e) {
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Whether a browser can go there. */
  private static boolean isWay(String address) {
    try {
      var uri = new URI(address).parseServerAuthority();
      return uri.getHost() != null && List.of("https", "http").contains(uri.getScheme());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private AccessProblem refusal(OAuth2AuthenticationException e) {
    var cause = NestedExceptionUtils.getMostSpecificCause(e);
    var said = e.getError();
    return cause instanceof IOException
        ? away(cause)
        : refusal(said.getErrorCode(), Objects.requireNonNullElse(said.getDescription(), ""));
  }

  /**
   * The refusal that the issuer sent the browser back with.
   *
   * @param error its code (RFC 6749, 4.1.2.1)
   * @param description what it adds, may be empty
   */
  AccessProblem refusal(String error, String description) {
    return new AccessProblem(
        AccessError.ISSUER_REFUSES,
        "%s says \"%s\"%s."
            .formatted(settings.issuer(), error, description.isEmpty() ? "" : ": " + description));
  }

  private AccessProblem away(Throwable cause) {
    return new AccessProblem(
        AccessError.ISSUER_AWAY,
        settings.issuer() + " cannot be asked to log people in: " + cause.getMessage() + ".");
  }

  private ClientRegistration registration() {
    var found = known;
    if (found == null) {
      try {
        found = discovered();
        known = found;
      } catch (IllegalArgumentException | IllegalStateException e) {
        throw away(NestedExceptionUtils.getMostSpecificCause(e));
      }
    }
    return found;
  }

  private ClientRegistration discovered() {
    var client = settings.client();
    var base = client.address().isEmpty() ? "{baseUrl}" : client.address();
    var registration =
        ClientRegistrations.fromIssuerLocation(settings.issuer())
            .registrationId(ID)
            .clientId(client.id())
            .clientSecret(client.secret().value())
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .scope(client.scopes())
            .redirectUri(base + OidcLogin.BACK);
    if (client.secret().value().isEmpty()) {
      registration.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
    }
    if (!settings.keys().isEmpty()) {
      registration.jwkSetUri(settings.keys());
    }
    var built = registration.build();
    named(built.getProviderDetails().getJwkSetUri());
    return built;
  }

  private static String named(@Nullable String address) {
    if (address == null || address.isBlank()) {
      throw new IllegalStateException("what it says of itself lacks an address");
    }
    return address;
  }

  private static OidcAuthorizationCodeAuthenticationProvider exchange() {
    var tokens = new RestClientAuthorizationCodeTokenResponseClient();
    tokens.setRestClient(
        RestClient.builder()
            .requestFactory(requests())
            .configureMessageConverters(converters ->
                converters
                    .addCustomConverter(new FormHttpMessageConverter())
                    .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    var told = new DefaultOAuth2UserService();
    told.setRestOperations(new RestTemplate(requests()));
    var people = new OidcUserService();
    people.setOauth2UserService(told);
    var exchange = new OidcAuthorizationCodeAuthenticationProvider(tokens, people);
    exchange.setJwtDecoderFactory(Issuer::decoder);
    return exchange;
  }

  private static ClientHttpRequestFactory requests() {
    var requests =
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(MOST).build());
    requests.setReadTimeout(MOST);
    return requests;
  }

  private static JwtDecoder decoder(ClientRegistration registration) {
    var keys = registration.getProviderDetails().getJwkSetUri();
    var decoder = JwtCheck.signed(NimbusJwtDecoder.withJwkSetUri(named(keys)));
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
    return decoder;
  }
}
