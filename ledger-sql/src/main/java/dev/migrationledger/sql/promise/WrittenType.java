package dev.migrationledger.sql.promise;

import dev.migrationledger.sql.tree.Node;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A type of a column as a script writes it, by PostgreSQL's own name.
 *
 * @param schema {@code pg_catalog} for those the grammar knows by words, else as written, or empty
 * @param name as in {@code pg_type}, e.g. {@code int4}; of an array, that of its elements
 * @param array whether it is an array of these
 * @param modifier as {@code pg_attribute.atttypmod}; empty when it cannot be told
 */
public record WrittenType(String schema, String name, boolean array, OptionalInt modifier) {

  private static final int HEADER = 4;
  private static final Map<String, String> SERIAL =
      Map.of(
          "serial", "int4",
          "serial2", "int2",
          "serial4", "int4",
          "serial8", "int8",
          "bigserial", "int8",
          "smallserial", "int2");

  public WrittenType {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(modifier, "modifier");
  }

  /** Reads a TypeName; empty when there is none, or it is told by another column. */
  static Optional<WrittenType> of(Node type) {
    List<String> names = type.names("names");
    if (names.isEmpty() || type.flag("pct_type") || type.flag("setof")) {
      return Optional.empty();
    }
    String name = names.getLast();
    String schema = names.size() > 1 ? names.get(names.size() - 2) : "";
    boolean array = !type.nodes("arrayBounds").isEmpty();
    return Optional.of(
        schema.isEmpty() && SERIAL.containsKey(name)
            ? new WrittenType("pg_catalog", SERIAL.get(name), array, OptionalInt.empty())
            : new WrittenType(schema, name, array, modifier(name, type.nodes("typmods"))));
  }

  private static OptionalInt modifier(String name, List<Node> written) {
    List<Integer> numbers =
        written.stream()
            .filter(node -> node.is("A_Const") && node.has("ival"))
            .map(node -> (int) node.node("ival").number("ival"))
            .toList();
    if (numbers.size() != written.size()) {
      return OptionalInt.empty();
    }
    return switch (name) {
      case "varchar", "bpchar" ->
          OptionalInt.of(numbers.isEmpty() ? -1 : numbers.getFirst() + HEADER);
      case "numeric" -> OptionalInt.of(numbers.isEmpty() ? -1 : numeric(numbers));
      case "time", "timetz", "timestamp", "timestamptz", "bit", "varbit" ->
          OptionalInt.of(numbers.isEmpty() ? -1 : numbers.getFirst());
      default -> OptionalInt.empty();
    };
  }

  /** Precision in the upper half, scale in the lower eleven bits. */
  private static int numeric(List<Integer> numbers) {
    int scale = numbers.size() > 1 ? numbers.get(1) : 0;
    return ((numbers.getFirst() << 16) | (scale & 0x7ff)) + HEADER;
  }
}
