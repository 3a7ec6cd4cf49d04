package dev.migrationledger.runner.shadow;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.runner.execute.work.ExecutionSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * How a folder is replayed.
 *
 * @param execution how statements are run
 * @param environment scripts for others are left out, as they are retired here
 * @param setup SQL to run before the first migration, each statement for itself: one file, or none
 */
public record ShadowSettings(ExecutionSettings execution, String environment, List<Path> setup) {

  public ShadowSettings {
    requireNonNull(execution, "execution");
    requireNonNull(environment, "environment");
    setup = List.copyOf(setup);
  }
}
