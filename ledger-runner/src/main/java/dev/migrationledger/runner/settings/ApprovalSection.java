package dev.migrationledger.runner.settings;

import dev.migrationledger.domain.origin.Persons;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads what stands under {@code approvals} in {@code ledger.yaml}. */
final class ApprovalSection {

  private static final String PEOPLE = "people";

  private final Function<Node, String> places;
  private final List<String> problems;
  private final Map<String, Integer> needed = new HashMap<>();
  private final List<List<String>> people = new ArrayList<>();

  ApprovalSection(Function<Node, String> places, List<String> problems) {
    this.places = places;
    this.problems = problems;
  }

  ApprovalSettings read(Node section) {
    if (section instanceof MappingNode map) {
      map.getValue().forEach(this::line);
    } else {
      bad(
          section,
          "gives \"approvals\" no settings of its own; write lines such as \"production: 1\"");
    }
    return new ApprovalSettings(needed, new Persons(people));
  }

  private void line(NodeTuple line) {
    var key = text(line.getKeyNode());
    if (key.equals(PEOPLE)) {
      people(line.getValueNode());
    } else if (!Set.of("production", "staging", "development", "test").contains(key)) {
      problems.add(
          SettingsCode.UNKNOWN_SETTING.said(
              "%s has the unknown setting \"%s\"; there are production, staging, development, test and people below approvals"
                  .formatted(places.apply(line.getKeyNode()), key)));
    } else if (!text(line.getValueNode()).matches("\\d")) {
      bad(
          line.getValueNode(),
          "says %s: \"%s\"; write how many people have to approve, 0 to 9"
              .formatted(key, text(line.getValueNode())));
    } else if (needed.put(key, Integer.valueOf(text(line.getValueNode()))) != null) {
      bad(line.getKeyNode(), "says \"" + key + "\" a second time; keep one of them");
    }
  }

  private void people(Node node) {
    var all = node instanceof SequenceNode list ? list.getValue() : List.<Node>of();
    if (all.isEmpty()) {
      bad(node, "gives \"people\" no list; write a line such as \"- [ann, ann@example.org]\"");
    }
    for (var person : all) {
      var names =
          person instanceof SequenceNode list
              ? list.getValue().stream().map(ApprovalSection::text).toList()
              : List.<String>of();
      if (names.size() < 2 || names.contains("")) {
        bad(person, "names nobody; a person is a list of at least two names or addresses");
      } else {
        people.add(names);
      }
    }
  }

  private static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
  }

  private void bad(Node node, String what) {
    problems.add(SettingsCode.BAD_VALUE.said(places.apply(node) + " " + what));
  }
}
