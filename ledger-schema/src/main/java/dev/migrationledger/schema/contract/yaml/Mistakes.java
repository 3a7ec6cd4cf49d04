package dev.migrationledger.schema.contract.yaml;

import dev.migrationledger.schema.contract.rule.ContractCode;
import dev.migrationledger.schema.contract.rule.ContractProblem;
import dev.migrationledger.schema.contract.rule.ContractProblem.Mistake;
import dev.migrationledger.schema.contract.rule.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** What is wrong with a file, so far. */
final class Mistakes {

  private static final int MOST = 100;

  private final String file;
  private final List<Mistake> mistakes = new ArrayList<>();

  Mistakes(String file) {
    this.file = file;
  }

  Place place(Node node) {
    return node.getStartMark()
        .map(mark -> new Place(file, mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(new Place(file, 0, 0));
  }

  void add(ContractCode code, Node node, String message) {
    mistakes.add(new Mistake(code, place(node), message));
  }

  /** About the file as a whole, or where the text itself is broken. */
  ContractProblem unreadable(String message) {
    var said = new Mistake(ContractCode.UNREADABLE, new Place(file, 0, 0), message);
    return new ContractProblem(List.of(said));
  }

  void refuse() {
    if (mistakes.isEmpty()) {
      return;
    }
    var sorted =
        new ArrayList<>(
            mistakes.stream()
                .distinct()
                .sorted(
                    Comparator.<Mistake>comparingInt(m -> m.place().line())
                        .thenComparingInt(m -> m.place().column()))
                .limit(MOST)
                .toList());
    if (mistakes.size() > MOST) {
      var rest = "and %d more mistakes".formatted(mistakes.size() - MOST);
      sorted.add(new Mistake(ContractCode.UNREADABLE, new Place(file, 0, 0), rest));
    }
    throw new ContractProblem(sorted);
  }
}
