package dev.migrationledger.api;

import static dev.migrationledger.api.OidcVisitor.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.runner.settings.OidcSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The way to the pages by the login of a real issuer, and everything that can stand in it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class OidcLoginTest {

  private static final String ASKED = "/migration?target=prod&version=0029";

  private static TestIssuer issuer;
  private static RunningService service;

  private OidcVisitor visitor;

  @BeforeAll
  static void start() throws Exception {
    issuer = new TestIssuer();
    service = service("ledger", TestIssuer.secret("ledger"));
  }

  private static RunningService service(String client, String secret) throws Exception {
    var made = new RunningService(client, "prod", issuer.settings(client, secret));
    issuer.know(client, made.address());
    made.record(Commands.story("prod"));
    return made;
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.close();
  }

  @BeforeEach
  void open() {
    visitor = new OidcVisitor(issuer);
  }

  @Test
  void a_person_comes_to_the_page_they_asked_for_by_way_of_the_issuer() throws Exception {
    var login = Jsoup.parse(get(service, header(get(service, ASKED), "Location")).body());
    var link = login.select("a.button");
    assertThat(link.text()).isEqualTo("Log in at " + URI.create(issuer.address()).getAuthority());

    var back = visitor.get(visitor.way(service.address() + link.attr("href"), "ann"));

    assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
    assertThat(header(back, "Refresh")).isEqualTo("0; url=" + ASKED);
    var page = get(service, ASKED);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(Jsoup.parse(page.body()).select("form.leave").text()).startsWith("ann@shop.example");
    var session = cookie(back, "ledger-session");
    assertThat(session).contains("HttpOnly").containsIgnoringCase("SameSite=Strict");
    assertThat(cookie(back, "ledger-login")).contains("Max-Age=0");
    assertThat(
            recorded(
                "action = 'login' AND principal = 'ann@shop.example'"
                    + " AND authenticated_by = 'oidc'"))
        .isPositive();
  }

  @Test
  void who_logs_out_is_shown_the_way_out_of_the_issuer_too() throws Exception {
    visitor.get(visitor.way(service.address() + "/login/oidc", "ann"));

    var out = visitor.leave(service.address());

    assertThat(out.statusCode()).as(out.body()).isEqualTo(200);
    assertThat(header(out, "Cache-Control")).contains("no-store");
    assertThat(get(service, "/").statusCode()).as("the session here is over").isEqualTo(303);
    var way = Jsoup.parse(out.body()).select("a.button");
    assertThat(way.text()).isEqualTo("Log out at " + URI.create(issuer.address()).getAuthority());
    assertThat(way.attr("href")).startsWith(issuer.address() + "/connect/logout?id_token_hint=");
    assertThat(asksForPassword()).as("the issuer still knows them").isFalse();

    var gone = visitor.get(way.attr("href"));

    assertThat(header(gone, "Location")).as(gone.body()).isEqualTo(service.address() + "/login");
    assertThat(asksForPassword()).isTrue();
    assertThat(recorded("action = 'logout' AND principal = 'ann@shop.example'")).isPositive();
    assertThat(recorded("address LIKE '%id_token%'")).isZero();
  }

  /** Whether the issuer asks who somebody is who wants to enter the service. */
  private boolean asksForPassword() throws Exception {
    var begun = get(service, "/login/oidc");
    return !header(visitor.get(header(begun, "Location")), "Location").contains("code=");
  }

  @Test
  void who_is_in_no_known_group_is_in_and_told_what_they_lack() throws Exception {
    visitor.get(visitor.way(service.address() + "/login/oidc", "eve"));

    var page = get(service, "/");

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("ACCESS-005").contains("oidc-grants");
  }

  @Test
  void a_code_is_good_once_and_in_the_browser_that_began() throws Exception {
    var back = visitor.way(service.address() + "/login/oidc", "ann");
    var elsewhere = new OidcVisitor(issuer).get(back);
    assertThat(elsewhere.statusCode()).isEqualTo(400);
    assertThat(elsewhere.body()).contains("ACCESS-014").contains("Log in at");
    var forged = visitor.get(back.replaceFirst("state=[^&]+", "state=x"));
    assertThat(forged.body()).contains("ACCESS-014");

    // the cookie of the login that was begun is gone, and the code was used by nobody
    assertThat(visitor.get(back).statusCode()).isEqualTo(400);
    assertThat(get(service, "/").statusCode()).isEqualTo(303);
  }

  @Test
  void a_code_that_was_used_is_refused_by_the_issuer() throws Exception {
    var back = visitor.way(service.address() + "/login/oidc", "ann");
    var begun = visitor.cookie("ledger-login");
    assertThat(visitor.get(back).statusCode()).isEqualTo(200);
    var thief =
        HttpRequest.newBuilder(URI.create(back)).header("Cookie", "ledger-login=" + begun).build();

    var again = service.send(thief);

    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(again.body()).contains("ACCESS-015").contains("invalid_grant");
    assertThat(again.headers().allValues("Set-Cookie"))
        .noneMatch(c -> c.startsWith("ledger-session="));
  }

  @Test
  void no_code_of_the_issuer_is_on_record() throws Exception {
    visitor.get(visitor.way(service.address() + "/login/oidc", "ann"));
    visitor.get(visitor.way(service.address() + "/login/oidc", "ann"));

    get(service, "/runs?target=prod");

    await()
        .untilAsserted(() ->
            assertThat(recorded("address = '/runs?target=prod' AND authenticated_by = 'oidc'"))
                .isPositive());
    assertThat(recorded("address LIKE '%code=%' OR address LIKE '%state=%'")).isZero();
  }

  private static long recorded(String which) throws Exception {
    return service.number("SELECT count(*) FROM ledger.access_log WHERE " + which);
  }

  @Test
  void what_the_issuer_says_is_shown_as_text() throws Exception {
    var begun = get(service, "/login/oidc?next=%2Fevidence");
    var state = parameter(header(begun, "Location"), "state");

    var back =
        get(
            service,
            "/login/oidc/back?error=access_denied&error_description="
                + URLEncoder.encode("<script>alert(1)</script>", UTF_8)
                + "&state="
                + URLEncoder.encode(state, UTF_8));

    assertThat(back.statusCode()).isEqualTo(401);
    var page = Jsoup.parse(back.body());
    assertThat(page.select("[role=alert]").text())
        .contains("ACCESS-015")
        .contains("access_denied")
        .contains("<script>alert(1)</script>");
    assertThat(page.select("input[name=next]").attr("value")).isEqualTo("/evidence");
    assertThat(page.select("main script")).isEmpty();
  }

  @Test
  void a_wrong_secret_of_the_client_is_told_without_it() throws Exception {
    try (var wrong = service("wrong", "not-the-secret")) {
      var back = visitor.get(visitor.way(wrong.address() + "/login/oidc", "ann"));

      assertThat(back.statusCode()).isEqualTo(401);
      assertThat(back.body()).contains("ACCESS-015").contains("invalid_client");
      assertThat(back.body()).doesNotContain("not-the-secret");
    }
  }

  @Test
  void while_the_issuer_is_away_tokens_let_people_in() throws Exception {
    var gone = new TestIssuer();
    var settings = gone.settings("ledger", "x");
    gone.close();
    try (var alone = new RunningService("alone", "prod", settings)) {
      var begun = get(alone, "/login/oidc");
      assertThat(begun.statusCode()).isEqualTo(503);
      assertThat(begun.body()).contains("ACCESS-013").contains(settings.issuer());

      var in = new PlainBrowser(alone);
      assertThat(in.logIn(alone.token()).statusCode()).isEqualTo(303);
      assertThat(in.get("/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void nobody_is_sent_to_another_place_after_the_login() throws Exception {
    for (var next : new String[] {"https://evil.example/", "//evil.example/", "/\\evil.example"}) {
      var begin = service.address() + "/login/oidc?next=" + URLEncoder.encode(next, UTF_8);

      assertThat(header(visitor.get(visitor.way(begin, "ann")), "Refresh"))
          .as(next)
          .isEqualTo("0; url=/");
    }
  }

  @Test
  void refused_logins_are_slowed_down() throws Exception {
    try (var slow = service("slow", TestIssuer.secret("slow"))) {
      for (int n = 0; n < 10; n++) {
        assertThat(get(slow, "/login/oidc/back?state=x&code=" + n).statusCode()).isEqualTo(400);
      }

      var last = get(slow, "/login/oidc/back?state=x&code=y");

      assertThat(last.statusCode()).isEqualTo(429);
      assertThat(Integer.parseInt(header(last, "Retry-After"))).isBetween(1, 300);
    }
  }

  @Test
  void behind_a_proxy_the_issuer_is_told_the_address_that_browsers_use() throws Exception {
    var known = issuer.settings("proxied", "x");
    var client = known.client();
    var behind =
        new OidcSettings(
            known.issuer(),
            known.audience(),
            known.keys(),
            known.claim(),
            known.grants(),
            new OidcSettings.Client(
                client.id(), client.secret(), client.scopes(), "https://ledger.example"));
    try (var proxied = new RunningService("proxied", "prod", behind)) {
      var begun = get(proxied, "/login/oidc");

      assertThat(parameter(header(begun, "Location"), "redirect_uri"))
          .isEqualTo("https://ledger.example/login/oidc/back");
      assertThat(cookie(begun, "ledger-login")).contains("Secure").contains("SameSite=Lax");
    }
  }

  @Test
  void a_trusted_proxy_says_by_which_scheme_browsers_come() throws Exception {
    var settings = issuer.settings("forwarded", "x");
    var proxies = List.of("127.0.0.1/32");
    try (var behind =
        new RunningService("forwarded", "prod", settings, proxies, Persons.AS_SIGNED)) {
      var host = URI.create(behind.address()).getAuthority();

      assertThat(redirect(behind.raw("/login/oidc", host, "https")))
          .isEqualTo("https://" + host + "/login/oidc/back");
      assertThat(redirect(behind.raw("/login/oidc", "ledger.example", "https")))
          .isEqualTo("https://ledger.example/login/oidc/back");
      assertThat(redirect(behind.raw("/login/oidc", "ledger.example", "http")))
          .isEqualTo("http://ledger.example/login/oidc/back");
    }
  }

  private static String redirect(String response) {
    var location =
        response
            .lines()
            .filter(line -> line.startsWith("Location: "))
            .map(line -> line.substring("Location: ".length()))
            .findFirst()
            .orElseThrow(() -> new AssertionError(response));
    return parameter(location, "redirect_uri");
  }

  private HttpResponse<String> get(RunningService at, String path) throws Exception {
    return visitor.get(at.address() + path);
  }

  private static String parameter(String address, String name) {
    for (var part : Objects.requireNonNull(URI.create(address).getQuery()).split("&", -1)) {
      if (part.startsWith(name + "=")) {
        return part.substring(name.length() + 1);
      }
    }
    return "";
  }

  private static String cookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(c -> c.startsWith(name + "="))
        .findFirst()
        .orElse("");
  }
}
