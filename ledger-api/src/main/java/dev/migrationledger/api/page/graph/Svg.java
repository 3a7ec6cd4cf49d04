package dev.migrationledger.api.page.graph;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriUtils;

/**
 * The boxes and lines of a drawing as elements of an SVG. Written here and not by the template,
 * which takes forty microseconds an element: there may be thousands.
 */
public final class Svg {

  private static final int USUAL = 300;
  private static final int INDENT = 8;
  private static final int BASELINE = 20;

  private final StringBuilder text;
  private final String around;

  private Svg(int boxes, String around) {
    this.text = new StringBuilder(boxes * USUAL);
    this.around = around;
  }

  /**
   * Writes it, with all that comes from elsewhere escaped.
   *
   * @param target the target whose graph it is
   * @param steps how far around a migration the links of the boxes reach
   */
  public static String of(Drawing drawing, String target, int steps) {
    var named = UriUtils.encode(target, StandardCharsets.UTF_8);
    var svg =
        new Svg(
            drawing.boxes().size(),
            "<a href=\"/graph?target=" + named + "&amp;steps=" + steps + "&amp;focus=");
    drawing.lines().forEach(svg::line);
    drawing.boxes().forEach(svg::box);
    return svg.text.toString();
  }

  private void line(Drawing.Line line) {
    text.append("<path class=\"")
        .append(line.focus() ? "line focus" : "line")
        .append("\" d=\"")
        .append(line.path())
        .append("\"></path>\n");
  }

  private void box(Drawing.Box box) {
    var label = HtmlUtils.htmlEscape(box.file() + ", " + box.state());
    text.append(around)
        .append(UriUtils.encode(box.version(), StandardCharsets.UTF_8))
        .append("\" aria-label=\"")
        .append(label)
        .append(box.focus() ? "\" aria-current=\"true\"><title>" : "\"><title>")
        .append(label)
        .append("</title><rect rx=\"4\" class=\"box state-")
        .append(HtmlUtils.htmlEscape(box.state()))
        .append(box.focus() ? " focus" : "");
    place("\" x=\"", box.x());
    place("\" y=\"", box.y());
    place("\" width=\"", box.width());
    place("\" height=\"", box.height());
    place("\"></rect><text x=\"", box.x() + INDENT);
    place("\" y=\"", box.y() + BASELINE);
    text.append("\">").append(HtmlUtils.htmlEscape(box.label())).append("</text></a>\n");
  }

  private void place(String attribute, int at) {
    text.append(attribute).append(at);
  }
}
