package dev.migrationledger.runner.execute;

import dev.migrationledger.runner.execute.work.Work;
import java.time.Duration;

/** Hears how a migration gets on; called on the thread that executes, so it must be quick. */
public interface ProgressListener {

  /** Hears nothing. */
  ProgressListener SILENT =
      new ProgressListener() {
        @Override
        public void statement(Work work, int done, long bytesRead, long bytesTotal) {}

        @Override
        public void waiting(Work work, int attempt, Duration pause, String why) {}

        @Override
        public void warning(Work work, String message) {}
      };

  /** Statements so far have been executed, and so many bytes of the file are read. */
  void statement(Work work, int done, long bytesRead, long bytesTotal);

  /** An attempt ended with something that may pass; the next one starts after the pause. */
  void waiting(Work work, int attempt, Duration pause, String why);

  /** Something worth knowing that stops nothing. */
  void warning(Work work, String message);
}
