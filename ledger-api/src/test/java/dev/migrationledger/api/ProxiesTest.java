package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.runner.settings.OidcSettings;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Who is behind a connection, when a proxy stands between. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ProxiesTest {

  private static final String FORWARDED = "X-Forwarded-For";

  @Test
  void each_of_those_behind_a_trusted_proxy_is_one_of_their_own() throws Exception {
    try (var service = behind("127.0.0.0/8", "10.0.0.0/8")) {
      for (int n = 0; n < 10; n++) {
        assertThat(logIn(service, "192.0.2.7", "mlt_wrong").statusCode()).isEqualTo(401);
      }

      assertThat(logIn(service, "192.0.2.7", "mlt_wrong").statusCode()).isEqualTo(429);
      assertThat(logIn(service, "192.0.2.7, 10.1.2.3", "mlt_wrong").statusCode()).isEqualTo(429);
      assertThat(logIn(service, "192.0.2.7, 192.0.2.8", "mlt_wrong").statusCode()).isEqualTo(401);
      assertThat(logIn(service, "2001:db8::9", service.token()).statusCode()).isEqualTo(303);

      var refused = service.json("/api/v1/access-log?action=login-refused&client=192.0.2.7");
      assertThat(refused.at("/items").size()).isEqualTo(10);
      var entered = service.json("/api/v1/access-log?action=login");
      assertThat(entered.at("/items/0/client").asString()).isEqualTo("2001:db8::9");
    }
  }

  @Test
  void an_address_is_one_however_a_proxy_writes_it() throws Exception {
    try (var service = behind("127.0.0.1/32", "2001:db8:1::/48")) {
      for (int n = 0; n < 10; n++) {
        assertThat(logIn(service, "192.0.2.7:5" + n, "mlt_wrong").statusCode()).isEqualTo(401);
      }
      assertThat(logIn(service, "192.0.2.7", "mlt_wrong").statusCode()).isEqualTo(429);
      assertThat(clients(service)).containsOnly("192.0.2.7");

      for (var six :
          new String[] {
            "2001:DB8::9",
            "[2001:db8:0::9]:443",
            "2001:db8:0:0:0:0:0:9",
            "[2001:db8::9]",
            "2001:db8::9, 2001:db8:1::1"
          }) {
        logIn(service, six, "mlt_wrong");
      }
      assertThat(clients(service)).containsOnly("192.0.2.7", "2001:db8::9");
      for (int n = 0; n < 5; n++) {
        logIn(service, "2001:db8::a:" + n, "mlt_wrong");
      }
      assertThat(logIn(service, "2001:db8::ffff", "mlt_wrong").statusCode())
          .as("a subscriber has a whole network")
          .isEqualTo(429);
      assertThat(logIn(service, "2001:db8:2::9", "mlt_wrong").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void what_is_no_address_is_nobodys_and_no_name_is_looked_up() throws Exception {
    try (var service = behind("127.0.0.1/32")) {
      for (var written :
          new String[] {
            "evil.example",
            "unknown",
            "_hidden",
            "<script>",
            "=cmd|' /C calc'!A0",
            "192.0.2",
            "1",
            "a".repeat(3000),
            ", ,",
            "192.0.2.8, localhost",
            "192.0.2.8, 127.0.0.1:x"
          }) {
        logIn(service, written, "mlt_wrong");
      }

      assertThat(clients(service)).containsOnly("127.0.0.1");
    }
  }

  private static List<String> clients(RunningService service) throws Exception {
    var clients = new java.util.ArrayList<String>();
    service
        .json("/api/v1/access-log?action=login-refused&limit=1000")
        .at("/items")
        .forEach(line -> clients.add(line.at("/client").asString()));
    return clients;
  }

  @Test
  void cookies_are_for_tls_only_when_the_browser_came_by_tls() throws Exception {
    try (var service = behind("127.0.0.1/32")) {
      var secure = get(service, "/login", "X-Forwarded-Proto", "https");
      var plain = get(service, "/login", "X-Forwarded-Proto", "http");

      assertThat(plain.headers().firstValue("Set-Cookie").orElse("")).doesNotContain("Secure");
      assertThat(plain.headers().firstValue("Strict-Transport-Security")).isEmpty();
      assertThat(secure.headers().firstValue("Set-Cookie").orElse("")).contains("; Secure");
      assertThat(secure.headers().firstValue("Strict-Transport-Security").orElse(""))
          .contains("max-age=31536000")
          .doesNotContain("includeSubDomains");
      assertThat(get(service, "/login", "X-Forwarded-Proto", "https, http").headers().map())
          .as("what the last proxy says")
          .doesNotContainKey("strict-transport-security");
    }
  }

  @Test
  void nobody_else_is_believed() throws Exception {
    try (var service = behind();
        var elsewhere = behind("10.0.0.0/8", "2001:db8::/32")) {
      for (var one : List.of(service, elsewhere)) {
        logIn(one, "192.0.2.7", "mlt_wrong");
        var secure = get(one, "/login", "X-Forwarded-Proto", "https");

        assertThat(secure.headers().firstValue("Set-Cookie").orElse("")).doesNotContain("Secure");
        var refused = one.json("/api/v1/access-log?action=login-refused");
        assertThat(refused.at("/items/0/client").asString()).isEqualTo("127.0.0.1");
      }
    }
  }

  @Test
  void a_token_that_is_refused_is_on_record_with_where_it_came_from() throws Exception {
    try (var service = behind("127.0.0.1/32")) {
      var made = service.newToken("gone", ActorKind.HUMAN, List.of("read"));
      var id = made.substring(4, 20);
      service.send("POST", "/api/v1/tokens/" + id + "/revoke");

      for (int n = 0; n < 15; n++) {
        assertThat(read(service, "mlt_junk", "192.0.2.9").statusCode()).isEqualTo(401);
      }
      for (int n = 0; n < 15; n++) {
        assertThat(read(service, made, "192.0.2.9").statusCode()).isEqualTo(401);
      }
      read(service, "mlt_wrong", "192.0.2.10");

      await()
          .untilAsserted(
              () -> assertThat(refused(service, "192.0.2.10").at("/items").size()).isEqualTo(1));
      assertThat(refused(service, "192.0.2.10").at("/items/0/credential").asString()).isEmpty();
      var lines = refused(service, "192.0.2.9").at("/items");
      assertThat(lines.size()).as("10 of junk, and 10 of the token").isEqualTo(20);
      assertThat(lines.at("/0/credential").asString()).isEmpty();
      assertThat(lines.at("/10/credential").asString()).isEqualTo(id);
      assertThat(lines.at("/10/principal").asString()).isEmpty();
      assertThat(lines.at("/10/status").asInt()).isEqualTo(401);
      assertThat(lines.toString()).doesNotContain(made);
      var page = Jsoup.parse(service.get("/access-log?client=192.0.2.9").body());
      assertThat(page.select("tbody tr")).hasSize(20);
      assertThat(page.select("tbody tr").first().text()).contains("192.0.2.9", "token-refused");
    }
  }

  private static tools.jackson.databind.JsonNode refused(RunningService service, String client)
      throws Exception {
    return service.json("/api/v1/access-log?action=token-refused&client=" + client);
  }

  private static RunningService behind(String... proxies) throws Exception {
    return new RunningService(
        "proxies", "prod", OidcSettings.NONE, List.of(proxies), Persons.AS_SIGNED);
  }

  private static HttpResponse<String> read(RunningService service, String token, String client)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(service.address() + "/api/v1/targets"))
            .header("Authorization", "bearer " + token)
            .header(FORWARDED, client);
    return service.send(request.build());
  }

  private static HttpResponse<String> get(
      RunningService service, String path, String header, String value) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(service.address() + path));
    return service.send(request.header(header, value).build());
  }

  private static HttpResponse<String> logIn(RunningService service, String client, String token)
      throws Exception {
    var login = URI.create(service.address() + "/login");
    try (var browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
      var page =
          browser.send(
              HttpRequest.newBuilder(login).header(FORWARDED, client).build(),
              HttpResponse.BodyHandlers.ofString());
      var proof = Jsoup.parse(page.body()).select("input[name=_csrf]").attr("value");
      var form = HttpRequest.BodyPublishers.ofString("_csrf=" + proof + "&token=" + token);
      return browser.send(
          HttpRequest.newBuilder(login)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header(FORWARDED, client)
              .POST(form)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
