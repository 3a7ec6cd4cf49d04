package dev.migrationledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages as any client gets them. */
final class WebPagesTest {

  private static final int MOST_PAGES = 150;

  private static RunningService service;
  private static Map<String, HttpResponse<String>> pages;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("pages", "prod");
    service.keep(HostileStory.SQL, HostileStory.DIFF);
    service.record(Commands.story("prod"));
    service.record(HostileStory.commands());
    pages = crawl();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void who_edited_0029_after_it_ran_is_two_clicks_from_the_overview() throws Exception {
    var target = click(page("/"), "prod");
    var migration = click(target, "0029_users.sql");

    assertThat(migration.select("#edits").text())
        .contains("Mallory <mallory@example.org>")
        .contains("Widen the id")
        .contains("It had run 2026-03-01 14:03:00 UTC by ada");
  }

  @Test
  void the_overview_tells_how_each_target_stands() throws Exception {
    var row = page("/").select("tbody tr:has(a:containsOwn(prod))").first();

    assertThat(row.text()).contains("1 of 1").contains("succeeded").contains("by ada");
    assertThat(row.select(".alarm").text()).isEqualTo("1");
  }

  @Test
  void an_edit_shows_both_texts_side_by_side_with_their_line_numbers() throws Exception {
    var rows = page(migration(HostileStory.TARGET, "0029")).select("table.diff tbody tr");

    assertThat(rows.eachAttr("class"))
        .containsExactly("gap", "same", "changed", "gap", "same", "added");
    assertThat(rows.get(2).select("td").eachText())
        .containsExactly(
            "4",
            "old <img src=x onerror=\"document.title='run'\">",
            "4",
            "new </table><script>document.title='run'</script>");
    assertThat(rows.get(5).select("td").eachText()).containsExactly("10", "added");
  }

  @Test
  void the_script_is_shown_as_it_ran_with_what_it_makes_and_who_needs_it() throws Exception {
    var first = page(migration(HostileStory.TARGET, "0029"));
    var second = page(migration(HostileStory.TARGET, "0031"));

    assertThat(first.select("#script pre").first().wholeText()).isEqualTo(HostileStory.SQL.text());
    assertThat(first.select("#objects").text()).contains("0031_<img src=x");
    assertThat(second.select("#objects").text()).contains("table <img src=x").contains("0029_<img");
    assertThat(second.select("#timeline").text()).contains("MigrationFailed");
  }

  @Test
  void a_question_is_answered_on_its_page_with_rows_and_evidence() throws Exception {
    var answer = page("/ask?target=prod&q=" + encoded("who edited 0029 after it ran"));

    assertThat(answer.select(".answer").text()).contains("Mallory");
    assertThat(answer.select("tbody tr")).isNotEmpty();
    assertThat(answer.select(".evidence").text()).contains("MigrationEdited");
  }

  @Test
  void a_question_that_is_not_understood_gets_the_nearest_ones_as_links() throws Exception {
    var nearest = page("/ask?target=prod&q=" + encoded("what is the weather")).select(".chips a");

    assertThat(nearest).hasSize(3);
    assertThat(service.get(nearest.first().attr("href")).statusCode()).isEqualTo(200);
  }

  @Test
  void a_question_without_a_target_asks_which_one() throws Exception {
    var choice = page("/ask?q=" + encoded("what is pending"));

    assertThat(choice.select("main a[href*=target]").eachText())
        .containsExactly("prod", HostileStory.TARGET);
  }

  @Test
  void a_run_tells_what_became_of_each_step_and_what_the_server_said() throws Exception {
    var run =
        page(page("/runs?target=" + encoded(HostileStory.TARGET)).select("tbody a").attr("href"));

    assertThat(run.select("[role=status]").text()).isEqualTo("failed 2 of 2 steps");
    assertThat(run.select("tbody tr:has(th) .state").eachText())
        .containsExactly("applied", "failed");
    assertThat(run.select("tbody tr").first().select("td.n").eachText())
        .containsExactly("12 ms", "3", "5", "0 ms", "1");
    assertThat(run.select("pre.error").text())
        .contains(".sql:7:3, statement 2: 42703 <img src=x")
        .contains("Nothing of it was kept.");
  }

