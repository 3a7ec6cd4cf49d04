package dev.migrationledger.domain.origin;

import static java.util.Objects.requireNonNull;

/**
 * Where an event comes from: travels beside the command and is stored as the event's metadata.
 *
 * @param actor who
 * @param ci from which pipeline, {@link CiContext#NONE} outside CI
 * @param correlation the run or single command that several events belong to
 * @param runner the program and its version that sent the command
 */
public record Origin(Actor actor, CiContext ci, String correlation, String runner) {

  public Origin {
    requireNonNull(actor, "actor");
    requireNonNull(ci, "ci");
    requireNonNull(correlation, "correlation");
    requireNonNull(runner, "runner");
  }
}
