package dev.migrationledger.query.status;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Millis;
import dev.migrationledger.query.answer.Moment;
import java.util.List;

/**
 * Where every migration of a target stands.
 *
 * @param schema {@code ledger/status/v1}
 * @param target the target
 * @param asOf index of the last event it covers, −1 when there is none
 * @param migrations by number, then by file
 * @param summary how many of each
 */
public record StatusAnswer(
    String schema, String target, long asOf, List<Line> migrations, Summary summary) {

  public StatusAnswer {
    requireNonNull(schema, "schema");
    requireNonNull(target, "target");
    migrations = List.copyOf(migrations);
    requireNonNull(summary, "summary");
  }

  /** Nothing is known of the target. */
  public static StatusAnswer nothing(String target, long asOf) {
    var none = new Summary(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    return new StatusAnswer("ledger/status/v1", target, asOf, List.of(), none);
  }

  /**
   * One migration, or one refused file.
   *
   * @param version its number, empty when the file name has none
   * @param file its file
   * @param state one of the nine words
   * @param flags what else is true of it
   * @param checksum the bytes that ran, or last seen while it has not run
   * @param appliedAt when it ran, absent when it did not
   * @param executionTimeMs how long it took, absent when it was not tried
   * @param actor who brought it into this state
   */
  public record Line(
      String version,
      String file,
      String state,
      List<String> flags,
      String checksum,
      Moment appliedAt,
      Millis executionTimeMs,
      String actor) {

    public Line {
      requireNonNull(version, "version");
      requireNonNull(file, "file");
      requireNonNull(state, "state");
      flags = List.copyOf(flags);
      requireNonNull(checksum, "checksum");
      requireNonNull(appliedAt, "appliedAt");
      requireNonNull(executionTimeMs, "executionTimeMs");
      requireNonNull(actor, "actor");
    }
  }

  /**
   * How many migrations are in each state.
   *
   * @param pending and each further state
   * @param edited how many done ones have a file that differs from what ran
   * @param total all lines
   */
  public record Summary(
      int pending,
      int rejected,
      int running,
      int applied,
      int failed,
      int unknown,
      int retired,
      int baselined,
      int rolledBack,
      int edited,
      int total) {}
}
