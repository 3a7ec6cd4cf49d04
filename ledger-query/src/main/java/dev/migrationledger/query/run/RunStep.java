package dev.migrationledger.query.run;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Millis;
import dev.migrationledger.query.answer.Moment;

/**
 * What became of one step of a run's plan.
 *
 * @param version the migration
 * @param file its file
 * @param state applied, rolled-back, failed, not-tried, or while the run is open running and
 *     waiting
 * @param at when that was recorded, absent when it is not tried
 * @param duration milliseconds spent, absent when it is not tried
 * @param statements how many statements ran to their end, −1 when not recorded
 * @param rows rows they report as changed, −1 when not recorded
 * @param lockWait milliseconds lost to lock timeouts and retries, absent when not recorded
 * @param attempts how often it was tried, 0 when it was not
 * @param role the database role that ran it, empty when not recorded
 * @param error what the server said, with place and what was kept; empty when it did not fail
 * @param index the event that tells it, −1 when there is none
 */
public record RunStep(
    String version,
    String file,
    String state,
    Moment at,
    Millis duration,
    int statements,
    long rows,
    Millis lockWait,
    int attempts,
    String role,
    String error,
    long index) {

  public RunStep {
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(state, "state");
    requireNonNull(at, "at");
    requireNonNull(duration, "duration");
    requireNonNull(lockWait, "lockWait");
    requireNonNull(role, "role");
    requireNonNull(error, "error");
  }

  static RunStep untried(String version, String file, String state) {
    return new RunStep(
        version, file, state, Moment.NONE, Millis.NONE, -1, -1, Millis.NONE, 0, "", "", -1);
  }
}
