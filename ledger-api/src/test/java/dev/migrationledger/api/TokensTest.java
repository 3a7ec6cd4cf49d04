package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Tokens as an admin and their owners use them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class TokensTest {

  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("tokens", "prod");
    service.record(Commands.register("prod"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void the_first_start_gives_a_token_that_reads_and_makes_tokens_for_a_week() throws Exception {
    var caller = json(get("/api/v1/caller", service.token()));

    assertThat(caller.at("/name").asString()).isEqualTo("first-admin");
    assertThat(caller.at("/authenticated_by").asString()).isEqualTo("token");
    assertThat(caller.at("/scopes").toString()).isEqualTo("[\"admin\",\"read\"]");
    assertThat(
            service.number(
                "SELECT round(extract(epoch FROM expires_at - created_at) / 86400) FROM ledger.access_token WHERE name = 'first-admin'"))
        .isEqualTo(7);
  }

  @Test
  void a_secret_is_shown_once_and_kept_nowhere() throws Exception {
    var made = make("{'name':'ci-shop','kind':'service','scopes':['read']}");
    var secret = made.at("/secret").asString();
    var hidden = secret.substring(secret.lastIndexOf('_') + 1);

    assertThat(secret).matches("mlt_[a-z2-7]{16}_[a-z2-7]{52}");
    assertThat(get("/api/v1/tokens", service.token()).body())
        .contains("ci-shop")
        .doesNotContain(hidden);
    assertThat(
            service.number(
                "SELECT count(*) FROM ledger.access_token t WHERE t::text LIKE '%" + hidden + "%'"))
        .isZero();
    assertThat(get("/api/v1/targets", secret).statusCode()).isEqualTo(200);
  }

  @Test
  void without_a_token_nothing_is_told_but_how_to_get_in() throws Exception {
    var answer = service.send(HttpRequest.newBuilder(uri("/api/v1/targets")).build());

    assertProblem(answer, 401, "ACCESS-001");
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"migration-ledger\"");
    assertThat(answer.body()).contains("Authorization: Bearer").doesNotContain("prod");
  }

  @ParameterizedTest
  @CsvSource({
    "mlt_aaaaaaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "mlt_short",
    "Zm9vOmJhcg==",
    "a.b.c"
  })
  void a_token_that_is_none_is_refused_without_saying_why(String token) throws Exception {
    var answer = get("/api/v1/targets", token);

    assertProblem(answer, 401, "ACCESS-002");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("error=\"invalid_token\"");
    assertThat(answer.body()).doesNotContain(token);
  }

  @Test
  void a_wrong_secret_of_a_revoked_token_is_not_told_that_it_is_revoked() throws Exception {
    var made = make("{'name':'gone','kind':'service','scopes':['read']}");
    var secret = made.at("/secret").asString();
    post("/api/v1/tokens/" + id(made) + "/revoke", "");
    var end = secret.endsWith("a") ? "b" : "a";

    assertProblem(get("/api/v1/targets", secret), 401, "ACCESS-004");
    assertProblem(
        get("/api/v1/targets", secret.substring(0, secret.length() - 1) + end), 401, "ACCESS-002");
  }

  @Test
  void a_token_that_expired_is_refused_and_says_since_when() throws Exception {
    var made = make("{'name':'short','kind':'human','scopes':['read']}");
    execute(
        "UPDATE ledger.access_token SET expires_at = '2026-01-02T03:04:05Z' WHERE id = '"
            + id(made)
            + "'");

    var answer = get("/api/v1/targets", made.at("/secret").asString());

    assertProblem(answer, 401, "ACCESS-003");
    assertThat(answer.body()).contains("2026-01-02 03:04:05 UTC");
    assertThat(listed(id(made)).at("/state").asString()).isEqualTo("expired");
  }

  @Test
  void a_missing_scope_is_named_with_those_there_are() throws Exception {
    var approver = make("{'name':'ann','kind':'human','scopes':['approve']}");

    var answer = get("/api/v1/targets", approver.at("/secret").asString());

    assertProblem(answer, 403, "ACCESS-005");
    assertThat(json(answer).at("/detail").asString())
        .isEqualTo("this needs the scope \"read\"; \"ann\" has approve.");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("insufficient_scope");
  }

  @Test
  void rotation_ends_the_old_secret_at_once_unless_a_grace_is_given() throws Exception {
    var made = make("{'name':'turning','kind':'service','scopes':['read']}");
    var first = made.at("/secret").asString();

    var second = secret(post("/api/v1/tokens/" + id(made) + "/rotate", ""));
    assertThat(get("/api/v1/caller", first).statusCode()).isEqualTo(401);
    var third = secret(post("/api/v1/tokens/" + id(made) + "/rotate", "{'grace_ms':600000}"));
    assertThat(get("/api/v1/caller", second).statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/caller", third).statusCode()).isEqualTo(200);
    execute(
        "UPDATE ledger.access_token SET former_until = clock_timestamp() WHERE id = '"
            + id(made)
            + "'");
    assertThat(get("/api/v1/caller", second).statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/caller", third).statusCode()).isEqualTo(200);
  }

  @Test
  void use_is_noted_once_in_a_quarter_of_an_hour() throws Exception {
    var made = make("{'name':'busy','kind':'service','scopes':['read']}");
    assertThat(made.at("/token/last_used_at").isNull()).isTrue();

    get("/api/v1/caller", made.at("/secret").asString());
    var first = listed(id(made)).at("/last_used_at").asString();
    get("/api/v1/caller", made.at("/secret").asString());

    assertThat(first).isNotEmpty();
    assertThat(listed(id(made)).at("/last_used_at").asString()).isEqualTo(first);
  }

  @Test
  void a_revoked_token_stays_revoked_and_in_the_list() throws Exception {
    var made = make("{'name':'left','kind':'human','scopes':['read']}");
    post("/api/v1/tokens/" + id(made) + "/revoke", "");

    var again = post("/api/v1/tokens/" + id(made) + "/revoke", "");

    assertProblem(again, 404, "ACCESS-010");
    assertThat(again.body()).contains("was revoked at");
    assertProblem(post("/api/v1/tokens/nothing/rotate", ""), 404, "ACCESS-010");
    assertThat(listed(id(made)).at("/revoked_by").asString()).isEqualTo("first-admin");
    assertThatThrownBy(() ->
            execute(
                "UPDATE ledger.access_token SET revoked_at = NULL, revoked_by = '' WHERE id = '"
                    + id(made)
                    + "'"))
        .hasMessageContaining("append-only");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | name is missing or longer than 200 characters",
        "{'name':'x'} | kind is neither \"human\" nor \"service\"",
        "{'name':'x','kind':'robot'} | scopes is missing: a list of read, run, approve, admin",
        "{'name':'x','kind':'human','scopes':['root']} | \"root\" is no scope",
        "{'name':'x','kind':'service','scopes':['run']} | name those that \"run\" is about",
        "{'name':'x','kind':'human','scopes':['read'],'targets':['prod']} | has no \"run\"",
        "{'name':'x','kind':'human','scopes':['read'],'expires_at':'2020-01-01T00:00:00Z'} | passed",
        "{'name':'x','kind':'human','scopes':['read'],'expires_at':'soon'} | is no time",
        "{'name':'x','kind':'human','scopes':['read'],'secret':'mine'} | nobody here knows \"secret\"",
        "[] | the body is not a JSON object",
        "{'name' | the body is not JSON"
      })
  void what_is_wrong_with_a_wish_for_a_token_is_said(String body, String said) throws Exception {
    var answer = post("/api/v1/tokens", body);

    assertProblem(answer, 400, "API-003");
    assertThat(json(answer).at("/detail").asString()).contains(said);
  }

  @Test
  void every_change_is_recorded_and_the_record_cannot_be_changed() throws Exception {
    var made = make("{'name':'seen','kind':'human','scopes':['read']}");
    post("/api/v1/tokens/" + id(made) + "/rotate", "");
    post("/api/v1/tokens/" + id(made) + "/revoke", "");

    assertThat(
            service.number(
                "SELECT count(*) FROM ledger.access_log WHERE principal = 'first-admin'"
                    + " AND action IN ('token-created', 'token-rotated', 'token-revoked')"
                    + " AND address = '"
                    + id(made)
                    + "'"))
        .isEqualTo(3);
    Stream.of("UPDATE ledger.access_log SET principal = 'x'", "DELETE FROM ledger.access_log")
        .forEach(sql -> assertThatThrownBy(() -> execute(sql)).hasMessageContaining("append-only"));
    assertThatThrownBy(() -> execute("DELETE FROM ledger.access_token"))
        .hasMessageContaining("append-only");
  }

  @Test
  void a_body_that_is_too_large_is_refused_whether_it_says_its_size_or_not() throws Exception {
    var body = "{\"name\":\"" + "x".repeat(70_000) + "\"}";
    var stream = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertProblem(post("/api/v1/tokens", body), 413, "ACCESS-011");
    assertProblem(
        service.send(
            service
                .request("/api/v1/tokens")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(stream)))
                .build()),
        413,
        "ACCESS-011");
  }

  @Test
  void health_tells_strangers_its_status_only() throws Exception {
    var answer = service.send(HttpRequest.newBuilder(uri("/actuator/health")).build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).at("/status").asString()).isEqualTo("UP");
    assertThat(answer.body()).doesNotContain("components").doesNotContain("format");
  }

  @Test
  void each_answer_carries_headers_that_keep_it_harmless() throws Exception {
    for (var path : new String[] {"/api/v1/targets", "/actuator/health", "/"}) {
      var headers = service.get(path).headers();
      assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
      assertThat(headers.firstValue("X-Frame-Options")).as(path).hasValue("DENY");
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("default-src")
          .contains("frame-ancestors 'none'");
      assertThat(headers.firstValue("Set-Cookie")).as(path).isEmpty();
    }
  }

  @Test
  void every_table_and_column_about_access_says_what_it_is() throws Exception {
    assertThat(
            service.number(
                "SELECT count(*) FROM pg_attribute a JOIN pg_class r ON r.oid = a.attrelid"
                    + " WHERE r.relname IN ('access_token', 'access_log', 'access_format')"
                    + " AND a.attnum > 0 AND coalesce(col_description(r.oid, a.attnum), '') = ''"))
        .isZero();
  }

  private static JsonNode make(String body) throws Exception {
    var answer = post("/api/v1/tokens", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    return json(answer);
  }

  private static String id(JsonNode made) {
    return made.at("/token/id").asString();
  }

  private static String secret(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).at("/secret").asString();
  }

  private static JsonNode listed(String id) throws Exception {
    for (var token : json(get("/api/v1/tokens", service.token())).at("/tokens")) {
      if (token.at("/id").asString().equals(id)) {
        return token;
      }
    }
    throw new AssertionError("no token " + id);
  }

  private static HttpResponse<String> get(String path, String token) throws Exception {
    return service.send(
        HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token).build());
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return service.send(
        service
            .request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build());
  }

  private static java.net.URI uri(String path) {
    return java.net.URI.create(service.address() + path);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return service.parse(answer.body());
  }

  private static void execute(String sql) throws SQLException {
    var server = service.server();
    try (var c =
            DriverManager.getConnection(server.url("tokens"), server.user(), server.password());
        var statement = c.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    var problem = json(answer);
    assertThat(problem.at("/code").asString()).isEqualTo(code);
    assertThat(problem.at("/remedy").asString()).isNotBlank();
  }
}
