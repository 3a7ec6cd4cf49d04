package dev.migrationledger.report;

import static dev.migrationledger.report.Events.TARGET;
import static dev.migrationledger.report.Events.hour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.report.changes.ChangeReports;
import dev.migrationledger.report.document.Report;
import dev.migrationledger.report.render.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

final class PdfTest {

  private static final Period PERIOD = new Period(hour(0), hour(100_000));

  @Test
  void a_report_can_be_read_and_searched_and_every_page_is_numbered() throws IOException {
    var events = new Events().registered();
    for (var i = 1; i <= 300; i++) {
      events.discovered(i, "step", "Ann Lee").applied(i, "step", "run-" + i, false);
    }
    var bytes = pdf(events);

    try (var pdf = Loader.loadPDF(bytes)) {
      var pages = pdf.getNumberOfPages();
      var text = new PDFTextStripper().getText(pdf);
      assertThat(pages).isBetween(5, 60);
      assertThat(text)
          .contains("Change population and exceptions: " + TARGET, "300 changes, oldest first.")
          .contains("0001_step.sql", "0300_step.sql", "PCI DSS 4.0.1")
          .contains("page 1 of " + pages, "page " + pages + " of " + pages);
      assertThat(pdf.getDocumentInformation().getTitle()).endsWith(TARGET);
    }
    keep("many.pdf", bytes);
  }

  @Test
  void the_same_report_gives_the_same_bytes() {
    assertThat(pdf(new Events().registered())).isEqualTo(pdf(new Events().registered()));
  }

  @Test
  void what_the_font_cannot_show_is_shown_as_its_number() throws IOException {
    var name = "Zoë Łukasz Дана 山 \u202Eshalom \u05E9\u05DC\u05D5\u05DD \uD83D\uDE00 \u0000";
    var bytes = pdf(new Events().registered().by(name).failed(1, "one", "<b>no</b>\n\t=1"));

    assertThat(words(bytes))
        .contains("Zoë Łukasz Дана \\u5c71")
        .contains("\\u202eshalom")
        .contains("\\u05e9\\u05dc\\u05d5\\u05dd")
        .contains("\\u1f600 \\u0000")
        .contains("<b>no</b>");
  }

  @Test
  void a_message_longer_than_a_page_is_given_whole() throws IOException {
    var message = "start " + "lorem-ipsum".repeat(2_000) + " end-of-message";
    var bytes = pdf(new Events().registered().failed(1, "one", message));

    var text = words(bytes).replaceAll("\\s", "");
    assertThat(text).contains("start", "end-of-message");
    assertThat(text.split("lorem-ipsum", -1).length).isGreaterThan(1_800);
    keep("long.pdf", bytes);
  }

  private static byte[] pdf(Events events) {
    var report = ChangeReports.of(TARGET, events.log(), PERIOD, "seed", 5);
    return ReportFormat.PDF.write(Report.of(report, PERIOD));
  }

  private static String words(byte[] bytes) throws IOException {
    try (var pdf = Loader.loadPDF(bytes)) {
      var stripper = new PDFTextStripper();
      stripper.setSortByPosition(false);
      return stripper.getText(pdf).replaceAll("\\R", " ");
    }
  }

  private static void keep(String name, byte[] bytes) throws IOException {
    Files.write(Files.createDirectories(Path.of("target", "reports")).resolve(name), bytes);
  }
}
