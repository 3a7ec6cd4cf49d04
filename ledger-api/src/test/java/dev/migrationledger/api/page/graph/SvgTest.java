package dev.migrationledger.api.page.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.query.dependency.DependencyGraph;
import dev.migrationledger.query.dependency.DependencyGraph.Edge;
import dev.migrationledger.query.dependency.DependencyGraph.Node;
import java.util.List;
import java.util.OptionalLong;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class SvgTest {

  private static final String HOSTILE = "0002_\"><script>alert('&amp;')</script>.sql";

  @Test
  void hostile_names_stay_text() {
    var page = drawn("prod\"&<b>=1 ä", HOSTILE);

    assertThat(page.select("script, b")).isEmpty();
    var box = page.select("a").get(1);
    assertThat(box.attr("aria-label")).isEqualTo(HOSTILE + ", applied");
    assertThat(box.select("title").text()).isEqualTo(HOSTILE + ", applied");
    assertThat(box.select("text").text()).startsWith("0002_\"><script>");
    assertThat(box.attr("href"))
        .isEqualTo("/graph?target=prod%22%26%3Cb%3E%3D1%20%C3%A4&steps=2&focus=0002");
  }

  @Test
  void the_one_that_was_asked_about_and_its_lines_stand_out() {
    var page = drawn("prod", "0002_users.sql");

    assertThat(page.select("a[aria-current=true]")).hasSize(1);
    assertThat(page.select("a[aria-current=true] rect.focus.state-applied")).hasSize(1);
    assertThat(page.select("path.line.focus")).hasSize(1);
    assertThat(page.select("path.line")).hasSize(1);
    assertThat(page.select("a")).hasSize(2);
  }

  private static Document drawn(String target, String file) {
    var nodes =
        List.of(
            new Node(1, "0001", "0001_first.sql", "applied"), new Node(2, "0002", file, "applied"));
    var graph = new DependencyGraph(7, nodes, List.of(new Edge(2, 1)));
    var drawing = Drawing.of(Chosen.all(graph), OptionalLong.of(2));
    return Jsoup.parse("<svg>" + Svg.of(drawing, target, 2) + "</svg>");
  }
}
