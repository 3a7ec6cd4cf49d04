package dev.migrationledger.report;

import static dev.migrationledger.report.Events.TARGET;
import static dev.migrationledger.report.Events.hour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.report.changes.ChangeReport;
import dev.migrationledger.report.changes.ChangeReports;
import dev.migrationledger.report.document.ChangeDocument;
import dev.migrationledger.report.document.ChangeRows;
import dev.migrationledger.report.document.IncidentDocument;
import dev.migrationledger.report.incident.IncidentReport;
import dev.migrationledger.report.render.Csv;
import dev.migrationledger.report.render.Html;
import dev.migrationledger.report.render.Markdown;
import dev.migrationledger.store.log.TargetLog;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;

final class RenderTest {

  private static final String HOSTILE =
      "<script>alert(1)</script>\"'&\n=HYPERLINK(\"http://x\")|[a](javascript:x)\u202Egnp";

  @Test
  void hostile_text_stays_text_in_html() {
    var html = Html.of(ChangeDocument.of(hostile()));

    assertThat(html)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp; =HYPERLINK")
        .contains("\\u202egnp")
        .doesNotContain("<script", "javascript:x\"", "\u202E")
        .contains("default-src 'none'");
  }

  @Test
  void hostile_text_stays_text_in_markdown() {
    var markdown = Markdown.of(ChangeDocument.of(hostile()));

    assertThat(markdown)
        .contains("\\<script\\>alert(1)\\</script\\>")
        .contains("\\|\\[a\\](javascript:x)")
        .doesNotContain("<script>alert");
    assertThat(markdown.lines().filter(l -> l.startsWith("|")))
        .allSatisfy(l -> assertThat(l).endsWith(" |"));
  }

  @Test
  void no_cell_of_a_csv_is_a_formula_and_every_row_can_be_read_again() throws IOException {
    var events = new Events().registered().by("=cmd|' /C calc'!A0").applied(1, "one", "r", false);
    for (var name : List.of("+1", "-1", "@SUM(A1)", "\t=1", " =1", "\uFF1D1")) {
      events.by(name).applied(1, "one", "r", false);
    }
    var csv = Csv.of(ChangeRows.of(report(events.log())));

    try (var parser = CSVFormat.RFC4180.builder().setHeader().get().parse(new StringReader(csv))) {
      assertThat(parser.getRecords())
          .hasSize(7)
          .allSatisfy(row -> assertThat(row.get("by")).startsWith("'"))
          .allSatisfy(row -> assertThat(row.get("record")).isEqualTo("change"));
    }
  }

  @Test
  void nothing_in_a_csv_steers_a_terminal_or_turns_the_text_of_others() {
    var row =
        Csv.row(List.of("\u001b]0;owned\u0007", "a\u202eb\u009b2J\u007f", " =1+1", "zw\u200dj\t"));

    assertThat(row).isEqualTo("\\x1b]0;owned\\x07,a\\u202eb\\x9b2J\\x7f,' =1+1,\"zw\u200dj\t\"");
  }

  @Test
  void a_log_with_a_gap_is_not_passed_over() {
    var log = new Events().registered().log();
    var torn = new TargetLog(log.size() + 1, log.root(), log.held(), false, log.events());

    assertThat(Markdown.of(ChangeDocument.of(report(torn)))).contains("THE LOG HAS A GAP");
    assertThat(Markdown.of(ChangeDocument.of(report(log)))).contains("run without a gap");
  }

  @Test
  void an_empty_period_says_so() {
    assertThat(Markdown.of(ChangeDocument.of(report(new Events().registered().log()))))
        .contains("Nothing was changed in the period.")
        .contains("Nothing went another way than the ordinary one.")
        .contains("CC8.1")
        .contains("is a claim");
  }

  @Test
  void an_incident_is_told_in_order() {
    var counts = new TreeMap<String, Long>();
    counts.put("MigrationFailed", 1L);
    var step =
        new IncidentReport.Step(
            7,
            Moment.of(hour(1)),
            TARGET,
            "trouble",
            "MigrationFailed",
            "dana",
            "r",
            HOSTILE,
            "ab");
    var report =
        new IncidentReport(
            "ledger/report-incident/v1",
            List.of(TARGET),
            9,
            Moment.of(hour(0)),
            Moment.of(hour(2)),
            counts,
            List.of(step));

    assertThat(Html.of(IncidentDocument.of(report)))
        .contains("target shop, as of event 9")
        .contains("<td>trouble</td><td>MigrationFailed</td><td>dana</td>")
        .doesNotContain("<script");
    assertThat(Csv.of(IncidentDocument.rows(report))).startsWith("index,at,target,weight,event,");
  }

  private static ChangeReport hostile() {
    return report(
        new Events()
            .registered()
            .discovered(1, "one", HOSTILE)
            .by(HOSTILE)
            .failed(1, "one", HOSTILE)
            .log());
  }

  private static ChangeReport report(TargetLog log) {
    return ChangeReports.of(TARGET, log, new Period(hour(0), hour(100)), "seed", 25);
  }
}
