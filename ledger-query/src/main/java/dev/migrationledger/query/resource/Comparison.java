package dev.migrationledger.query.resource;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Two states side by side: two targets, or one at two times.
 *
 * @param schema {@code ledger/comparison/v1}
 * @param left the first
 * @param right the second
 * @param sameSchema whether the ledger went by the same schema on both, and had seen one
 * @param migrations the files that do not stand the same on both, by name
 * @param same how many files do
 */
public record Comparison(
    String schema, Side left, Side right, boolean sameSchema, List<Line> migrations, int same) {

  public Comparison {
    requireNonNull(schema, "schema");
    requireNonNull(left, "left");
    requireNonNull(right, "right");
    migrations = List.copyOf(migrations);
  }

  /** One of both: the target, the last event that counts, and the schema's hash. */
  public record Side(String target, long asOf, String schemaHash) {}

  /**
   * A file that does not stand the same.
   *
   * @param file its name
   * @param difference {@code left-only}, {@code right-only}, {@code status}, {@code bytes} or both
   *     as {@code status-and-bytes}
   * @param leftStatus where it stands there, empty when it is not there
   * @param leftChecksum its bytes there
   */
  public record Line(
      String file,
      String difference,
      String leftStatus,
      String rightStatus,
      String leftChecksum,
      String rightChecksum) {}

  /** What differs from one state to the other. */
  public static Comparison of(StateAnswer left, StateAnswer right) {
    var here = byFile(left);
    var there = byFile(right);
    var files = new TreeSet<>(here.keySet());
    files.addAll(there.keySet());
    var lines = new ArrayList<Line>();
    for (var file : files) {
      var line = line(file, here.getOrDefault(file, Map.of()), there.getOrDefault(file, Map.of()));
      if (!line.difference().isEmpty()) {
        lines.add(line);
      }
    }
    var known = !left.schemaHash().isEmpty();
    return new Comparison(
        "ledger/comparison/v1",
        side(left),
        side(right),
        known && left.schemaHash().equals(right.schemaHash()),
        lines,
        files.size() - lines.size());
  }

  private static Side side(StateAnswer state) {
    return new Side(state.target(), state.asOf(), state.schemaHash());
  }

  private static Map<String, Map<String, Object>> byFile(StateAnswer state) {
    var rows = new LinkedHashMap<String, Map<String, Object>>();
    state.migrations().forEach(row -> rows.put(word(row, "filename"), row));
    return rows;
  }

  private static Line line(String file, Map<String, Object> left, Map<String, Object> right) {
    return new Line(
        file,
        difference(left, right),
        word(left, "status"),
        word(right, "status"),
        word(left, "checksum"),
        word(right, "checksum"));
  }

  private static String difference(Map<String, Object> left, Map<String, Object> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.isEmpty() ? "right-only" : "left-only";
    }
    boolean status = !word(left, "status").equals(word(right, "status"));
    boolean bytes = !word(left, "checksum").equals(word(right, "checksum"));
    if (status && bytes) {
      return "status-and-bytes";
    }
    return status ? "status" : bytes ? "bytes" : "";
  }

  private static String word(Map<String, Object> row, String name) {
    return String.valueOf(row.getOrDefault(name, ""));
  }
}
