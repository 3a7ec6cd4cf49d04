package dev.migrationledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.migrationledger.runner.settings.OidcSettings;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** JWTs of an issuer, with real keys and a real server that gives them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class OidcTest {

  private static final String GRANTS = "dba=read approve; ci=run:prod; root=read run:*";

  private static HttpServer issuer;
  private static String name;
  private static KeyPair key;
  private static KeyPair other;
  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    key = generator.generateKeyPair();
    other = generator.generateKeyPair();
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    name = "http://127.0.0.1:" + issuer.getAddress().getPort();
    give(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"" + name + "\",\"jwks_uri\":\"" + name + "/keys\"}");
    give("/keys", keys((RSAPublicKey) key.getPublic()));
    issuer.start();
    var oidc =
        new OidcSettings(
            name, "ledger", "", "groups", OidcSettings.grants(GRANTS), OidcSettings.Client.NONE);
    service = new RunningService("oidc", "prod", oidc);
    service.record(Commands.register("prod"));
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.stop(0);
  }

  @Test
  void a_person_may_what_their_groups_allow() throws Exception {
    var answer = get("/api/v1/caller", jwt(claims("ledger", 300, "\"dba\",\"others\"")));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var caller = service.parse(answer.body());
    assertThat(caller.at("/name").asString()).isEqualTo("ann@shop.example");
    assertThat(caller.at("/kind").asString()).isEqualTo("human");
    assertThat(caller.at("/authenticated_by").asString()).isEqualTo("oidc");
    assertThat(caller.at("/scopes").toString()).isEqualTo("[\"approve\",\"read\"]");
  }

  @Test
  void a_pipeline_may_run_on_the_targets_that_its_group_names() throws Exception {
    var jwt = jwt(claims("ledger", 300, "\"ci\""));

    var caller = service.parse(get("/api/v1/caller", jwt).body());
    assertThat(caller.at("/targets").toString()).isEqualTo("[\"prod\"]");
    assertProblem(get("/api/v1/targets", jwt), 403, "ACCESS-005");
  }

  @Test
  void who_is_in_no_known_group_may_nothing() throws Exception {
    assertProblem(
        get("/api/v1/targets", jwt(claims("ledger", 300, "\"admin\""))), 403, "ACCESS-005");
  }

  @Test
  void a_jwt_that_expired_is_refused() throws Exception {
    assertProblem(
        get("/api/v1/targets", jwt(claims("ledger", -300, "\"dba\""))), 401, "ACCESS-012");
  }

  @Test
  void a_jwt_that_never_expires_is_refused() throws Exception {
    var claims = claims("ledger", 300, "\"dba\"").replaceFirst("\"exp\":[0-9]+,", "");

    assertProblem(get("/api/v1/targets", jwt(claims)), 401, "ACCESS-012");
  }

  @Test
  void a_jwt_for_another_service_is_refused() throws Exception {
    assertProblem(get("/api/v1/targets", jwt(claims("shop", 300, "\"dba\""))), 401, "ACCESS-012");
  }

  @Test
  void a_jwt_of_another_issuer_is_refused() throws Exception {
    var claims = claims("ledger", 300, "\"dba\"").replace(name, "http://127.0.0.1:1");

    assertProblem(get("/api/v1/targets", jwt(claims)), 401, "ACCESS-012");
  }

  @Test
  void a_jwt_signed_with_another_key_is_refused() throws Exception {
    var forged = signed("RS256", claims("ledger", 300, "\"dba\""), other.getPrivate());

    assertProblem(get("/api/v1/targets", forged), 401, "ACCESS-012");
  }

  @Test
  void a_jwt_without_a_signature_or_with_the_public_key_as_secret_is_refused() throws Exception {
    var claims = claims("ledger", 300, "\"dba\"");
    var none = part("{\"alg\":\"none\"}") + "." + part(claims) + ".";
    var head = part("{\"alg\":\"HS256\",\"kid\":\"one\"}") + "." + part(claims);
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getPublic().getEncoded(), "HmacSHA256"));

    assertProblem(get("/api/v1/targets", none), 401, "ACCESS-012");
    assertProblem(
        get("/api/v1/targets", head + "." + base64(mac.doFinal(head.getBytes(UTF_8)))),
        401,
        "ACCESS-012");
  }

  @Test
  void the_services_own_tokens_go_on_working() throws Exception {
    assertThat(service.get("/api/v1/targets").statusCode()).isEqualTo(200);
  }

  private static String claims(String audience, int seconds, String groups) {
    var now = Instant.now().getEpochSecond();
    return """
    {"iss":"%s","sub":"42","email":"ann@shop.example","aud":["%s"],"iat":%d,"exp":%d,"groups":[%s]}\
    """
        .formatted(name, audience, now - 600, now + seconds, groups);
  }

  private static String jwt(String claims) throws Exception {
    return signed("RS256", claims, key.getPrivate());
  }

  private static String signed(String algorithm, String claims, PrivateKey with) throws Exception {
    var head =
        part("{\"alg\":\"" + algorithm + "\",\"kid\":\"one\",\"typ\":\"at+jwt\"}")
            + "."
            + part(claims);
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(with);
    signature.update(head.getBytes(UTF_8));
    return head + "." + base64(signature.sign());
  }

  private static String keys(RSAPublicKey key) {
    return """
    {"keys":[{"kty":"RSA","kid":"one","use":"sig","alg":"RS256","n":"%s","e":"%s"}]}\
    """
        .formatted(number(key.getModulus()), number(key.getPublicExponent()));
  }

  private static String number(BigInteger number) {
    var bytes = number.toByteArray();
    return base64(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static String part(String json) {
    return base64(json.getBytes(UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void give(String path, String body) {
    issuer.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.getBytes(UTF_8).length);
          exchange.getResponseBody().write(body.getBytes(UTF_8));
          exchange.close();
        });
  }

  private static HttpResponse<String> get(String path, String token) throws Exception {
    return service.send(
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Authorization", "Bearer " + token)
            .build());
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.body()).contains(code);
    assertThat(answer.statusCode()).isEqualTo(status);
  }
}
