package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.command.ObserveEdits;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.store.log.Content;
import dev.migrationledger.store.merkle.Hash;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** State, schema, scripts and comparisons as of any time, and exports, over real HTTP. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class TimesTest {

  private static final String RAN = "CREATE TABLE users (id int);\n";
  private static final String NOW = "CREATE TABLE users (id bigint);\n-- =1+1, \"wide\"\n";

  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("past", "prod");
    service.record(Commands.story("prod"));
    service.record(Commands.register("test"));
    service.record(Commands.discover("test", Commands.USERS));
    service.record(Commands.register("=HYPERLINK(\"x\")"));
    texts();
  }

  private static void texts() {
    var ran = Content.of(RAN);
    var now = Content.of(NOW);
    var plain = Commands.script("0030", "users2");
    var script =
        new Script(
            plain.version(),
            plain.file(),
            sum(RAN),
            sum(RAN),
            RAN.length(),
            ran.commitment(),
            plain.author(),
            List.of(),
            List.of(),
            true,
            plain.facts());
    service.recordWith(new DiscoverMigrations("prod", List.of(script)), ran);
    service.record(Commands.run("prod", "run-2", script));
    var edit =
        new Edit(
            script.version(),
            script.file(),
            sum(RAN),
            sum(RAN),
            sum(NOW),
            sum(NOW),
            Edit.Kind.SEMANTIC,
            now.commitment(),
            "",
            List.of());
    service.recordWith(new ObserveEdits("prod", List.of(edit)), now);
  }

  private static Checksum sum(String text) {
    return new Checksum(Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex());
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
  }

  @Test
  void the_state_at_the_end_of_the_log_is_the_state_the_read_models_hold() throws Exception {
    var now = json("/targets/prod/state");

    assertThat(now.at("/migrations")).isEqualTo(json("/targets/prod/migrations").at("/items"));
    assertThat(now.at("/open_edits").size()).isEqualTo(2);
    assertThat(now.at("/running").size()).isZero();
  }

  @Test
  void the_state_at_an_index_and_at_its_time_is_what_was_there_then() throws Exception {
    var applied = event("MigrationApplied");
    var index = applied.at("/index").asLong();
    var before = json("/targets/prod/state?at_index=" + (index - 1));
    var after = json("/targets/prod/state?at_index=" + index);
    var at = applied.at("/recorded_at").asString();

    assertThat(before.at("/migrations/0/status").asString()).isEqualTo("running");
    assertThat(before.at("/running/0/run").asString()).isEqualTo("run-1");
    assertThat(before.at("/as_of").asLong()).isEqualTo(index - 1);
    assertThat(after.at("/migrations/0/status").asString()).isEqualTo("applied");
    assertThat(after.at("/open_edits").size()).isZero();
    assertThat(json("/targets/prod/state?at=" + at).at("/migrations/0/status").asString())
        .isEqualTo("applied");
    assertThat(json("/targets/prod/state?at=2020-01-01").at("/migrations").size()).isZero();
  }

  @Test
  void two_targets_and_two_times_are_compared() throws Exception {
    var targets = json("/targets/prod/compare?with=test");
    var times = json("/targets/prod/compare?at=2020-01-01");

    assertThat(targets.at("/migrations/0/file").asString()).isEqualTo("0029_users.sql");
    assertThat(targets.at("/migrations/0/difference").asString()).isEqualTo("status");
    assertThat(targets.at("/migrations/0/left_status").asString()).isEqualTo("applied");
    assertThat(targets.at("/migrations/0/right_status").asString()).isEqualTo("pending");
    assertThat(targets.at("/migrations/1/difference").asString()).isEqualTo("left-only");
    assertThat(targets.at("/same").asInt()).isZero();
    assertThat(times.at("/migrations/0/difference").asString()).isEqualTo("right-only");
  }

  @Test
  void the_text_of_a_script_is_shown_as_it_was_and_as_it_is() throws Exception {
    var all = json("/targets/prod/migrations/30/scripts").at("/texts");
    var edited = all.at("/1/index").asLong();

    assertThat(all.size()).isEqualTo(2);
    assertThat(text("/script")).isEqualTo(NOW);
    assertThat(text("/script?index=" + (edited - 1))).isEqualTo(RAN);
    assertThat(text("/script?checksum=" + sum(RAN).hex())).isEqualTo(RAN);
  }

  @Test
  void two_texts_are_compared_as_a_unified_diff() throws Exception {
    assertThat(json("/targets/prod/migrations/30/script-diff").at("/diff").asString())
        .isEqualTo(
            """
            --- a/0030_users2.sql
            +++ b/0030_users2.sql
            @@ -1,1 +1,2 @@
            -CREATE TABLE users (id int);
            +CREATE TABLE users (id bigint);
            +-- =1+1, "wide"
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "/targets/prod/state?at_index=1&at=2026-03-01, 400, API-003",
    "/targets/prod/state?at_index=x, 400, API-003",
    "/targets/prod/compare, 400, API-003",
    "/targets/prod/compare?with=nowhere, 404, API-001",
    "/targets/prod/schema, 404, API-007",
    "/targets/prod/migrations/4711/scripts, 404, API-007",
    "/targets/prod/migrations/30/script?index=0, 404, API-007",
    "/targets/prod/migrations/29/script-diff, 404, API-007",
    "/targets/prod/migrations/30/script?colour=red, 400, API-003",
    "/events/export?format=xml, 400, API-003",
    "/events/export?colour=red, 400, API-003",
    "/events/export?limit=1, 400, API-003",
  })
  void a_refusal_has_a_code(String path, int status, String code) throws Exception {
    var response = service.get("/api/v1" + path);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).contains("\"code\":\"" + code + "\"").contains("remedy");
  }

  @Test
  void lines_of_json_are_the_whole_log_and_named_after_its_last_event() throws Exception {
    for (int n = 1; n <= 520; n++) {
      service.record(Commands.register("many-" + n));
    }
    var size = service.number("SELECT size FROM ledger.head");
    var response = service.get("/api/v1/events/export");
    var lines = response.body().lines().toList();

    assertThat(response.headers().firstValue("Content-Disposition").orElse(""))
        .contains("events-as-of-" + (size - 1) + ".jsonl");
    assertThat(response.headers().firstValue("Ledger-As-Of")).hasValue("" + (size - 1));
    assertThat(lines).hasSize((int) size);
    for (int i = 0; i < lines.size(); i++) {
      var event = service.parse(lines.get(i));
      assertThat(event.at("/index").asInt()).isEqualTo(i);
      assertThat(event.at("/as_of").asLong()).isEqualTo(size - 1);
    }
  }

  @Test
  void a_spreadsheet_computes_nothing_of_an_export() throws Exception {
    var name = URLEncoder.encode("=HYPERLINK(\"x\")", StandardCharsets.UTF_8);
    var response =
        service.get("/api/v1/events/export?format=csv&event=TargetRegistered&target=" + name);
    var lines = response.body().split("\r\n", -1);

    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/csv");
    assertThat(lines).hasSize(3);
    assertThat(lines[0]).startsWith("index,target,event,");
    assertThat(lines[1]).contains(",\"'=HYPERLINK(\"\"x\"\")\",TargetRegistered,");
    assertThat(service.get("/api/v1/events/export?format=csv&actor=%3Dada").body())
        .contains(",'=ada,HUMAN,");
  }

  @Test
  void cloudevents_are_one_batch() throws Exception {
    var events = service.number("SELECT count(*) FROM ledger.entry WHERE target = 'test'");
    var response = service.get("/api/v1/events/export?format=cloudevents&target=test");
    var batch = service.parse(response.body());

    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/cloudevents-batch+json");
    assertThat((long) batch.size()).isEqualTo(events).isGreaterThan(1);
    assertThat(batch.at("/0/specversion").asString()).isEqualTo("1.0");
    assertThat(batch.at("/0/type").asString()).isEqualTo("dev.migrationledger.TargetRegistered");
    assertThat(batch.at("/0/source").asString()).isEqualTo("urn:migration-ledger:target:test");
    assertThat(batch.at("/0/data/environment").asString()).isEqualTo("production");
    assertThat(batch.at("/0").propertyNames()).allMatch(n -> n.matches("[a-z0-9]{1,20}"));
    assertThat(service.get("/api/v1/events/export?format=cloudevents&target=nobody").body())
        .isEqualTo("[]\n");
  }

  @Test
  void ocsf_lines_name_class_activity_and_version() throws Exception {
    var body = service.get("/api/v1/events/export?format=ocsf&target=test").body();
    var first = service.parse(body.lines().toList().getFirst());

    assertThat(first.at("/class_uid").asInt()).isEqualTo(3004);
    assertThat(first.at("/type_uid").asInt()).isEqualTo(300401);
    assertThat(first.at("/metadata/version").asString()).isEqualTo("1.3.0");
    assertThat(first.at("/entity/name").asString()).isEqualTo("test");
    assertThat(first.at("/actor/user/name").asString()).isEqualTo("ada");
    assertThat(first.at("/time").asLong()).isGreaterThan(1_700_000_000_000L);
  }

  private static JsonNode event(String name) throws Exception {
    return json("/targets/prod/events?event=" + name).at("/items/0");
  }

  private static String text(String path) throws Exception {
    return json("/targets/prod/migrations/30" + path).at("/texts/0/text").asString();
  }

  private static JsonNode json(String path) throws Exception {
    var response = service.get("/api/v1" + path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return service.parse(response.body());
  }
}
