package dev.migrationledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to the pages, as a browser goes it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class LoginTest {

  private static RunningService service;

  private CookieManager cookies;
  private HttpClient browser;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("login", "prod");
    service.record(Commands.story("prod"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void open() {
    cookies = new CookieManager();
    browser = HttpClient.newBuilder().cookieHandler(cookies).build();
  }

  @Test
  void a_reader_comes_to_the_page_they_asked_for_by_way_of_the_login() throws Exception {
    var asked = "/migration?target=prod&version=0029";
    var first = get(asked);
    assertThat(first.statusCode()).isEqualTo(303);
    var login = header(first, "Location");
    assertThat(login).isEqualTo("/login?next=" + URLEncoder.encode(asked, UTF_8));

    var in = logIn(service.token(), login);

    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(header(in, "Location")).isEqualTo(asked);
    var page = get(asked);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Mallory").contains("first-admin").contains("Log out");
  }

  @Test
  void the_session_is_a_new_one_that_no_script_and_no_other_site_gets() throws Exception {
    get("/login");
    assertThat(cookie("ledger-session")).isEmpty();

    var in = logIn(service.token(), "/login");

    var set =
        in.headers().allValues("Set-Cookie").stream()
            .filter(c -> c.startsWith("ledger-session="))
            .toList();
    assertThat(set).hasSize(1);
    assertThat(set.getFirst()).contains("HttpOnly").containsIgnoringCase("SameSite=Strict");
    var before = cookie("ledger-session");
    logIn(service.token(), "/login");
    assertThat(cookie("ledger-session")).isNotEqualTo(before);
  }

  @Test
  void who_logs_out_is_out_and_the_old_session_is_worth_nothing() throws Exception {
    logIn(service.token(), "/login");
    var session = cookie("ledger-session");
    var page = Jsoup.parse(get("/").body());

    var out = post("/logout", "_csrf=" + page.select("form.leave input").attr("value"));

    assertThat(header(out, "Location")).isEqualTo("/login");
    assertThat(get("/").statusCode()).isEqualTo(303);
    var thief =
        HttpRequest.newBuilder(uri("/")).header("Cookie", "ledger-session=" + session).build();
    assertThat(service.send(thief).statusCode()).isEqualTo(303);
  }

  @Test
  void a_session_ends_when_its_token_is_revoked_or_rotated() throws Exception {
    for (var change : List.of("revoke", "rotate")) {
      var made = make("[\"read\"]");
      logIn(made.at("/secret").asString(), "/login");
      assertThat(get("/").statusCode()).isEqualTo(200);

      admin("/api/v1/tokens/" + made.at("/token/id").asString() + "/" + change, "");

      assertThat(get("/").statusCode()).as(change).isEqualTo(303);
    }
  }

  @Test
  void a_wrong_token_gets_the_login_again_with_what_was_wrong() throws Exception {
    var again = logIn("mlt_wrong", "/login?next=%2Fruns%3Ftarget%3Dprod");

    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(again.body()).doesNotContain("mlt_wrong");
    var page = Jsoup.parse(again.body());
    assertThat(page.select("[role=alert]").text()).contains("ACCESS-002");
    assertThat(page.select("label[for=token]")).hasSize(1);
    assertThat(page.select("input[name=next]").attr("value")).isEqualTo("/runs?target=prod");
    assertThat(page.select("nav.where, form.ask")).isEmpty();
    assertThat(header(again, "Content-Security-Policy")).contains("default-src 'self'");
    assertThat(
            service.number("SELECT count(*) FROM ledger.access_log WHERE action = 'login-refused'"))
        .isPositive();
  }

  @Test
  void a_form_without_proof_of_its_page_is_refused() throws Exception {
    var forged = post("/login", "token=" + service.token());

    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.body()).contains("ACCESS-008");
    logIn(service.token(), "/login");
    assertThat(post("/logout", "").statusCode()).isEqualTo(403);
    assertThat(get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void a_session_changes_nothing_without_proof_of_its_page() throws Exception {
    logIn(service.token(), "/login");

    var forged = post("/api/v1/tokens", "{}");

    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.body()).contains("ACCESS-008");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "/%5cevil.example/\\",
        "javascript:alert(1)",
        "/login",
        "\thttps://evil.example",
        "evil"
      })
  void nobody_is_sent_to_another_place_after_the_login(String next) throws Exception {
    var login = "/login?next=" + URLEncoder.encode(next, UTF_8);
    assertThat(Jsoup.parse(get(login).body()).select("input[name=next]").attr("value"))
        .isEqualTo("/");
    var proof = Jsoup.parse(get("/login").body()).select("input[name=_csrf]").attr("value");

    var in =
        post(
            "/login",
            "_csrf="
                + proof
                + "&token="
                + service.token()
                + "&next="
                + URLEncoder.encode(next, UTF_8));

    assertThat(header(in, "Location")).isEqualTo("/");
  }

  @Test
  void the_page_says_which_scope_is_missing() throws Exception {
    logIn(make("[\"approve\"]").at("/secret").asString(), "/login");

    var page = get("/");

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(header(page, "Content-Type")).startsWith("text/html");
    assertThat(page.body()).contains("ACCESS-005").contains("this needs the scope");
  }

  @Test
  void a_part_of_a_page_that_is_followed_leads_to_the_login_when_the_session_is_over()
      throws Exception {
    var part =
        service.send(
            HttpRequest.newBuilder(uri("/run?target=prod&id=run-1"))
                .header("HX-Request", "true")
                .build());

    assertThat(part.statusCode()).isEqualTo(401);
    assertThat(header(part, "HX-Redirect")).startsWith("/login?next=");
  }

  @Test
  void logins_and_questions_are_slowed_down_and_told_when_to_come_back() throws Exception {
    try (var own = new RunningService("slow", "prod")) {
      own.record(Commands.story("prod"));
      var client = new Client(own);
      var tries = IntStream.range(0, 20).mapToObj(n -> client.logIn("mlt_wrong" + n)).toList();

      assertThat(tries.subList(0, 10)).allMatch(answer -> answer.statusCode() == 401);
      var last = tries.getLast();
      assertThat(last.statusCode()).isEqualTo(429);
      assertThat(last.body()).contains("ACCESS-009");
      assertThat(Integer.parseInt(header(last, "Retry-After"))).isBetween(1, 300);
      assertThat(client.logIn(own.token()).statusCode()).isEqualTo(429);

      // what is refused anyway counts too, and takes less time than an answer
      HttpResponse<String> asked = own.get("/api/v1/ask");
      for (int n = 0; n < 5_000 && asked.statusCode() == 400; n++) {
        asked = own.get("/api/v1/ask");
      }
      assertThat(asked.statusCode()).isEqualTo(429);
      assertThat(header(asked, "Content-Type")).isEqualTo("application/problem+json");
      assertThat(Integer.parseInt(header(asked, "Retry-After"))).isBetween(1, 60);
    }
  }

  /** A browser at another service. */
  private record Client(RunningService service, HttpClient http) {

    Client(RunningService service) {
      this(service, HttpClient.newBuilder().cookieHandler(new CookieManager()).build());
    }

    HttpResponse<String> logIn(String token) {
      try {
        var page = HttpRequest.newBuilder(URI.create(service.address() + "/login")).build();
        var body = http.send(page, HttpResponse.BodyHandlers.ofString()).body();
        var proof = Jsoup.parse(body).select("input[name=_csrf]").attr("value");
        var form =
            HttpRequest.newBuilder(URI.create(service.address() + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + proof + "&token=" + token));
        return http.send(form.build(), HttpResponse.BodyHandlers.ofString());
      } catch (java.io.IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private HttpResponse<String> logIn(String token, String login) throws Exception {
    var form = Jsoup.parse(get(login).body()).select("form[action=/login]");
    return post(
        "/login",
        "_csrf="
            + form.select("input[name=_csrf]").attr("value")
            + "&token="
            + token
            + "&next="
            + URLEncoder.encode(form.select("input[name=next]").attr("value"), UTF_8));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form) throws Exception {
    var request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static tools.jackson.databind.JsonNode make(String scopes) throws Exception {
    return service.parse(
        admin("/api/v1/tokens", "{\"name\":\"ann\",\"kind\":\"human\",\"scopes\":" + scopes + "}"));
  }

  private static String admin(String path, String body) throws Exception {
    return service
        .send(service.request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build())
        .body();
  }

  private String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(java.net.HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static URI uri(String path) {
    return URI.create(service.address() + path);
  }
}
