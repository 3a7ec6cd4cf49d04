package dev.migrationledger.report.render;

import dev.migrationledger.report.document.Document;
import dev.migrationledger.report.document.Grid;
import java.util.List;

/**
 * Documents as one HTML page that needs nothing else: no script, no link, a style sheet inside and
 * a policy that allows no more.
 */
public final class Html {

  private Html() {}

  /** The page. */
  public static String of(Document document) {
    var title = text(document.title());
    var out = new StringBuilder(head(title));
    for (var section : document.sections()) {
      out.append("<section>\n<h2>").append(text(section.heading())).append("</h2>\n");
      section.paragraphs().forEach(p -> out.append("<p>").append(text(p)).append("</p>\n"));
      if (!section.grid().isEmpty()) {
        grid(out, section.heading(), section.grid());
      }
      out.append("</section>\n");
    }
    return out.append("</body>\n</html>\n").toString();
  }

  private static String head(String title) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <style>
    :root { color-scheme: light dark; }
    body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; }
    .grid { overflow-x: auto; }
    table { border-collapse: collapse; font-size: .875rem; }
    th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: left; vertical-align: top; }
    td { overflow-wrap: anywhere; min-width: 5rem; }
    @media print { body { margin: 0; font-size: .75rem; } thead { display: table-header-group; } }
    </style>
    </head>
    <body>
    <h1>%s</h1>
    """
        .formatted(title, title);
  }

  private static void grid(StringBuilder out, String name, Grid grid) {
    out.append("<div class=\"grid\" role=\"region\" tabindex=\"0\" aria-label=\"")
        .append(text(name))
        .append("\">\n<table>\n<thead>\n");
    row(out, "th scope=\"col\"", "th", grid.headings());
    out.append("</thead>\n<tbody>\n");
    grid.rows().forEach(cells -> row(out, "td", "td", cells));
    out.append("</tbody>\n</table>\n</div>\n");
  }

  private static void row(StringBuilder out, String open, String close, List<String> cells) {
    out.append("<tr>");
    for (var cell : cells) {
      out.append('<').append(open).append('>').append(text(cell));
      out.append("</").append(close).append('>');
    }
    out.append("</tr>\n");
  }

  private static String text(String text) {
    return Texts.oneLine(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
