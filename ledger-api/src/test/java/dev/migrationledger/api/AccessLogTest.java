package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who read or exported the log, as an admin finds it out. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class AccessLogTest {

  private static RunningService service;
  private static Judges people;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("access_log", "prod");
    service.record(Commands.story("prod"));
    people = new Judges(service);
    for (int n = 0; n < 30; n++) {
      as("rea", "/api/v1/targets/prod/status");
    }
    as("rea", "/api/v1/events/export?format=jsonl");
    as("<b>eve</b>", "/api/v1/targets?x=%3Cscript%3Ealert(1)%3C/script%3E");
    until("SELECT count(*) FROM ledger.access_log WHERE principal LIKE '%eve%'");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void an_admin_finds_who_read_what_and_when() throws Exception {
    var read = items("principal=rea&action=read");

    assertThat(read).hasSize(31);
    assertThat(read)
        .allSatisfy(line -> {
          assertThat(line.at("/authenticated_by").asString()).isEqualTo("token");
          assertThat(line.at("/status").asInt()).isEqualTo(200);
          assertThat(Instant.parse(line.at("/happened_at").asString()))
              .isBetween(Instant.now().minusSeconds(600), Instant.now());
          assertThat(line.at("/as_of").asLong()).isNotNegative();
        });
    assertThat(read.getFirst().at("/address").asString()).isEqualTo("/api/v1/targets/prod/status");
    assertThat(items("action=export-begun")).hasSize(1);
    assertThat(items("action=token-created")).isNotEmpty();
  }

  @Test
  void a_span_of_time_holds_what_happened_in_it() throws Exception {
    var now = Instant.now();

    assertThat(items("principal=rea&to=" + now.minus(Duration.ofHours(1)))).isEmpty();
    assertThat(items("principal=rea&from=" + now.minus(Duration.ofHours(1)))).hasSize(32);
    assertThat(items("principal=rea&from=" + now.plus(Duration.ofHours(1)))).isEmpty();
  }

  @Test
  void pages_follow_one_another_without_gaps_while_more_is_recorded() throws Exception {
    var seen = new ArrayList<Long>();
    var path = "/api/v1/access-log?principal=rea&limit=7";
    while (!path.isEmpty()) {
      var answer = service.get(path);
      service.parse(answer.body()).at("/items").forEach(i -> seen.add(i.at("/index").asLong()));
      path =
          answer
              .headers()
              .firstValue("Link")
              .map(link -> link.substring(1, link.indexOf('>')))
              .orElse("");
    }

    assertThat(seen).hasSize(32).doesNotHaveDuplicates().isSorted();
    var newest = service.json("/api/v1/access-log?principal=rea&limit=1&order=desc");
    assertThat(newest.at("/items/0/index").asLong()).isEqualTo(seen.getLast());
  }

  @Test
  void only_admins_see_it() throws Exception {
    for (var path : List.of("/api/v1/access-log", "/access-log")) {
      var refused = as("rob", path);

      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("ACCESS-005", "admin");
    }
    assertThat(Jsoup.parse(as("rob", "/").body()).select("nav a[href=/access-log]")).isEmpty();
    assertThat(Jsoup.parse(service.get("/").body()).select("nav a[href=/access-log]")).hasSize(1);
  }

  @Test
  void what_nobody_can_be_looking_for_is_refused_with_what_would_do() throws Exception {
    var wrong = service.get("/api/v1/access-log?action=stole&from=never&actor=rea");

    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body())
        .contains("API-003", "action=stole is none of read, sent", "from=never", "actor");
    var page = service.get("/access-log?action=stole");
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(Jsoup.parse(page.body()).select("main").text()).contains("API-003", "stole");
  }

  @Test
  void the_page_shows_the_newest_first_and_leads_to_the_older() throws Exception {
    var page = Jsoup.parse(service.get("/access-log?principal=rea").body());
    assertThat(page.select("tbody tr")).hasSize(32);
    assertThat(page.select("tbody tr").first().text()).contains("rea human", "read", "200");
    assertThat(page.select("input[name=principal]").val()).isEqualTo("rea");

    for (int n = 0; n < 110; n++) {
      as("often", "/api/v1/caller");
    }
    until("SELECT count(*) / 110 FROM ledger.access_log WHERE principal = 'often'");
    var first = Jsoup.parse(service.get("/access-log?principal=often&from=2001-01-01").body());
    assertThat(first.select("tbody tr")).hasSize(100);
    var older = Jsoup.parse(service.get(first.select("a[rel~=next]").attr("href")).body());
    assertThat(older.select("tbody tr")).hasSize(10);
    assertThat(older.select("a[rel~=next]")).isEmpty();
  }

  @Test
  void hostile_names_and_addresses_are_text() throws Exception {
    var page = Jsoup.parse(service.get("/access-log?principal=%3Cb%3Eeve%3C%2Fb%3E").body());

    assertThat(page.select("tbody th").text()).contains("<b>eve</b>");
    assertThat(page.select("main b, main script")).isEmpty();
    assertThat(page.select("tbody code").text()).contains("%3Cscript%3E");
  }

  private static HttpResponse<String> as(String who, String path) throws Exception {
    return service.send(
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Authorization", "Bearer " + people.token(who, "read"))
            .build());
  }

  private static List<JsonNode> items(String narrowed) throws Exception {
    var items = new ArrayList<JsonNode>();
    service.json("/api/v1/access-log?limit=1000&" + narrowed).at("/items").forEach(items::add);
    return items;
  }

  /** Reads are recorded behind their answers. */
  private static void until(String count) throws Exception {
    var end = Instant.now().plusSeconds(20);
    while (service.number(count) == 0) {
      assertThat(Instant.now()).as(count).isBefore(end);
      Thread.sleep(50);
    }
  }
}
