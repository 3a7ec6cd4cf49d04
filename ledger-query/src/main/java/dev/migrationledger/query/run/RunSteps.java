package dev.migrationledger.query.run;

import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationFailed;
import dev.migrationledger.domain.event.MigrationRolledBack;
import dev.migrationledger.domain.event.RollbackFailed;
import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.answer.Millis;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.log.StoredEvent;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The plan of a run laid beside the events that tell what became of each step. */
final class RunSteps {

  private static final int CHUNK = 1_000;

  private final Map<Long, RunStep> told = new HashMap<>();

  private RunSteps() {}

  static List<RunStep> of(Connection c, EventLog log, Row run) {
    var steps = new RunSteps();
    var target = run.text(Runs.TARGET);
    var id = run.text(Runs.RUN);
    long last = run.number(Runs.POSITION).orElse(-1);
    long from = run.number(Runs.STARTED_INDEX).orElse(0);
    while (from <= last) {
      var events = log.read(c, from, CHUNK);
      events.stream()
          .filter(stored -> stored.event().target().equals(target))
          .forEach(stored -> steps.take(stored, id));
      from = events.isEmpty() ? last + 1 : events.getLast().index() + 1;
    }
    return steps.along(run);
  }

  private void take(StoredEvent stored, String run) {
    switch (stored.event()) {
      case MigrationApplied e when e.run().equals(run) ->
          done(stored, e.version(), e.file(), "applied", e.execution());
      case MigrationRolledBack e when e.run().equals(run) ->
          done(stored, e.version(), e.file(), "rolled-back", e.execution());
      case MigrationFailed e when e.run().equals(run) ->
          failed(stored, e.version(), e.file(), e.failure(), e.attempts(), e.durationMs());
      case RollbackFailed e when e.run().equals(run) ->
          failed(stored, e.version(), e.file(), e.failure(), e.attempts(), e.durationMs());
      default -> {}
    }
  }

  private void done(
      StoredEvent stored, Version version, String file, String state, Execution execution) {
    told.put(
        version.number(),
        new RunStep(
            version.text(),
            file,
            state,
            Moment.of(stored.recordedAt()),
            new Millis(execution.durationMs()),
            execution.statements(),
            execution.rows(),
            new Millis(execution.lockWaitMs()),
            execution.attempts(),
            execution.role(),
            "",
            stored.index()));
  }

  private void failed(
      StoredEvent stored, Version version, String file, Failure failure, int attempts, long ms) {
    told.put(
        version.number(),
        new RunStep(
            version.text(),
            file,
            "failed",
            Moment.of(stored.recordedAt()),
            new Millis(ms),
            -1,
            -1,
            Millis.NONE,
            attempts,
            "",
            said(file, failure),
            stored.index()));
  }

  private static String said(String file, Failure failure) {
    var text = new StringBuilder();
    if (failure.line() > 0) {
      text.append(file).append(':').append(failure.line()).append(':').append(failure.column());
      text.append(", statement ").append(failure.statement()).append(": ");
    }
    text.append(failure.sqlState()).append(failure.sqlState().isEmpty() ? "" : " ");
    text.append(failure.message());
    if (!failure.detail().isEmpty()) {
      text.append("\nDetail: ").append(failure.detail());
    }
    if (!failure.hint().isEmpty()) {
      text.append("\nHint: ").append(failure.hint());
    }
    return text.append('\n')
        .append(
            failure.kept() == 0
                ? "Nothing of it was kept."
                : failure.kept() + " of its statements stay in effect.")
        .toString();
  }

  /** The first step without an event is the one that runs, as long as the run is open. */
  private List<RunStep> along(Row run) {
    var open = run.text(Runs.OUTCOME).equals("running");
    var steps = new ArrayList<RunStep>();
    var next = open ? "running" : "not-tried";
    for (var planned : RunStory.maps(run.text(Runs.PLAN))) {
      var version = String.valueOf(planned.get("version"));
      var step = told.remove(new Version(version).number());
      if (step == null) {
        step = RunStep.untried(version, String.valueOf(planned.get("file")), next);
        next = open ? "waiting" : next;
      }
      steps.add(step);
    }
    steps.addAll(told.values());
    return steps;
  }
}
