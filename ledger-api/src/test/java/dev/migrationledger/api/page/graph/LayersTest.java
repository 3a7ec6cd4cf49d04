package dev.migrationledger.api.page.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.query.dependency.DependencyGraph.Edge;
import dev.migrationledger.query.dependency.DependencyGraph.Node;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LayersTest {

  @Test
  void a_layer_is_ordered_as_what_it_needs_is() {
    var edges = List.of(new Edge(5, 4), new Edge(6, 1), new Edge(7, 2), new Edge(7, 3));

    assertThat(Layers.of(nodes(7), edges))
        .containsExactly(List.of(1L, 2L, 3L, 4L), List.of(6L, 7L, 5L));
  }

  @Test
  void a_circle_does_not_keep_it_from_ending() {
    var edges = List.of(new Edge(1, 2), new Edge(2, 3), new Edge(3, 1));

    assertThat(Layers.of(nodes(3), edges).stream().flatMap(List::stream))
        .containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  private static List<Node> nodes(int many) {
    return LongStream.rangeClosed(1, many)
        .mapToObj(n -> new Node(n, "000" + n, "000" + n + "_x.sql", "applied"))
        .toList();
  }
}
