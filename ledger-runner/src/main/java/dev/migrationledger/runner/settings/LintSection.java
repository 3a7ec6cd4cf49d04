package dev.migrationledger.runner.settings;

import dev.migrationledger.runner.settings.LintSettings.Chosen;
import dev.migrationledger.runner.settings.LintSettings.Exempt;
import dev.migrationledger.runner.settings.LintSettings.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads what stands under {@code lint} in {@code ledger.yaml}. */
final class LintSection {

  private static final Set<String> LEVELS = Set.of("error", "warning", "info", "off", "false");

  private final Function<Node, String> places;
  private final List<String> problems;
  private final List<Chosen> rules = new ArrayList<>();
  private final List<Exempt> except = new ArrayList<>();
  private final Set<String> named = new HashSet<>();
  private int targetVersion;

  LintSection(Function<Node, String> places, List<String> problems) {
    this.places = places;
    this.problems = problems;
  }

  LintSettings read(Node section) {
    for (var line : lines(section, "lint", "write target-version, rules or except below it")) {
      switch (key(line)) {
        case "target-version" -> version(line.getValueNode());
        case "rules" ->
            lines(line.getValueNode(), "rules", "write lines such as \"LINT-034: error\"")
                .forEach(this::rule);
        case "except" -> exceptions(line.getValueNode());
        case String other ->
            unknown(line.getKeyNode(), other, "target-version, rules, except below lint");
      }
    }
    return new LintSettings(targetVersion, rules, except);
  }

  private List<NodeTuple> lines(Node node, String of, String remedy) {
    if (node instanceof MappingNode map) {
      return map.getValue();
    }
    bad(node, "gives \"%s\" no settings of its own; %s".formatted(of, remedy));
    return List.of();
  }

  private void version(Node node) {
    var text = text(node);
    if (text.matches("[1-9]\\d?") && Integer.parseInt(text) >= 9) {
      targetVersion = Integer.parseInt(text);
    } else {
      bad(node, "says target-version \"" + text + "\"; write a major version, e.g. 15");
    }
  }

  private void rule(NodeTuple line) {
    var rule = key(line);
    var level = text(line.getValueNode()).toLowerCase(Locale.ROOT);
    if (!LEVELS.contains(level)) {
      bad(
          line.getValueNode(),
          "says \"%s\" of %s; it is error, warning, info or off".formatted(level, rule));
    } else if (!named.add(rule)) {
      bad(line.getKeyNode(), "says \"" + rule + "\" a second time; keep one of them");
    } else {
      var said = level.equals("false") ? "off" : level;
      rules.add(
          new Chosen(
              rule, Level.valueOf(said.toUpperCase(Locale.ROOT)), places.apply(line.getKeyNode())));
    }
  }

  private void exceptions(Node node) {
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(this::exception);
    } else {
      bad(node, "gives \"except\" no list; start each exception with \"- rule: LINT-034\"");
    }
  }

  private void exception(Node node) {
    Map<String, String> said = new LinkedHashMap<>();
    for (var line : lines(node, "except", "write rule, files and because")) {
      var key = key(line);
      if (Set.of("rule", "files", "because").contains(key)) {
        said.put(key, text(line.getValueNode()));
      } else {
        unknown(line.getKeyNode(), key, "rule, files, because in an exception");
      }
    }
    var missing =
        List.of("rule", "files", "because").stream()
            .filter(key -> said.getOrDefault(key, "").isBlank())
            .toList();
    if (!missing.isEmpty() && node instanceof MappingNode) {
      bad(
          node,
          "makes an exception without %s; it needs rule, files and because"
              .formatted(String.join(", ", missing)));
    } else if (missing.isEmpty()) {
      except.add(
          new Exempt(
              said.getOrDefault("rule", ""),
              said.getOrDefault("files", ""),
              said.getOrDefault("because", ""),
              places.apply(node)));
    }
  }

  private static String key(NodeTuple line) {
    return text(line.getKeyNode());
  }

  private static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
  }

  private void unknown(Node node, String key, String known) {
    problems.add(
        SettingsCode.UNKNOWN_SETTING.said(
            "%s has the unknown setting \"%s\"; there are %s"
                .formatted(places.apply(node), key, known)));
  }

  private void bad(Node node, String what) {
    problems.add(SettingsCode.BAD_VALUE.said(places.apply(node) + " " + what));
  }
}
