package dev.migrationledger.runner.doctor;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import java.util.List;

/**
 * What is wrong, why, and what to do.
 *
 * @param summary what was looked at, in figures
 * @param findings everything that was found, errors first
 * @param causes the root causes, in the order in which they are best dealt with
 * @param notExamined what could not be looked at, and why
 */
public record Diagnosis(
    Summary summary, List<Finding> findings, List<RootCause> causes, List<String> notExamined) {

  /** How bad it is to leave it. */
  public enum Risk {
    LOW,
    MEDIUM,
    HIGH
  }

  /**
   * Something that explains findings.
   *
   * @param code the finding it explains
   * @param title what it is, in a sentence without full stop
   * @param risk of leaving it
   * @param why that risk
   * @param evidence what led there, a line each
   * @param actions what to do, in order
   */
  public record RootCause(
      String code,
      String title,
      Risk risk,
      String why,
      List<String> evidence,
      List<Action> actions) {

    public RootCause {
      requireNonNull(code, "code");
      requireNonNull(title, "title");
      requireNonNull(risk, "risk");
      requireNonNull(why, "why");
      evidence = List.copyOf(evidence);
      actions = List.copyOf(actions);
    }
  }

  /** A step: what it does, and the command or SQL that does it; empty when there is none. */
  public record Action(String description, String command) {

    public Action {
      requireNonNull(description, "description");
      requireNonNull(command, "command");
    }
  }

  /**
   * A history that was read.
   *
   * @param tool whose
   * @param table where
   * @param rows how many it holds
   * @param tied how many files they are tied to
   * @param importedBy the command that imports it
   */
  public record History(String tool, String table, int rows, int tied, String importedBy) {}

  /** What was looked at: files, how many of them ran, never ran, are retired, and who tells it. */
  public record Summary(
      int files, int ran, int neverRan, int retired, List<History> histories, boolean ledger) {

    public Summary {
      histories = List.copyOf(histories);
    }
  }

  public Diagnosis {
    requireNonNull(summary, "summary");
    findings = List.copyOf(findings);
    causes = List.copyOf(causes);
    notExamined = List.copyOf(notExamined);
  }

  /** Whether something is wrong that should not wait. */
  public boolean ill() {
    return findings.stream().anyMatch(Finding::blocks);
  }
}
