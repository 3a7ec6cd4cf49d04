package dev.migrationledger.runner.trace;

import dev.migrationledger.runner.execute.work.ExecutionSettings;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.runner.trace.seen.ReplayFailure;
import dev.migrationledger.runner.trace.seen.Trace;
import dev.migrationledger.runner.trace.seen.TracedMigration;
import dev.migrationledger.sql.lint.LintFinding;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The room's entry: replays migrations in their order on a new database. */
public final class Replay {

  private final ReplayDatabase database;
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
      ReplayDatabase database,
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
    boolean objectsSeen;
    String version;
    try (TargetSession session = database.open()) {
      version = session.identity().serverVersion();
      objectsSeen = ObjectNotes.install(session.connection());
    } catch (SQLException e) {
      throw new IllegalStateException("the new database could not be prepared", e);
    }
    setup.ifPresent(path -> replay(String.valueOf(path.getFileName()), path, false, objectsSeen));
    migrations.clear();
    for (ParsedScript script : scripts) {
      if (failures.isEmpty()) {
        replay(script.source().file(), script.source().path(), script.transactional(), objectsSeen);
      }
    }
    return new Trace(version, objectsSeen, migrations, failures);
  }

  private void replay(String file, Path path, boolean transactional, boolean objectsSeen) {
    Map<Integer, List<LintFinding>> said =
        findings.getOrDefault(file, List.of()).stream()
            .collect(Collectors.groupingBy(LintFinding::statement));
    long started = System.nanoTime();
    TargetSession session = database.open();
    try (Observation observation = new Observation(session, objectsSeen, said);
        ScriptReplay replay = new ScriptReplay(session, file, transactional, observation)) {
      try {
        replay.run(path, settings);
      } catch (StoppedReplay stopped) {
        failures.add(stopped.failure());
      }
      Duration duration = Duration.ofNanos(System.nanoTime() - started);
      migrations.add(new TracedMigration(file, transactional, duration, observation.statements()));
    } catch (SQLException e) {
      failures.add(StoppedReplay.of(file, "looking on", e).failure());
    } finally {
      session.close();
    }
  }
}
