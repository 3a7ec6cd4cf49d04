package dev.migrationledger.api;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.migrationledger.runner.settings.OidcSettings;
import dev.migrationledger.runner.target.Secret;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * An OpenID provider of its own, whose people have the password {@code secret}. It is called {@code
 * localhost} where services are called {@code 127.0.0.1}, so that browsers take them for two sites.
 */
final class TestIssuer implements AutoCloseable {

  private static final Map<String, List<String>> PEOPLE =
      Map.of("ann", List.of("dba"), "eve", List.of("strangers"));

  private final InMemoryRegisteredClientRepository clients =
      new InMemoryRegisteredClientRepository(client("nobody", "http://127.0.0.1:1"));
  private final ConfigurableApplicationContext context;

  TestIssuer() {
    var application = new SpringApplication(Wiring.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.addInitializers(c -> register((GenericApplicationContext) c));
    this.context =
        application.run(
            "--server.address=127.0.0.1",
            "--server.port=0",
            "--spring.config.location=optional:classpath:/issuer/");
  }

  String address() {
    return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
  }

  /** What a service is told of it. */
  OidcSettings settings(String client, String secret) {
    return new OidcSettings(
        address(),
        "ledger",
        "",
        "groups",
        OidcSettings.grants("dba=read approve"),
        new OidcSettings.Client(
            client, new Secret(secret), List.of("openid", "profile", "email"), ""));
  }

  /** What a service that it knows proves itself with. */
  static String secret(String client) {
    return "the-secret-of-" + client;
  }

  /** Makes a service known to it. */
  void know(String id, String service) {
    clients.save(client(id, service));
  }

  private static RegisteredClient client(String id, String service) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .clientSecret("{noop}" + secret(id))
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(service + "/login/oidc/back")
        .postLogoutRedirectUri(service + "/login")
        .scopes(all -> all.addAll(List.of("openid", "profile", "email")))
        .tokenSettings(
            TokenSettings.builder().idTokenSignatureAlgorithm(SignatureAlgorithm.ES256).build())
        .build();
  }

  private void register(GenericApplicationContext context) {
    var keys = keys();
    context.registerBean(RegisteredClientRepository.class, () -> clients);
    context.registerBean(
        UserDetailsService.class,
        () ->
            new InMemoryUserDetailsManager(
                PEOPLE.keySet().stream()
                    .map(name -> User.withUsername(name).password("{noop}secret").build())
                    .toList()));
    context.registerBean(JWKSource.class, () -> keys);
    context.registerBean(
        JwtDecoder.class, () -> OAuth2AuthorizationServerConfiguration.jwtDecoder(keys));
    context.registerBean(
        AuthorizationServerSettings.class, () -> AuthorizationServerSettings.builder().build());
    context.registerBean(Groups.class, Groups::new);
    context.registerBean(
        SecurityFilterChain.class, () -> chain(context.getBean(HttpSecurity.class)));
  }

  private static JWKSource<SecurityContext> keys() {
    try {
      return new ImmutableJWKSet<>(
          new JWKSet(
              List.of(
                  new RSAKeyGenerator(2048).keyID("rsa").generate(),
                  new ECKeyGenerator(Curve.P_256).keyID("ec").generate())));
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SecurityFilterChain chain(HttpSecurity http) {
    return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
        .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
        .authorizeHttpRequests(all -> all.anyRequest().authenticated())
        .formLogin(Customizer.withDefaults())
        .build();
  }

  /** Says in each ID token who somebody is, and in which groups. */
  private static final class Groups implements OAuth2TokenCustomizer<JwtEncodingContext> {

    @Override
    public void customize(JwtEncodingContext token) {
      var name = token.getPrincipal().getName();
      if (token.getTokenType().getValue().equals("id_token")) {
        token
            .getClaims()
            .claim("preferred_username", name + "@shop.example")
            .claim("groups", PEOPLE.getOrDefault(name, List.of()));
      }
    }
  }

  @Override
  public void close() {
    context.close();
  }

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Wiring {}
}
