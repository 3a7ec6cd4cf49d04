package dev.migrationledger.report.render;

import dev.migrationledger.report.document.Document;
import dev.migrationledger.report.document.Grid;
import java.util.List;
import java.util.stream.Collectors;

/** Documents as GitHub-flavoured Markdown; no text of theirs can become markup or HTML. */
public final class Markdown {

  private static final String MARKUP = "\\`*_{}[]<>#|~$&!";

  private Markdown() {}

  /** The document. */
  public static String of(Document document) {
    var out = new StringBuilder();
    out.append("# ").append(line(document.title())).append('\n');
    for (var section : document.sections()) {
      out.append("\n## ").append(line(section.heading())).append('\n');
      section.paragraphs().forEach(p -> out.append('\n').append(line(p)).append('\n'));
      if (!section.grid().isEmpty()) {
        out.append('\n').append(grid(section.grid()));
      }
    }
    return out.toString();
  }

  private static String grid(Grid grid) {
    var rule = grid.headings().stream().map(h -> "---").toList();
    return row(grid.headings().stream().map(Markdown::line).toList())
        + row(rule)
        + grid.rows().stream()
            .map(cells -> row(cells.stream().map(Markdown::line).toList()))
            .collect(Collectors.joining());
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String line(String text) {
    var out = new StringBuilder();
    Texts.oneLine(text)
        .codePoints()
        .forEach(c -> {
          if (MARKUP.indexOf(c) >= 0) {
            out.append('\\');
          }
          out.appendCodePoint(c);
        });
    return out.toString();
  }
}
