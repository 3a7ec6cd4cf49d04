package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.resource.EventList;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists, single things and refusals over real HTTP. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ListsTest {

  private static final Pattern NEXT = Pattern.compile("<(.+)>; rel=\"next\"");

  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("listed", "prod");
    service.record(Commands.story("prod"));
    service.record(Commands.story("a/b c%ü"));
    service.record(Commands.register("test"));
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
  }

  @Test
  void pages_of_events_are_the_whole_log_in_order_while_it_grows() throws Exception {
    var seen = new ArrayList<Long>();
    var address = "/api/v1/events?limit=2";
    for (int n = 0; !address.isEmpty(); n++) {
      if (n < 3) {
        service.record(Commands.register("grown-" + n));
      }
      var page = service.get(address);
      json(page).at("/items").forEach(item -> seen.add(item.at("/index").asLong()));
      address = next(page);
    }

    assertThat(seen)
        .isEqualTo(
            IntStream.range(0, (int) service.number("SELECT size FROM ledger.head"))
                .mapToObj(Long::valueOf)
                .toList());
  }

  @Test
  void from_the_end_nothing_is_shown_twice_when_events_come_in() throws Exception {
    var first = service.get("/api/v1/events?limit=3&order=desc");
    service.record(Commands.register("meanwhile"));
    var second = service.get(next(first));

    var newest = json(first).at("/items/0/index").asLong();
    assertThat(indexes(json(first))).containsExactly(newest, newest - 1, newest - 2);
    assertThat(indexes(json(second))).containsExactly(newest - 3, newest - 4, newest - 5);
  }

  @ParameterizedTest
  @CsvSource({
    "asc, 0001_one.sql 0002_two.sql a.sql b.sql",
    "desc, b.sql a.sql 0002_two.sql 0001_one.sql"
  })
  void files_without_a_number_come_after_those_that_have_one(String order, String files)
      throws Exception {
    var target = "unnumbered-" + order;
    service.record(
        Commands.register(target),
        Commands.discover(target, Commands.script("0001", "one")),
        Commands.discover(target, Commands.script("0002", "two")),
        Commands.refuse(target, "b.sql", "a.sql"));

    var seen = new ArrayList<String>();
    var address = "/api/v1/targets/" + target + "/migrations?limit=1&order=" + order;
    while (!address.isEmpty()) {
      var page = service.get(address);
      json(page).at("/items").forEach(item -> seen.add(item.at("/filename").asString()));
      address = next(page);
    }

    assertThat(seen).containsExactly(files.split(" "));
  }

  @Test
  void every_field_lets_through_exactly_the_events_that_have_it() throws Exception {
    var all = json(service.get("/api/v1/events?limit=1000&target=prod")).at("/items");
    var one = stream(all).filter(e -> e.at("/event").asString().equals("MigrationApplied"));
    var event = one.toList().getFirst();
    for (var name : List.of("event", "run", "actor", "checksum", "event_id", "correlation")) {
      var value = event.at("/" + name).asString();
      only(all, name, value, e -> value.isEmpty() || e.at("/" + name).asString().equals(value));
    }
    var file = event.at("/filename").asString();
    only(all, "file", file, e -> e.at("/filename").asString().equals(file));
    only(all, "version", "29", e -> e.at("/version").asString().equals("0029"));
    only(all, "actor", "ADA", e -> e.at("/actor").asString().equals("ada"));
    var index = event.at("/index").asLong();
    only(all, "from_index", "" + index, e -> e.at("/index").asLong() >= index);
    only(all, "to_index", "" + index, e -> e.at("/index").asLong() <= index);
    var recorded = event.at("/recorded_at").asString();
    only(all, "from", recorded, e -> e.at("/recorded_at").asString().compareTo(recorded) >= 0);
    only(all, "to", recorded, e -> e.at("/recorded_at").asString().compareTo(recorded) < 0);
    var at = event.at("/occurred_at").asString();
    only(all, "occurred_from", at, e -> e.at("/occurred_at").asString().compareTo(at) >= 0);
    only(all, "occurred_to", at, e -> e.at("/occurred_at").asString().compareTo(at) < 0);
  }

  private static void only(JsonNode all, String name, String value, Predicate<JsonNode> wanted)
      throws Exception {
    var encoded = java.net.URLEncoder.encode(value, StandardCharsets.UTF_8);
    var path = "/api/v1/targets/prod/events?limit=1000&" + name + "=" + encoded;
    assertThat(indexes(json(service.get(path))))
        .as(path)
        .isEqualTo(stream(all).filter(wanted).map(e -> e.at("/index").asLong()).toList());
  }

  @Test
  void every_filter_of_events_can_be_asked_with_its_own_example() throws Exception {
    for (Field field : EventList.EVENTS.fields()) {
      var encoded = java.net.URLEncoder.encode(field.example(), StandardCharsets.UTF_8);
      var response = service.get("/api/v1/events?" + field.name() + "=" + encoded);
      assertThat(response.statusCode()).as(field.name()).isEqualTo(200);
    }
  }

  @Test
  void an_event_is_shown_whole() throws Exception {
    var found = json(service.get("/api/v1/targets/prod/events?event=MigrationApplied"));
    var event = json(service.get("/api/v1/events/" + found.at("/items/0/index").asLong()));

    assertThat(event.at("/schema").asString()).isEqualTo("ledger/event/v1");
    assertThat(event.at("/event").asString()).isEqualTo("MigrationApplied");
    assertThat(event.at("/leaf").asString()).hasSize(64);
    assertThat(event.at("/origin/actor/principal").asString()).isEqualTo("ada");
    assertThat(event.at("/payload/execution/duration_ms").asLong()).isEqualTo(12);
    assertThat(event.at("/payload/execution/role").asString()).isEqualTo("migrator");
    assertThat(event.at("/sentence").asString()).contains("0029_users.sql");
  }

  @Test
  void migrations_are_paged_by_number_and_narrowed() throws Exception {
    for (int n = 1; n <= 5; n++) {
      service.record(Commands.discover("test", Commands.script("%04d".formatted(n), "step" + n)));
    }
    var versions = new ArrayList<String>();
    var address = "/api/v1/targets/test/migrations?limit=2&status=pending";
    while (!address.isEmpty()) {
      var page = service.get(address);
      json(page).at("/items").forEach(item -> versions.add(item.at("/version").asString()));
      address = next(page);
    }

    assertThat(versions).containsExactly("0001", "0002", "0003", "0004", "0005");
    var edited = json(service.get("/api/v1/targets/prod/migrations?flag=edited&status=applied"));
    assertThat(edited.at("/items/0/filename").asString()).isEqualTo("0029_users.sql");
    assertThat(edited.at("/items/0/execution_time_ms").asLong()).isEqualTo(12);
  }

  @Test
  void one_migration_comes_with_its_edits_and_everything_that_happened_to_it() throws Exception {
    var migration = json(service.get("/api/v1/targets/prod/migrations/29"));

    assertThat(migration.at("/files/0/status").asString()).isEqualTo("applied");
    assertThat(migration.at("/edits/0/changes/0/author").asString()).isEqualTo("Mallory");
    assertThat(stream(migration.at("/events")).map(e -> e.at("/event").asString()))
        .contains("MigrationDiscovered", "MigrationApplied", "MigrationEdited");
  }

  @Test
  void a_target_is_told_at_a_glance() throws Exception {
    var target = json(service.get("/api/v1/targets/prod"));

    assertThat(target.at("/registered/0/environment").asString()).isEqualTo("production");
    assertThat(target.at("/summary/applied").asInt()).isEqualTo(1);
    assertThat(target.at("/open_edits").asInt()).isEqualTo(1);
    assertThat(target.at("/open_drift").asInt()).isZero();
    assertThat(target.at("/last_run/0/outcome").asString()).isEqualTo("succeeded");
  }

  @Test
  void a_target_s_name_may_have_any_letters_also_in_the_link() throws Exception {
    var name = "a%2Fb%20c%25%C3%BC";
    var page = service.get("/api/v1/events?limit=1&target=" + name);
    var following = json(service.get(next(page)));

    assertThat(following.at("/items/0/target").asString()).isEqualTo("a/b c%ü");
  }

  @Test
  void who_has_the_answer_already_gets_304_until_something_happens() throws Exception {
    var address = "/api/v1/targets/test/migrations";
    var tag = service.get(address).headers().firstValue("ETag").orElseThrow();

    var again = service.get(address, "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();

    service.record(Commands.discover("test", Commands.script("0900", "news")));
    assertThat(service.get(address, "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void the_catalogue_of_questions_is_data() throws Exception {
    var questions = json(service.get("/api/v1/questions")).at("/questions");

    assertThat(questions.size()).isGreaterThan(15);
    for (var question : questions) {
      var text =
          java.net.URLEncoder.encode(question.at("/example").asString(), StandardCharsets.UTF_8);
      var answer = json(service.get("/api/v1/ask?target=prod&q=" + text));
      assertThat(answer.at("/understood").asString()).isEqualTo(question.at("/id").asString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/events/999999, 404, API-007",
    "/api/v1/events/x, 400, API-003",
    "/api/v1/targets/prod/migrations/4711, 404, API-007",
    "/api/v1/targets/prod/migrations/x, 400, API-003",
    "/api/v1/targets/nowhere/migrations, 404, API-001",
    "/api/v1/targets/nowhere, 404, API-001",
    "/api/v1/events?limit=0, 400, API-003",
    "/api/v1/events?limit=1001, 400, API-003",
    "/api/v1/events?after=x, 400, API-003",
    "/api/v1/events?after=9223372036854775808, 400, API-003",
    "/api/v1/events?event=Nothing, 400, API-003",
    "/api/v1/events?from=yesterday, 400, API-003",
    "/api/v1/events?from=2026-02-30, 400, API-003",
    "/api/v1/events?actor=%00, 400, API-003",
    "/api/v1/events?target=a&target=b, 400, API-003",
    "/api/v1/targets/prod/migrations?after=%00, 400, API-003",
    "/api/v1/events?actor=%zz, 400, API-003",
    "/api/v1/targets/%zz, 400, API-003",
    "/api/v1/targets/%zz/status?x=1, 400, API-003",
    "/api/v1/targets/prod/status?%, 400, API-003",
  })
  void a_refusal_says_what_is_wrong(String path, int status, String code) throws Exception {
    var response = service.raw(path);

    assertThat(response).startsWith("HTTP/1.1 " + status + " ");
    assertThat(response).containsIgnoringCase("content-type: application/problem+json");
    assertThat(response).contains("\"code\":\"" + code + "\"").contains("\"remedy\":\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/targets",
        "/targets/prod",
        "/targets/prod/status",
        "/targets/prod/edits",
        "/targets/prod/drift",
        "/targets/prod/history",
        "/targets/prod/events",
        "/targets/prod/migrations",
        "/targets/prod/migrations/29",
        "/targets/prod/edit-history",
        "/targets/prod/runs",
        "/targets/prod/validations",
        "/targets/prod/recoveries",
        "/targets/prod/drift-history",
        "/events",
        "/events/0",
        "/runs",
        "/questions"
      })
  void a_parameter_that_nobody_knows_is_refused_with_those_that_are(String path) throws Exception {
    assertThat(service.get("/api/v1" + path).statusCode()).isEqualTo(200);

    var problem = service.json("/api/v1" + path + "?colour=red");
    assertThat(problem.at("/code").asString()).isEqualTo("API-003");
    assertThat(problem.at("/detail").asString()).contains("\"colour\"").contains("known");
  }

  @Test
  void everything_wrong_is_said_at_once() throws Exception {
    var problem = service.json("/api/v1/events?limit=x&from=then&version=abc&colour=red");

    assertThat(problem.at("/detail").asString())
        .contains("limit=x")
        .contains("from=then")
        .contains("version=abc")
        .contains("colour");
  }

  private static List<Long> indexes(JsonNode page) {
    return stream(page.at("/items")).map(e -> e.at("/index").asLong()).toList();
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
    return java.util.stream.StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode json(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new JsonMapper().readTree(response.body());
  }

  private static String next(HttpResponse<String> response) {
    var link = response.headers().firstValue("Link").orElse("");
    var matcher = NEXT.matcher(link);
    assertThat(matcher.matches()).isEqualTo(!link.isEmpty());
    return link.isEmpty() ? "" : URI.create(matcher.group(1)).toString();
  }
}
