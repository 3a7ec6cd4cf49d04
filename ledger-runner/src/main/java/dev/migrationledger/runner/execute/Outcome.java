package dev.migrationledger.runner.execute;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Failure;

/** How carrying out a migration ended. */
public sealed interface Outcome {

  /**
   * Its change and its receipt are committed.
   *
   * @param execution how it went
   */
  record Applied(Execution execution) implements Outcome {
    public Applied {
      requireNonNull(execution, "execution");
    }
  }

  /**
   * It was not applied; the failure says what stays.
   *
   * @param failure why, and what is left
   * @param attempts how often it was tried
   * @param durationMs milliseconds spent, all attempts and pauses included
   */
  record Failed(Failure failure, int attempts, long durationMs) implements Outcome {
    public Failed {
      requireNonNull(failure, "failure");
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
  }
}
