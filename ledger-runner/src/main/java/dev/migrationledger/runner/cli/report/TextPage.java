package dev.migrationledger.runner.cli.report;

import dev.migrationledger.report.document.Document;
import dev.migrationledger.runner.cli.Printable;
import dev.migrationledger.runner.cli.Table;

/** A document for a terminal. */
final class TextPage {

  private TextPage() {}

  static String of(Document document) {
    var out = new StringBuilder(Printable.line(document.title())).append('\n');
    for (var section : document.sections()) {
      out.append('\n').append(Printable.line(section.heading())).append('\n');
      section.paragraphs().forEach(p -> out.append("  ").append(Printable.line(p)).append('\n'));
      if (!section.grid().isEmpty()) {
        var table = new Table(section.grid().headings().toArray(String[]::new));
        section.grid().rows().forEach(row -> table.row(row.toArray(String[]::new)));
        table.lines().forEach(line -> out.append("  ").append(line).append('\n'));
      }
    }
    return out.toString();
  }
}
