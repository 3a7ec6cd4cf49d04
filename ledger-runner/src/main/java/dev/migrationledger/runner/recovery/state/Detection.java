package dev.migrationledger.runner.recovery.state;

import java.util.List;

/**
 * What was found.
 *
 * @param states the failure states, in the order in which they are to be left
 * @param notes what could not be looked at, and why
 */
public record Detection(List<FailureState> states, List<String> notes) {

  public Detection {
    states = List.copyOf(states);
    notes = List.copyOf(notes);
  }

  /** Whether nothing is wrong. */
  public boolean isClean() {
    return states.isEmpty();
  }

  /** Whether a state is among them. */
  public boolean holds(String key) {
    return states.stream().anyMatch(s -> s.key().equals(key));
  }
}
