package dev.migrationledger.report.render;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.report.document.Report;
import java.nio.charset.StandardCharsets;

/** The formats that a report is given out in. */
public enum ReportFormat {
  JSON("json", "application/json"),
  CSV("csv", "text/csv; charset=utf-8; header=present"),
  MARKDOWN("md", "text/markdown; charset=utf-8"),
  HTML("html", "text/html; charset=utf-8"),
  PDF("pdf", "application/pdf");

  private final String extension;
  private final String mediaType;

  ReportFormat(String extension, String mediaType) {
    this.extension = extension;
    this.mediaType = mediaType;
  }

  /** What the names of its files end with, without a dot. */
  public String extension() {
    return extension;
  }

  /** Its type as HTTP names it. */
  public String mediaType() {
    return mediaType;
  }

  /** The report in this format; the same report gives the same bytes. */
  public byte[] write(Report report) {
    return switch (this) {
      case JSON -> utf8(AnswerJson.write(report.answer()));
      case CSV -> utf8(Csv.of(report.rows()));
      case MARKDOWN -> utf8(Markdown.of(report.document()));
      case HTML -> utf8(Html.of(report.document()));
      case PDF -> Pdf.of(report.document());
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