  @Test
  void an_open_run_follows_by_itself_until_it_ends() throws Exception {
    var target = "live";
    var first = Commands.script("0001", "one");
    var second = Commands.script("0002", "two");
    service.record(Commands.register(target), Commands.discover(target, first));
    service.record(
        Commands.discover(target, second), Commands.start(target, "open", first, second));
    service.record(Commands.applied(target, "open", first));

    var open = page("/run?target=live&id=open");
    assertThat(open.select("#run").attr("hx-trigger")).isEqualTo("recorded, every 10s");
    assertThat(open.select("#run").attr("hx-get")).isEqualTo("/run?target=live&id=open");
    assertThat(open.select("tbody .state").eachText()).containsExactly("applied", "running");

    service.record(Commands.applied(target, "open", second), Commands.finish(target, "open"));

    var ended = page("/run?target=live&id=open");
    assertThat(ended.select("#run").hasAttr("hx-trigger")).isFalse();
    assertThat(ended.select("[role=status]").text()).isEqualTo("succeeded 2 of 2 steps");
  }

  @Test
  void the_time_machine_tells_how_it_stood_and_what_is_otherwise_now() throws Exception {
    var discovered =
        page("/incident?target=prod").select(".event").stream()
            .filter(e -> e.text().endsWith("MigrationDiscovered"))
            .findFirst()
            .orElseThrow()
            .text()
            .split(" ")[0];

    var then = page("/at?target=prod&index=" + discovered).select("tbody tr").first();
    var before = page("/at?target=prod&time=2001-01-01");

    assertThat(then.select(".state").eachText()).containsExactly("pending", "applied");
    assertThat(before.select("main").text()).contains("Nothing was known yet");
    assertThat(page("/at?target=prod").select("main").text()).contains("This is now.");
  }

  @Test
  void the_graph_shows_one_migration_and_what_is_beside_it() throws Exception {
    var graph = page("/graph?focus=0031&target=" + encoded(HostileStory.TARGET));

    assertThat(graph.select("svg a")).hasSize(2);
    assertThat(graph.select("svg path.focus")).hasSize(1);
    assertThat(graph.select("svg a[aria-current]").attr("aria-label")).startsWith("0031_<img");
  }

  @Test
  void an_incident_tells_what_happened_on_all_targets_in_one_order() throws Exception {
    var all = page("/incident");
    var none = page("/incident?from=2001-01-01&to=2001-01-02");

    assertThat(all.select(".timeline li").size()).isGreaterThan(12);
    assertThat(all.select(".alarming").text())
        .contains("MigrationEdited")
        .contains("MigrationFailed");
    assertThat(none.select("main").text()).contains("Nothing was recorded in this span");
  }

  @Test
  void the_evidence_is_verified_when_somebody_asks() throws Exception {
    var page = page("/evidence?verify=now").select("main").text();

    assertThat(page).contains("intact verified").contains("computed root");
    assertThat(page("/").select("main").text()).contains("intact when verified");
  }

  @ParameterizedTest
  @CsvSource({
    "/run?target=prod&id=none, 404, PAGE-006",
    "/run?target=prod&id=%00, 400, PAGE-004",
    "/event?index=999999, 404, PAGE-007",
    "/event?index=-1, 400, PAGE-004",
    "/incident?from=never, 400, PAGE-004",
    "/incident?from=+123456789-01-01T00:00, 400, PAGE-004",
    "/at?target=prod&index=x, 400, PAGE-004",
    "/graph?target=prod&focus=0777, 404, PAGE-002",
    "/migrations?target=nowhere, 404, PAGE-001",
    "/migration?target=prod&version=0777, 404, PAGE-002",
    "/migration?target=prod&version=abc, 400, PAGE-004",
    "/migration?target=prod, 400, PAGE-004",
    "/nothing, 404, PAGE-003",
    "/nothing/at/all, 404, PAGE-003",
    "/ask?target=nowhere&q=x, 404, PAGE-001",
    "/ask?target=prod&q=%00, 400, PAGE-004",
  })
  void what_cannot_be_shown_is_a_page_that_says_what_to_do(String path, int status, String code)
      throws Exception {
    var response = service.get(path);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    var page = Jsoup.parse(response.body());
    assertThat(page.select("main").text()).contains(code);
    assertThat(page.select("main a[href=/]")).hasSize(1);
  }

