package dev.migrationledger.runner.cli.shadow;

import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.execute.work.ExecutionSettings;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.settings.Settings;
import dev.migrationledger.runner.shadow.ShadowCache;
import dev.migrationledger.runner.shadow.ShadowServer;
import dev.migrationledger.runner.shadow.ShadowSettings;
import dev.migrationledger.runner.target.TargetAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where and how migrations are replayed. */
public final class ShadowOptions {

  @Option(
      names = "--shadow-url",
      paramLabel = "URL",
      description = "Replays in new databases on this server; they are removed afterwards")
  private String url = "";

  @Option(
      names = "--shadow-setup",
      paramLabel = "FILE",
      description = "SQL to run before the first migration: roles, extensions, a baseline")
  private String setup = "";

  /** Whether any of them was given. */
  public boolean areGiven() {
    return !url.isEmpty() || !setup.isEmpty();
  }

  /** The server, an embedded one unless another was named. */
  public ShadowServer server(Map<String, String> environment) {
    return url.isEmpty()
        ? ShadowServer.embedded()
        : ShadowServer.at(TargetAddress.of(url, environment));
  }

  /**
   * How a folder is replayed.
   *
   * @param environment which scripts are for
   * @param folder what file names are relative to
   * @throws UsageProblem when the setup cannot be read
   */
  public ShadowSettings settings(Settings settings, String environment, Path folder) {
    return new ShadowSettings(
        ExecutionSettings.defaults()
            .withLockTimeout(settings.duration(Setting.LOCK_TIMEOUT))
            .withStatementTimeout(settings.duration(Setting.STATEMENT_TIMEOUT)),
        environment,
        setup(folder));
  }

  /** The schemas that are known from earlier replays in a folder. */
  public static ShadowCache cache(Path folder) {
    return ShadowCache.in(folder.resolve(".ledger").resolve("shadow"));
  }

  /**
   * SQL to run before the first migration: one file, or none.
   *
   * @param folder what its name is relative to
   * @throws UsageProblem when it cannot be read
   */
  public List<Path> setup(Path folder) {
    if (setup.isEmpty()) {
      return List.of();
    }
    Path file;
    try {
      file = folder.resolve(setup);
    } catch (InvalidPathException e) {
      throw new UsageProblem("--shadow-setup is no file's name: " + e.getReason());
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new UsageProblem("--shadow-setup names " + setup + ", which cannot be read");
    }
    return List.of(file);
  }
}
