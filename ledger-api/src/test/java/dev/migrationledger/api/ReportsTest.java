package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.store.merkle.Hash;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reports over real HTTP, and their page. */
final class ReportsTest {

  private static final String CHANGES = "/api/v1/reports/changes?target=prod&from=2020-01-01";
  private static final String INCIDENT = "/api/v1/reports/incident?from=2020-01-01";

  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("reports", "prod");
    service.record(Commands.story("prod"));
    service.keep(HostileStory.SQL, HostileStory.DIFF);
    service.record(HostileStory.commands());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource({
    "json, application/json, '{'",
    "csv, text/csv, 'record,target,index'",
    "markdown, text/markdown, '# Change population'",
    "html, text/html, '<!doctype html>'",
    "pdf, application/pdf, '%PDF-'"
  })
  void a_report_comes_in_every_format_as_a_file(String format, String type, String start)
      throws Exception {
    var report = service.get(CHANGES + "&format=" + format);

    assertThat(report.statusCode()).as(report.body()).isEqualTo(200);
    assertThat(header(report, "Content-Type")).startsWith(type);
    assertThat(header(report, "Content-Disposition")).startsWith("attachment; filename=\"changes-");
    assertThat(report.body()).startsWith(start);
  }

  @Test
  void it_says_what_the_ledger_holds_of_the_period() throws Exception {
    var report = json(service.get(CHANGES + "&seed=7f3a&sample=1"));
    var before = json(service.get(CHANGES + "&to=2020-01-02"));

    assertThat(report.at("/schema").asString()).isEqualTo("ledger/report-changes/v1");
    assertThat(report.at("/changes/0/by").asString()).isEqualTo("ada");
    assertThat(report.at("/sample/seed").asString()).isEqualTo("7f3a");
    assertThat(report.at("/sample/indexes").size()).isEqualTo(1);
    assertThat(before.at("/changes").size()).isZero();
  }

  @Test
  void who_took_a_report_is_on_record_with_its_digest_before_they_have_it() throws Exception {
    var report = service.get(CHANGES + "&format=csv");

    var digest = Hash.sha256(report.body().getBytes(StandardCharsets.UTF_8)).hex();
    assertThat(header(report, "Ledger-Digest")).isEqualTo("sha-256=" + digest);
    var newest = json(service.get("/api/v1/events?event=LogExported&order=desc&limit=1"));
    var event = json(service.get("/api/v1/events/" + newest.at("/items/0/index").asLong()));
    assertThat(event.at("/payload/what").asString()).isEqualTo("report changes");
    assertThat(event.at("/payload/format").asString()).isEqualTo("csv");
    assertThat(event.at("/payload/digest").asString()).isEqualTo(digest);
    assertThat(event.at("/origin/actor/authenticated_by").asString()).isEqualTo("token");
    assertThat(event.at("/index").asLong())
        .isGreaterThan(Long.parseLong(header(report, "Ledger-As-Of")));
  }

  @Test
  void an_incident_covers_all_targets_or_one() throws Exception {
    var all = json(service.get(INCIDENT));
    var one = json(service.get(INCIDENT + "&target=prod"));

    assertThat(all.at("/targets").size()).isEqualTo(2);
    assertThat(one.at("/targets").size()).isEqualTo(1);
    assertThat(one.at("/timeline").size()).isBetween(1, all.at("/timeline").size() - 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/reports/changes?target=prod | from is missing",
        "/api/v1/reports/changes?target=prod&from=yesterday | from=yesterday is no point in time",
        "/api/v1/reports/changes?target=prod&from=2026-01-02&to=2026-01-01 | from is not before to",
        "/api/v1/reports/changes?target=prod&from=2020-01-01&format=doc | format=doc is none of"
            + " json, csv, markdown, html, pdf",
        "/api/v1/reports/changes?target=prod&from=2020-01-01&sample=-1 | sample=-1 is no count",
        "/api/v1/reports/changes?target=prod&from=2020-01-01&sede=1 | nobody here knows",
        "/api/v1/reports/changes?target=shpo&from=2020-01-01 | the ledger has no target",
        "/api/v1/reports/incident?from=2020-01-01&target=shpo | the ledger has no target"
      })
  void what_cannot_be_understood_is_refused_and_not_on_record(String address, String says)
      throws Exception {
    var before = service.number("SELECT size FROM ledger.head");
    var refused = service.get(address);

    assertThat(refused.statusCode()).isBetween(400, 404);
    assertThat(json(refused).at("/detail").asString()).contains(says.strip());
    assertThat(service.number("SELECT size FROM ledger.head")).isEqualTo(before);
  }

  @Test
  void the_page_offers_every_target_and_its_forms_lead_to_reports() throws Exception {
    var page = Jsoup.parse(service.get("/reports").body(), service.address() + "/reports");

    assertThat(page.select("form.span").size()).isEqualTo(2);
    for (var form : page.select("form.span")) {
      var asked = new StringBuilder(form.absUrl("action")).append("?");
      for (var field : form.select("input, select")) {
        var value =
            field.is("select")
                ? field.select("option[selected], option").first().val()
                : field.val();
        asked.append(field.attr("name")).append('=');
        asked.append(URLEncoder.encode(value, StandardCharsets.UTF_8)).append('&');
      }
      var path = URI.create(asked.substring(0, asked.length() - 1));
      var report = service.get(path.getRawPath() + "?" + path.getRawQuery());
      assertThat(report.statusCode()).as(report.body()).isEqualTo(200);
    }
    assertThat(page.select("select[name=target]").first().select("option").eachAttr("value"))
        .containsExactlyInAnyOrder("prod", HostileStory.TARGET);
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static JsonNode json(HttpResponse<String> response) {
    return new JsonMapper().readTree(response.body());
  }
}
