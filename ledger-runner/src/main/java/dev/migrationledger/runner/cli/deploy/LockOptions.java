package dev.migrationledger.runner.cli.deploy;

import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.settings.Setting;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long what runs waits for others, and may run itself. */
public final class LockOptions {

  @Option(
      names = "--lock-timeout",
      paramLabel = "TIME",
      description = "How long a statement waits for a lock before it is retried (default: 5s)")
  private @Nullable String lockTimeout;

  @Option(
      names = "--statement-timeout",
      paramLabel = "TIME",
      description = "How long a statement may run (default: no limit)")
  private @Nullable String statementTimeout;

  @Option(
      names = "--lock-wait",
      paramLabel = "TIME",
      description = "How long to wait for another runner on the same target (default: 60s)")
  private @Nullable String lockWait;

  /** Those that were given. */
  public Map<Setting, String> settings() {
    var given = new HashMap<Setting, @Nullable String>();
    given.put(Setting.LOCK_TIMEOUT, lockTimeout);
    given.put(Setting.STATEMENT_TIMEOUT, statementTimeout);
    given.put(Setting.LOCK_WAIT, lockWait);
    return LedgerTask.settings(given);
  }
}
