package dev.migrationledger.runner.trace;

import dev.migrationledger.runner.execute.work.ExecutionSettings;
import dev.migrationledger.runner.scratch.ScratchDatabase;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.trace.seen.ReplayFailure;
import dev.migrationledger.runner.trace.seen.Trace;
import dev.migrationledger.runner.trace.seen.TracedMigration;
import dev.migrationledger.sql.lint.LintFinding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The room's entry: replays migrations in their order on a new database. */
public final class Replay {

  private final ScratchDatabase database;
  private final ExecutionSettings settings;
  private final Map<String, List<LintFinding>> findings;
  private final List<TracedMigration> migrations = new ArrayList<>();
  private final List<ReplayFailure> failures = new ArrayList<>();

  /**
   * A replay.
   *
   * @param findings what rules say of the scripts, by their files' names
   */
  public Replay(
      ScratchDatabase database,
      ExecutionSettings settings,
      Map<String, List<LintFinding>> findings) {
    this.database = database;
    this.settings = settings;
    this.findings = Map.copyOf(findings);
  }

  /**
   * Replays; a statement that fails ends it and is told.
   *
   * @param setup what is run before, each statement for itself, and not told
   * @throws dev.migrationledger.runner.target.TargetFailure when the server cannot be used
   */
  public Trace run(Optional<Path> setup, List<ParsedScript> scripts) {
    try (ReplaySession session = ReplaySession.open(database)) {
      setup.ifPresent(
          path -> replay(session, new Script(String.valueOf(path.getFileName()), path, false)));
      migrations.clear();
      for (ParsedScript script : scripts) {
        if (failures.isEmpty()) {
          var source = script.source();
          replay(session, new Script(source.file(), source.path(), script.transactional()));
        }
      }
      return new Trace(
          session.target().identity().serverVersion(), session.objectsSeen(), migrations, failures);
    }
  }

  private record Script(String file, Path path, boolean transactional) {}

  private void replay(ReplaySession session, Script script) {
    Map<Integer, List<LintFinding>> said =
        findings.getOrDefault(script.file, List.of()).stream()
            .collect(Collectors.groupingBy(LintFinding::statement));
    session.renew();
    Observation observation = new Observation(session, said);
    long started = System.nanoTime();
    try {
      new ScriptReplay(session.target(), script.file, script.transactional, observation)
          .run(script.path, settings);
    } catch (StoppedReplay stopped) {
      failures.add(stopped.failure());
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - started);
    migrations.add(
        new TracedMigration(script.file, script.transactional, duration, observation.statements()));
  }
}
