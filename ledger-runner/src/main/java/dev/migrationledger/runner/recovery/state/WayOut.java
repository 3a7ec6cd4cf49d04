package dev.migrationledger.runner.recovery.state;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One way out of a failure state.
 *
 * @param word what it is chosen by
 * @param steps what is done, in order
 * @param repair how it is carried out
 */
public record WayOut(String word, List<Step> steps, Repair repair) {

  public WayOut {
    requireNonNull(word, "word");
    steps = List.copyOf(steps);
    requireNonNull(repair, "repair");
  }

  /** A way of one step. */
  public static WayOut of(String word, Step step, Repair repair) {
    return new WayOut(word, List.of(step), repair);
  }
}
