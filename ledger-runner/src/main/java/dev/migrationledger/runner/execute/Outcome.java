package dev.migrationledger.runner.execute;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.Finding;
import java.util.List;

/** How carrying out a migration ended. */
public sealed interface Outcome {

  /** What was found in what it made; empty when nobody looked. */
  List<Finding> findings();

  /**
   * Its change and its receipt are committed.
   *
   * @param execution how it went
   * @param findings what is to be known of what it made; no error among them
   */
  record Applied(Execution execution, List<Finding> findings) implements Outcome {
    public Applied {
      requireNonNull(execution, "execution");
      findings = List.copyOf(findings);
    }

    public Applied(Execution execution) {
      this(execution, List.of());
    }

    Applied with(List<Finding> found) {
      return new Applied(execution, found);
    }
  }

  /**
   * It was not applied; the failure says what stays.
   *
   * @param failure why, and what is left
   * @param attempts how often it was tried
   * @param durationMs milliseconds spent, all attempts and pauses included
   * @param findings why what it made was not kept; empty when it failed by itself
   */
  record Failed(Failure failure, int attempts, long durationMs, List<Finding> findings)
      implements Outcome {
    public Failed {
      requireNonNull(failure, "failure");
      findings = List.copyOf(findings);
    }

    public Failed(Failure failure, int attempts, long durationMs) {
      this(failure, attempts, durationMs, List.of());
    }

    /** All statements ran, and what they made is not what it should be; some may be kept. */
    static Failed rejected(List<Finding> findings, int kept, int attempts, long durationMs) {
      Finding first = findings.stream().filter(Finding::blocks).findFirst().orElseThrow();
      long others = findings.stream().filter(Finding::blocks).count() - 1;
      String message =
          "%s: %s%s; %s"
              .formatted(
                  first.code(),
                  first.message(),
                  others == 0 ? "" : " (and %d more)".formatted(others),
                  kept == 0
                      ? "the transaction was rolled back, nothing was kept"
                      : "its statements are kept, since it has no transaction");
      Failure.Kind kind = kept == 0 ? Failure.Kind.ROLLED_BACK : Failure.Kind.HALF_DONE;
      return new Failed(
          new Failure(kind, "", message, "", "", 0, first.line(), first.column(), kept),
          attempts,
          durationMs,
          findings);
    }
  }

  /**
   * The connection was lost around COMMIT and the target cannot be asked: the receipt will tell the
   * next run.
   *
   * @param message what happened, and what to do
   */
  record Uncertain(String message) implements Outcome {
    public Uncertain {
      requireNonNull(message, "message");
    }

    @Override
    public List<Finding> findings() {
      return List.of();
    }
  }
}
