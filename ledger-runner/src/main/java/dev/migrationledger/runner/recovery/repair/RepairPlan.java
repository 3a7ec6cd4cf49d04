package dev.migrationledger.runner.recovery.repair;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.runner.recovery.state.Detection;
import dev.migrationledger.runner.recovery.state.FailureState;
import dev.migrationledger.runner.recovery.state.RecoveryCode;
import dev.migrationledger.runner.recovery.state.Step;
import dev.migrationledger.runner.recovery.state.WayOut;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What will be done about each failure state.
 *
 * @param id the first twelve digits of SHA-256 over the states and their chosen ways: the same id
 *     is the same plan for the same state
 * @param items each failure state with its way, in order
 */
public record RepairPlan(String id, List<Item> items) {

  /** While one of these is undecided, it is not known what the target's history is. */
  private static final Set<RecoveryCode> HISTORY =
      EnumSet.of(
          RecoveryCode.TARGET_MOVED,
          RecoveryCode.TARGET_COPIED,
          RecoveryCode.RECEIPT_UNKNOWN,
          RecoveryCode.RECEIPT_MISSING,
          RecoveryCode.RECEIPT_TAMPERED);

  public RepairPlan {
    requireNonNull(id, "id");
    items = List.copyOf(items);
  }

  /**
   * A failure state and the way that is taken.
   *
   * @param word the way's, empty when somebody has to choose first
   */
  public record Item(FailureState state, String word) {

    public Item {
      requireNonNull(state, "state");
      requireNonNull(word, "word");
    }

    /** The way that is taken. */
    public Optional<WayOut> way() {
      return state.way(word);
    }

    private String text() {
      var steps =
          way().stream()
              .flatMap(w -> w.steps().stream())
              .map(s -> s.description() + "\n" + s.sql())
              .collect(Collectors.joining("\n"));
      return String.join("\n", state.key(), state.found(), word, steps);
    }
  }

  /**
   * The plan for what was detected.
   *
   * @param choices what a state is called by, to the way that is to be taken
   * @throws dev.migrationledger.runner.recovery.RecoveryRefused when there is no such state or way
   */
  public static RepairPlan of(Detection detection, Map<String, String> choices) {
    var problems = unfit(detection, choices);
    var items = new ArrayList<Item>();
    for (var state : detection.states()) {
      var word = state.unasked() ? state.ways().getFirst().word() : "";
      for (var choice : choices.entrySet()) {
        if (state.isMeantBy(choice.getKey()) && state.way(choice.getValue()).isPresent()) {
          word = choice.getValue();
        }
      }
      items.add(new Item(state, word));
    }
    if (!problems.isEmpty()) {
      throw RepairRefused.choices(problems);
    }
    return new RepairPlan(id(items), items);
  }

  /** Choices that no state takes: a number or a code may mean several, of which one has the way. */
  private static List<String> unfit(Detection detection, Map<String, String> choices) {
    var problems = new ArrayList<String>();
    choices.forEach((name, word) -> {
      var meant = detection.states().stream().filter(s -> s.isMeantBy(name)).toList();
      if (meant.isEmpty()) {
        problems.add("nothing that was found is called \"" + name + "\"");
      } else if (meant.stream().allMatch(s -> s.way(word).isEmpty())) {
        meant.forEach(state ->
            problems.add(
                "%s has no way \"%s\" (it has %s)"
                    .formatted(
                        state.subject(),
                        word,
                        state.ways().stream()
                            .map(WayOut::word)
                            .collect(Collectors.joining(", ")))));
      }
    });
    return problems;
  }

  private static String id(List<Item> items) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var item : items) {
        digest.update(item.text().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is done. */
  public List<Item> decided() {
    return items.stream().filter(i -> i.way().isPresent()).toList();
  }

  /** What somebody has to choose a way for, or act on, first. */
  public List<Item> undecided() {
    return items.stream().filter(i -> i.way().isEmpty()).toList();
  }

  /** All that is done, in order. */
  public List<Step> steps() {
    return decided().stream()
        .flatMap(i -> i.way().stream())
        .flatMap(w -> w.steps().stream())
        .toList();
  }

  /**
   * Makes sure that it can be begun.
   *
   * @throws dev.migrationledger.runner.recovery.RecoveryRefused when a choice is needed first
   */
  public void requireChoices() {
    var history = undecided().stream().filter(i -> HISTORY.contains(i.state().code())).toList();
    var open = decided().isEmpty() ? undecided() : history;
    if (!open.isEmpty()) {
      throw RepairRefused.choices(open.stream().map(i -> ways(i.state())).toList());
    }
  }

  private static String ways(FailureState state) {
    return state.ways().isEmpty()
        ? "%s %s: %s".formatted(state.code().code(), state.subject(), state.code().remedy())
        : "%s %s: choose one of %s"
            .formatted(
                state.code().code(),
                state.subject(),
                state.ways().stream()
                    .map(w -> "--choose \"%s=%s\"".formatted(state.code().code(), w.word()))
                    .collect(Collectors.joining(", ")));
  }
}
