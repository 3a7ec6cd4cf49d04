package dev.migrationledger.api.page.graph;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.dependency.DependencyGraph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A graph as boxes and lines, in user units of an SVG.
 *
 * @param width of the whole
 * @param height of the whole
 * @param boxes one a migration
 * @param lines from what is needed to what needs it; none when there are too many boxes to follow
 *     them
 */
public record Drawing(int width, int height, List<Box> boxes, List<Line> lines) {

  /** Lines are drawn up to so many boxes. */
  public static final int LINES_UP_TO = Chosen.MOST;

  private static final int WIDE = 190;
  private static final int HIGH = 30;
  private static final int GAP = 12;
  private static final int AISLE = 70;
  private static final int NARROW = 62;
  private static final int IN_A_ROW = 16;
  private static final int MARGIN = 8;
  private static final int LETTERS = 21;

  public Drawing {
    boxes = List.copyOf(boxes);
    lines = List.copyOf(lines);
  }

  /**
   * A migration.
   *
   * @param label what fits into the box
   * @param focus whether it is the one that was asked about
   */
  public record Box(
      String version,
      String file,
      String state,
      String label,
      int x,
      int y,
      int width,
      int height,
      boolean focus) {

    public Box {
      requireNonNull(version, "version");
      requireNonNull(file, "file");
      requireNonNull(state, "state");
      requireNonNull(label, "label");
    }
  }

  /**
   * One migration needs another.
   *
   * @param path the line as SVG's path data
   * @param focus whether it starts or ends at the one that was asked about
   */
  public record Line(String path, boolean focus) {

    public Line {
      requireNonNull(path, "path");
    }
  }

  /**
   * Draws.
   *
   * @param focus the number of the migration that was asked about, when there is one
   */
  public static Drawing of(Chosen chosen, OptionalLong focus) {
    var layers = Layers.of(chosen.nodes(), chosen.edges());
    return chosen.nodes().size() <= LINES_UP_TO
        ? columns(chosen, layers, focus)
        : rows(chosen, layers);
  }

  private static Drawing columns(Chosen chosen, List<List<Long>> layers, OptionalLong focus) {
    var nodes = byNumber(chosen);
    var placed = new HashMap<Long, Box>();
    int tallest = layers.stream().mapToInt(List::size).max().orElse(0);
    int x = MARGIN;
    for (var layer : layers) {
      int y = MARGIN + (tallest - layer.size()) * (HIGH + GAP) / 2;
      for (var number : layer) {
        var node = requireNonNull(nodes.get(number));
        var asked = focus.isPresent() && focus.getAsLong() == number;
        placed.put(number, box(node, label(node.file()), x, y, WIDE, asked));
        y += HIGH + GAP;
      }
      x += WIDE + AISLE;
    }
    var lines = new ArrayList<Line>();
    for (var edge : chosen.edges()) {
      var right = placed.get(edge.from());
      var left = placed.get(edge.to());
      if (left != null && right != null) {
        lines.add(new Line(curve(left, right), left.focus() || right.focus()));
      }
    }
    var boxes = layers.stream().flatMap(List::stream).map(placed::get).toList();
    return new Drawing(x - AISLE + MARGIN, 2 * MARGIN + tallest * (HIGH + GAP) - GAP, boxes, lines);
  }

  /** Layers below each other, each in as many rows as it takes. */
  private static Drawing rows(Chosen chosen, List<List<Long>> layers) {
    var nodes = byNumber(chosen);
    var boxes = new ArrayList<Box>();
    int y = MARGIN;
    for (var layer : layers) {
      var sorted = layer.stream().sorted().toList();
      for (int i = 0; i < sorted.size(); i++) {
        var node = requireNonNull(nodes.get(sorted.get(i)));
        int x = MARGIN + i % IN_A_ROW * (NARROW + GAP / 2);
        boxes.add(box(node, node.version(), x, y + i / IN_A_ROW * (HIGH + GAP / 2), NARROW, false));
      }
      y += (sorted.size() - 1) / IN_A_ROW * (HIGH + GAP / 2) + HIGH + 2 * GAP;
    }
    return new Drawing(
        2 * MARGIN + IN_A_ROW * (NARROW + GAP / 2), y - 2 * GAP + MARGIN, boxes, List.of());
  }

  private static Map<Long, Node> byNumber(Chosen chosen) {
    var nodes = new HashMap<Long, Node>();
    chosen.nodes().forEach(node -> nodes.put(node.number(), node));
    return nodes;
  }

  private static Box box(Node node, String label, int x, int y, int width, boolean focus) {
    return new Box(node.version(), node.file(), node.state(), label, x, y, width, HIGH, focus);
  }

  private static String label(String file) {
    var bare = file.endsWith(".sql") ? file.substring(0, file.length() - 4) : file;
    int letters = bare.codePointCount(0, bare.length());
    return letters <= LETTERS
        ? bare
        : bare.substring(0, bare.offsetByCodePoints(0, LETTERS - 1)) + "…";
  }

  private static String curve(Box left, Box right) {
    int fromX = left.x() + left.width();
    int fromY = left.y() + left.height() / 2;
    int toX = right.x();
    int toY = right.y() + right.height() / 2;
    int bend = Math.max(AISLE, Math.abs(toX - fromX)) / 2;
    return "M%d %d C%d %d %d %d %d %d"
        .formatted(fromX, fromY, fromX + bend, fromY, toX - bend, toY, toX, toY);
  }
}
