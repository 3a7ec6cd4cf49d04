package dev.migrationledger.schema.contract.yaml;

import dev.migrationledger.schema.contract.rule.ContractCode;
import dev.migrationledger.schema.contract.rule.Terms;
import dev.migrationledger.schema.contract.text.NearMiss;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of a contract, read with care: whatever it should not say is a mistake. */
final class Section {

  private static final int LONGEST_NUMBER = 18;

  private final Node node;
  private final Mistakes mistakes;
  private final Map<String, Node> values = new HashMap<>();

  private Section(Node node, Mistakes mistakes) {
    this.node = node;
    this.mistakes = mistakes;
  }

  /**
   * Reads a mapping that may have these keys only.
   *
   * @param of what it tells, e.g. {@code a column}
   */
  static Section read(Node node, String of, List<String> known, Mistakes mistakes) {
    var section = new Section(node, mistakes);
    for (var line : entries(node, of, mistakes).entrySet()) {
      if (known.contains(line.getKey())) {
        section.values.put(line.getKey(), line.getValue().getValueNode());
      } else {
        var near = NearMiss.of(line.getKey(), known);
        mistakes.add(
            ContractCode.UNKNOWN_KEY,
            line.getValue().getKeyNode(),
            "%s has no \"%s\"; %s"
                .formatted(
                    of,
                    line.getKey(),
                    near.isEmpty()
                        ? "there are " + String.join(", ", known)
                        : "did you mean \"" + near + "\"?"));
      }
    }
    return section;
  }

  /** The lines of a mapping by their keys; nothing is the same as no lines. */
  static SequencedMap<String, NodeTuple> entries(Node node, String of, Mistakes mistakes) {
    var entries = new LinkedHashMap<String, NodeTuple>();
    if (isNothing(node)) {
      return entries;
    }
    if (!(node instanceof MappingNode map)) {
      mistakes.add(ContractCode.BAD_VALUE, node, of + " needs lines of the form \"name: value\"");
      return entries;
    }
    for (var line : map.getValue()) {
      if (!(line.getKeyNode() instanceof ScalarNode key) || key.getValue().isBlank()) {
        mistakes.add(ContractCode.BAD_VALUE, line.getKeyNode(), of + " has a line without a name");
      } else if (entries.putIfAbsent(key.getValue(), line) != null) {
        mistakes.add(
            ContractCode.SAID_TWICE,
            key,
            "%s says \"%s\" a second time; keep one of them".formatted(of, key.getValue()));
      }
    }
    return entries;
  }

  static boolean isNothing(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && (scalar.getValue().isEmpty()
            || scalar.getValue().equals("null")
            || scalar.getValue().equals("~"));
  }

  Optional<Node> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** A plain text; empty when it is not said. */
  String text(String key) {
    return get(key).map(value -> text(value, key, mistakes)).orElse("");
  }

  static String text(Node value, String key, Mistakes mistakes) {
    if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue().strip();
    }
    mistakes.add(ContractCode.BAD_VALUE, value, "\"" + key + "\" needs one plain value");
    return "";
  }

  boolean flag(String key, boolean otherwise) {
    return get(key)
        .map(value ->
            switch (text(value, key, mistakes)) {
              case "true" -> true;
              case "false" -> false;
              case "" -> otherwise;
              case String other -> {
                mistakes.add(
                    ContractCode.BAD_VALUE,
                    value,
                    "\"%s\" is \"%s\"; it is true or false".formatted(key, other));
                yield otherwise;
              }
            })
        .orElse(otherwise);
  }

  /** One of some words; empty when it is not said, or none of them. */
  String word(String key, List<String> words) {
    var said = text(key);
    if (said.isEmpty() || words.contains(said)) {
      return said;
    }
    mistakes.add(
        ContractCode.BAD_VALUE,
        get(key).orElse(node),
        "\"%s\" is \"%s\"; it is one of %s".formatted(key, said, String.join(", ", words)));
    return "";
  }

  /** Texts in a list; a single one needs no list. */
  List<String> texts(String key) {
    return get(key).map(value -> texts(value, key, mistakes)).orElse(List.of());
  }

  static List<String> texts(Node value, String key, Mistakes mistakes) {
    if (!(value instanceof SequenceNode list)) {
      var one = text(value, key, mistakes);
      return one.isEmpty() ? List.of() : List.of(one);
    }
    var texts = new ArrayList<String>();
    for (var each : list.getValue()) {
      // a label of an enum may be empty or blank when it stands in quotes
      if (!(each instanceof ScalarNode scalar) || isNothing(each)) {
        mistakes.add(ContractCode.BAD_VALUE, each, "\"" + key + "\" needs plain values only");
      } else if (texts.contains(scalar.getValue())) {
        mistakes.add(
            ContractCode.SAID_TWICE,
            each,
            "\"%s\" has \"%s\" a second time; keep one of them".formatted(key, scalar.getValue()));
      } else {
        texts.add(scalar.getValue());
      }
    }
    if (list.getValue().isEmpty()) {
      mistakes.add(ContractCode.BAD_VALUE, value, "\"" + key + "\" is empty");
    }
    return texts;
  }

  /** When its rule holds, by {@code since} and {@code optional}. */
  Terms terms(Terms whole, Node place) {
    var since = text("since");
    long from = 0;
    if (since.matches("\\d{1," + LONGEST_NUMBER + "}")) {
      from = Long.parseLong(since);
    } else if (!since.isEmpty()) {
      mistakes.add(
          ContractCode.BAD_VALUE,
          get("since").orElse(node),
          "\"since\" is \"%s\"; write a migration's number, e.g. \"0031\"".formatted(since));
    }
    return new Terms(mistakes.place(place), from, flag("optional", false)).within(whole);
  }
}
