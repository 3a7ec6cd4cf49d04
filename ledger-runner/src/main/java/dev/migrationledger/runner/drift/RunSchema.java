package dev.migrationledger.runner.drift;

import dev.migrationledger.domain.command.ObserveDrift;
import dev.migrationledger.domain.command.RecordSchema;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.schema.LiveSchema;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.catalog.SnapshotFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the schema before and after a run, or a repair. A look that fails does not touch the
 * run: its outcome is recorded, and that nobody looked.
 */
public final class RunSchema {

  private final TargetSession session;
  private final SchemaRecord recorder;
  private final String run;
  private final List<Finding> findings = new ArrayList<>();
  private Optional<SchemaSnapshot> recorded = Optional.empty();
  private Optional<SchemaSnapshot> start = Optional.empty();

  /** For one run. */
  public RunSchema(TargetSession session, SchemaRecord recorder) {
    this(session, recorder, recorder.run());
  }

  private RunSchema(TargetSession session, SchemaRecord recorder, String run) {
    this.session = session;
    this.recorder = recorder;
    this.run = run;
  }

  /** For something done to the schema that is no run. */
  public static RunSchema ofRepair(TargetSession session, SchemaRecord recorder) {
    return new RunSchema(session, recorder, "");
  }

  /**
   * Looks before the first statement runs, and records what somebody else has changed.
   *
   * @return what a reader has to know
   */
  public List<Finding> before() {
    var known = recorder.state().schema();
    if (!known.schema().isKnown()) {
      return List.of();
    }
    try {
      start = Optional.of(LiveSchema.of(session));
      var live = start.get();
      if (!known.isCurrent()) {
        findings.add(Findings.behind());
        return List.copyOf(findings);
      }
      if (known.schema().hash().equals(live.hash()) && known.drift().isEmpty()) {
        recorded = start;
        return List.of();
      }
      recorded = Optional.of(RecordedSchema.beside(live, recorder.ledger(), known));
      var observed =
          new Differences(session, recorder.ledger(), recorder.target())
              .between(recorded.get(), live);
      recorder.send(new ObserveDrift(recorder.target(), known.schema().hash(), observed));
      observed.stream().map(Findings::drifted).forEach(findings::add);
    } catch (SnapshotFailure e) {
      findings.add(Findings.notTaken(e));
    } catch (UndecidableDrift e) {
      findings.add(Findings.of(e.code(), String.valueOf(e.getMessage())));
    }
    return List.copyOf(findings);
  }

  /**
   * Looks after the last statement has run, and records what the schema is.
   *
   * @param verified what was found in what the migrations made
   * @return what a reader has to know beside what was said before
   */
  public List<Finding> after(List<Finding> verified) {
    findings.addAll(verified);
    try {
      var end = LiveSchema.of(session);
      var schema =
          recorded.isPresent() && start.isPresent()
              ? RecordedSchema.after(recorded.get(), start.get(), end)
              : end;
      recorder.send(
          new RecordSchema(
              recorder.target(),
              run,
              RecordedSchema.keep(recorder.ledger(), schema),
              end.hash(),
              findings));
      return List.of();
    } catch (SnapshotFailure e) {
      return List.of(Findings.notTaken(e));
    }
  }
}