  @Test
  void a_ledger_without_targets_says_how_to_begin_and_one_that_is_gone_says_so() throws Exception {
    try (var empty = new RunningService("empty", "")) {
      assertThat(empty.get("/").body()).contains("knows no target yet").contains("ledger migrate");

      empty.server().kill();

      for (var path : List.of("/", "/reports", "/ask?text=status")) {
        var gone = empty.get(path);
        assertThat(gone.statusCode()).as(path).isEqualTo(503);
        assertThat(Jsoup.parse(gone.body()).select("main").text()).as(path).contains("STORE-001");
      }
    }
  }

  @Test
  void every_link_of_every_page_leads_to_a_page() {
    assertThat(pages).hasSizeGreaterThan(30);
    pages.forEach((path, response) ->
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200));
  }

  @Test
  void no_page_holds_a_script_or_a_style_of_its_own() {
    pages.forEach((path, response) -> {
      var page = Jsoup.parse(response.body());
      assertThat(page.select("script:not([src^=/assets/]):not([src^=/webjars/])"))
          .as(path)
          .isEmpty();
      assertThat(page.select("style, [style], iframe, object, embed, base")).as(path).isEmpty();
      assertThat(page.select("img, main script")).as(path).isEmpty();
      for (var element : page.getAllElements()) {
        assertThat(element.attributes().asList())
            .as(path)
            .noneMatch(attribute -> attribute.getKey().startsWith("on"));
      }
    });
  }

  @Test
  void a_page_refuses_every_script_but_the_services_own() {
    pages.forEach((path, response) -> {
      var policy = response.headers().firstValue("Content-Security-Policy").orElse("");
      assertThat(policy).as(path).contains("default-src 'self'").doesNotContain("unsafe");
      assertThat(response.headers().firstValue("X-Content-Type-Options"))
          .as(path)
          .hasValue("nosniff");
    });
  }

  @Test
  void every_page_has_a_title_one_heading_and_the_ask_box() {
    pages.forEach((path, response) -> {
      var page = Jsoup.parse(response.body());
      assertThat(response.body()).as(path).startsWith("<!DOCTYPE html>");
      assertThat(page.title()).as(path).endsWith("Migration Ledger");
      assertThat(page.select("h1")).as(path).hasSize(1);
      assertThat(page.select("form[action=/ask] input[name=q]")).as(path).hasSize(1);
      assertThat(page.select("datalist option")).as(path).hasSizeGreaterThan(10);
      assertThat(page.select("[id]").eachAttr("id")).as(path).doesNotHaveDuplicates();
    });
  }

  @Test
  void every_file_of_a_page_comes_from_the_service() throws Exception {
    var head = page("/").select("head [src], head link[href]");

    assertThat(head).hasSizeGreaterThan(3);
    for (var element : head) {
      var file = element.hasAttr("src") ? element.attr("src") : element.attr("href");
      assertThat(file).startsWith("/");
      assertThat(service.get(file).statusCode()).as(file).isEqualTo(200);
    }
  }

  private static Map<String, HttpResponse<String>> crawl() throws Exception {
    var found = new LinkedHashMap<String, HttpResponse<String>>();
    var open = new ArrayDeque<String>(List.of("/"));
    while (!open.isEmpty() && found.size() < MOST_PAGES) {
      var path = open.remove();
      if (found.containsKey(path)) {
        continue;
      }
      var response = service.get(path);
      found.put(path, response);
      for (var link : Jsoup.parse(response.body()).select("a[href]").eachAttr("href")) {
        assertThat(link).as("link on " + path).matches("[/#].*");
        var next = link.replaceFirst("#.*", "");
        if (!next.isEmpty()) {
          open.add(next);
        }
      }
    }
    return found;
  }

  private static Document click(Document page, String text) throws Exception {
    var link = page.select("main a").stream().filter(a -> a.text().equals(text)).findFirst();
    return page(link.orElseThrow().attr("href"));
  }

  private static Document page(String path) throws Exception {
    var response = service.get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Jsoup.parse(response.body(), URI.create(service.address()).toString());
  }

  private static String migration(String target, String version) {
    return "/migration?target=" + encoded(target) + "&version=" + version;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
