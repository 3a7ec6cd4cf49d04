package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.command.LedgerCommand;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Answers, lists and pages about more than fits on one. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LongAnswersTest {

  private static final int SCRIPTS = 450;
  private static final int RUNS = 120;
  private static final String PENDING = "/api/v1/ask?target=prod&q=what+is+pending";

  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("long", "prod");
    var scripts =
        IntStream.rangeClosed(1, SCRIPTS)
            .mapToObj(n -> Commands.script("%04d".formatted(n), "step"))
            .toList();
    var commands = new ArrayList<LedgerCommand>();
    commands.add(Commands.register("prod"));
    commands.add(new DiscoverMigrations("prod", scripts));
    for (int i = 1; i <= RUNS; i++) {
      commands.addAll(
          Arrays.asList(Commands.run("prod", "run-%03d".formatted(i), scripts.get(i - 1))));
    }
    commands.add(Commands.register("busy"));
    commands.add(new DiscoverMigrations("busy", scripts.subList(0, 3)));
    service.record(commands.toArray(LedgerCommand[]::new));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return service.send(service.request(path).GET().build());
  }

  private static JsonNode json(String path) throws IOException, InterruptedException {
    var response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return service.parse(response.body());
  }

  private static Document page(String path) throws IOException, InterruptedException {
    return Jsoup.parse(get(path).body());
  }

  private static List<String> files(JsonNode answer) {
    return answer.at("/rows").valueStream().map(r -> r.at("/file").asString()).toList();
  }

  private static List<String> pendingFiles() {
    return IntStream.rangeClosed(RUNS + 1, SCRIPTS).mapToObj("%04d_step.sql"::formatted).toList();
  }

  @Test
  void an_answer_comes_in_parts_that_link_to_each_other() throws Exception {
    var found = new ArrayList<String>();
    var evidence = new ArrayList<Long>();
    var next = PENDING;
    int parts = 0;
    while (!next.isEmpty()) {
      var response = get(next);
      var part = service.parse(response.body());
      assertThat(part.at("/answer").asString()).startsWith("330 migrations are pending on prod");
      assertThat(part.at("/rows_total").asInt()).isEqualTo(330);
      found.addAll(files(part));
      part.at("/evidence").forEach(e -> evidence.add(e.at("/index").asLong()));
      next =
          response
              .headers()
              .firstValue("Link")
              .map(link -> link.replaceAll("<(.*)>; rel=\"next\"", "$1"))
              .orElse("");
      assertThat(next.isEmpty()).isEqualTo(part.at("/next").asString().isEmpty());
      parts++;
    }

    assertThat(parts).isEqualTo(4);
    assertThat(found).isEqualTo(pendingFiles());
    assertThat(evidence).hasSize(330).doesNotHaveDuplicates();
    for (var limit : List.of("1000", "0")) {
      var whole = json(PENDING + "&limit=" + limit);
      assertThat(files(whole)).isEqualTo(pendingFiles());
      assertThat(whole.at("/next").asString()).isEmpty();
    }
  }

  @Test
  void what_is_wrong_with_a_part_is_said_at_once() throws Exception {
    var response = get(PENDING + "&limit=1001&after=x");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("API-003", "limit=1001 is no size of a page (0 to 1000)", "after=x is no cursor");
    var both = get(PENDING + "&limit=0&after=x");
    assertThat(both.statusCode()).isEqualTo(400);
    assertThat(both.body()).contains("after=x cannot be given with limit=0");
  }

  @Test
  void the_rest_of_an_answer_is_refused_once_it_is_another_one() throws Exception {
    var question = "?target=busy&q=what+is+pending";
    var first = json("/api/v1/ask" + question + "&limit=1");
    var after = "&after=" + first.at("/next").asString();
    service.record(Commands.register("another"));
    assertThat(files(json("/api/v1/ask" + question + after))).hasSize(2);

    service.record(Commands.discover("busy", Commands.script("0009", "late")));

    var refused = get("/api/v1/ask" + question + after);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("API-010", "this one is about busy", "Ask again");
    var page = page("/ask" + question + after).select("main");
    assertThat(page.text()).contains("The ledger has moved on", "4 migrations are pending on busy");
    assertThat(page.select("tbody tr")).hasSize(4);
  }

  @Test
  void the_page_of_an_answer_leads_to_the_next_part_and_back() throws Exception {
    var first = page("/ask?target=prod&q=what+is+pending");
    assertThat(first.select("main tbody tr")).hasSize(100);
    assertThat(first.select("main").text()).contains("Rows 1 to 100 of 330.");

    var second = page(first.select("main a[rel=next]").attr("href"));
    assertThat(second.select("main").text())
        .contains("Rows 101 to 200 of 330.", "330 migrations are pending");
    assertThat(second.select("main tbody tr").first().text()).contains("0221_step.sql");
    assertThat(page(second.select("main a:contains(From the beginning)").attr("href")).text())
        .contains("Rows 1 to 100");
    assertThat(page("/ask?target=prod&q=what+is+the+state").select("main a[rel=next]")).hasSize(1);
    assertThat(page("/ask?target=busy&q=what+is+pending").select("main").text())
        .doesNotContain("Rows 1");
  }

  @ParameterizedTest
  @CsvSource({
    "/migrations?target=prod, 450, 100",
    "/migrations?target=prod&show=pending, 330, 100",
    "/at?target=prod, 450, 100",
    "/runs?target=prod, 120, 100"
  })
  void a_long_table_is_shown_in_pages(String path, int lines, int most) throws Exception {
    var found = new ArrayList<String>();
    var pages = new ArrayList<Document>(List.of(page(path)));
    while (!pages.getLast().select("main a[rel=next]").isEmpty()) {
      pages.add(page(pages.getLast().select("main a[rel=next]").attr("href")));
    }
    for (var page : pages) {
      assertThat(page.select("main tbody tr")).hasSizeLessThanOrEqualTo(most);
      page.select("main tbody tr th a").forEach(a -> found.add(a.attr("href")));
    }

    assertThat(pages).hasSize((lines + most - 1) / most);
    assertThat(found).hasSize(lines).doesNotHaveDuplicates();
  }

  @Test
  void a_page_leads_to_the_one_before_it() throws Exception {
    var second = page("/migrations?target=prod&show=pending&from=201");
    assertThat(second.select("main").text()).contains("201 to 300 of 330.");
    var first = page(second.select("main a[rel=prev]").attr("href"));
    assertThat(first.select("main").text()).contains("101 to 200 of 330.");
    assertThat(page("/migrations?target=prod&from=900").select("main a[rel=prev]").attr("href"))
        .endsWith("from=351");
    assertThat(page("/runs?target=prod&before=1").select("main").text())
        .contains("There was no run before that", "The newest");
  }

  @ParameterizedTest
  @CsvSource({
    "/migrations?target=prod&from=0, 'from=\"0\" is no line of a list'",
    "/at?target=prod&from=x, 'from=\"x\" is no line of a list'",
    "/runs?target=prod&before=-1, 'before=\"-1\" is no index of an event'",
    "/ask?target=prod&q=what+is+pending&after=1, after=1 is no cursor"
  })
  void an_address_that_makes_no_sense_is_told_so(String path, String said) throws Exception {
    var response = get(path);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Jsoup.parse(response.body()).text()).contains("PAGE-004", said);
  }
}
