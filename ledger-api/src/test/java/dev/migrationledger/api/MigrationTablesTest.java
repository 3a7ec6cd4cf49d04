package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The tables of a target's migrations: as they stand now, and as they stood. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class MigrationTablesTest {

  private static RunningService service;
  private static long before;

  /** One that ran and was edited, three that were found, and of those one that ran later. */
  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("tables", "prod");
    service.record(Commands.story("prod"));
    var judges = new Judges(service);
    var first = judges.discovered();
    judges.discovered();
    judges.discovered();
    before = service.number("SELECT size - 1 FROM ledger.head");
    service.record(Commands.run("prod", Judges.run(first), first));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void each_word_to_choose_by_says_how_many_there_are() throws Exception {
    assertThat(page("/migrations?target=prod").select(".chips a").eachText())
        .containsExactly("all 4", "pending 2", "applied 2", "edited 1");
    assertThat(page("/migrations?target=prod&show=applied").select("tbody tr")).hasSize(2);
    assertThat(page("/migrations?target=prod&show=failed").select(".chips a").last().text())
        .isEqualTo("failed 0");
  }

  @Test
  void the_past_stands_beside_the_present() throws Exception {
    var then = page("/at?target=prod&index=" + before);

    assertThat(then.select("main").text()).contains("1 of 4 stand otherwise now.");
    assertThat(then.select("tbody tr:contains(0031)").text())
        .contains("0031_m0031.sql pending applied");
    assertThat(then.select("tbody tr:contains(0032)").text())
        .contains("0032_m0032.sql pending the same");
    assertThat(then.select("tbody tr:contains(0029) time").attr("datetime"))
        .isEqualTo("2026-03-01T14:03:00.012000Z");
  }

  @Test
  void the_present_is_all_the_same() throws Exception {
    var now = page("/at?target=prod");

    assertThat(now.select("main").text()).contains("This is now.");
    assertThat(now.select("tbody tr")).hasSize(4).allMatch(r -> r.text().contains("the same"));
    assertThat(now.select("tbody tr:contains(0031) .state").eachText()).containsExactly("applied");
  }

  private static Document page(String path) throws Exception {
    var answer = service.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }
}
