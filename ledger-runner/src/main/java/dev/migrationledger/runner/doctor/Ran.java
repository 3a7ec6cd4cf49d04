package dev.migrationledger.runner.doctor;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.history.ImportedRow;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody's history says of a file.
 *
 * @param state what became of it
 * @param at when, as the history stores it; empty when it does not
 * @param by who, empty when it is not stored
 * @param source whose history, as in {@code public.applied_migrations}
 * @param differs whether the history has another checksum than the file
 */
record Ran(ImportedRow.State state, String at, String by, String source, boolean differs) {

  Ran {
    requireNonNull(state, "state");
    requireNonNull(at, "at");
    requireNonNull(by, "by");
    requireNonNull(source, "source");
  }

  boolean done() {
    return switch (state) {
      case APPLIED, BASELINED -> true;
      case FAILED, ROLLED_BACK, REPEATABLE -> false;
    };
  }

  /** The time, where it can be read as one; local time as if it were UTC. */
  Optional<Instant> instant() {
    try {
      return at.isEmpty()
          ? Optional.empty()
          : Optional.of(Instant.parse(at.endsWith("Z") ? at : at + "Z"));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** As in {@code ran at 2026-02-03T10:00:00Z (public.applied_migrations)}. */
  String told() {
    var what =
        switch (state) {
          case APPLIED -> "ran";
          case BASELINED -> "counts as done without having run";
          case FAILED -> "failed or stopped half-way";
          case ROLLED_BACK -> "was taken back";
          case REPEATABLE -> "runs again and again";
        };
    var when = at.isEmpty() ? "" : " at " + at.replaceFirst("\\.\\d+", "");
    return what + when + (by.isEmpty() ? "" : " by " + by) + " (" + source + ")";
  }
}
