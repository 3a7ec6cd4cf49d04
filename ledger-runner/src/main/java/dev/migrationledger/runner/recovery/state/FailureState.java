package dev.migrationledger.runner.recovery.state;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that is wrong, with what shows it and the ways out.
 *
 * @param code which sort of failure
 * @param subject what it is about, e.g. {@code index public.orders_idx}
 * @param version the migration it is about, empty when none
 * @param found what is wrong, in words
 * @param evidence what shows it
 * @param ways the ways out, the safest first; empty when somebody has to act first
 * @param unasked whether the first way may be taken when nobody chose
 */
public record FailureState(
    RecoveryCode code,
    String subject,
    String version,
    String found,
    List<String> evidence,
    List<WayOut> ways,
    boolean unasked) {

  public FailureState {
    requireNonNull(code, "code");
    requireNonNull(subject, "subject");
    requireNonNull(version, "version");
    requireNonNull(found, "found");
    evidence = List.copyOf(evidence);
    ways = List.copyOf(ways);
    if (unasked && ways.isEmpty()) {
      throw new IllegalArgumentException("there is no way to take unasked: " + subject);
    }
  }

  /** The way of that name. */
  public Optional<WayOut> way(String word) {
    return ways.stream().filter(w -> w.word().equals(word)).findFirst();
  }

  /** What no two states of a target share. */
  public String key() {
    return code.code() + " " + subject;
  }

  /** Whether somebody means this state by it. */
  public boolean isMeantBy(String name) {
    return name.equals(code.code())
        || name.equals(subject)
        || (!version.isEmpty() && name.equals(version))
        || subject.endsWith(" " + name);
  }

  /** The same with one more thing that shows it. */
  public FailureState with(String more) {
    var all = new ArrayList<>(evidence);
    all.add(more);
    return new FailureState(code, subject, version, found, all, ways, unasked);
  }
}
