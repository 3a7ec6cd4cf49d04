package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.query.incident.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The timeline of an incident that is longer than a page. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class IncidentPageTest {

  private static final int SCRIPTS = 2 * Incident.PAGE + 50;

  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("incident", "prod");
    var scripts =
        IntStream.rangeClosed(1, SCRIPTS)
            .mapToObj(n -> Commands.script("%04d".formatted(n), "step"))
            .toList();
    service.record(
        Commands.register("prod"),
        new DiscoverMigrations("prod", scripts),
        Commands.register("staging"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void a_long_incident_is_told_a_page_at_a_time_and_every_event_once_in_order() throws Exception {
    var pages = new ArrayList<Document>(List.of(page("/incident")));
    while (!pages.getLast().select("main a[rel=next]").isEmpty()) {
      pages.add(page(pages.getLast().select("main a[rel=next]").attr("href")));
    }

    assertThat(pages).hasSize(3);
    assertThat(pages.stream().flatMap(p -> indexes(p).stream()))
        .containsExactlyElementsOf(
            IntStream.range(0, SCRIPTS + 2).mapToObj(Integer::toString).toList());
    assertThat(pages)
        .allSatisfy(p -> assertThat(p.select("main").text()).contains(SCRIPTS + 2 + " events"));
    assertThat(pages.getFirst().select("main").text()).contains("These are the first 100.");
    assertThat(pages.getLast().select("main").text())
        .contains("These are the last 52. They follow event 199.");
  }

  @Test
  void a_page_is_the_same_as_long_as_its_address_names_the_span() throws Exception {
    var first = page("/incident?target=prod");
    var second = first.select("main a[rel=next]").attr("href");
    var before = page(second);
    var back = page(before.select("main a:contains(From the beginning)").attr("href"));

    assertThat(second).contains("from=2", "to=2", "target=prod", "after=99");
    assertThat(indexes(page(second))).isEqualTo(indexes(before)).hasSize(Incident.PAGE);
    assertThat(indexes(back)).isEqualTo(indexes(first));
    assertThat(back.select("input[name=to]").val()).isEqualTo(first.select("input[name=to]").val());
  }

  @Test
  void an_incident_of_one_page_has_no_further_one() throws Exception {
    var staging = page("/incident?target=staging");

    assertThat(staging.select("main").text()).contains("1 event from").doesNotContain("These are");
    assertThat(staging.select("main a[rel=next]")).isEmpty();
  }

  @Test
  void a_page_after_an_event_that_is_not_there_says_so() throws Exception {
    var missing = service.get("/incident?after=9999");
    var none = service.get("/incident?after=last");

    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("PAGE-007");
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(none.body()).contains("PAGE-004");
  }

  private static List<String> indexes(Document page) {
    return page.select(".timeline .event").eachText().stream().map(t -> t.split(" ")[0]).toList();
  }

  private static Document page(String path) throws Exception {
    var response = service.get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Jsoup.parse(response.body(), service.address());
  }
}
