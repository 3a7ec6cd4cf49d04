package dev.migrationledger.runner.adopt;

import dev.migrationledger.domain.command.ImportHistory;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.runner.deploy.DeployRequest;
import dev.migrationledger.runner.deploy.Recorder;
import dev.migrationledger.runner.history.ForeignHistory;
import dev.migrationledger.runner.plan.Plan;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptParser;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.source.SyntaxCheck;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.store.log.StoredEvent;
import java.util.List;

/**
 * The room's entry: looks at a history as an import would, and records it under the target's lock.
 */
public final class Adoption {

  private final DeployRequest request;
  private final TargetSession session;
  private final Recorder recorder;

  /** An adoption for one target; the recorder speaks for the actor. */
  public Adoption(DeployRequest request, TargetSession session, Recorder recorder) {
    this.request = request;
    this.session = session;
    this.recorder = recorder;
  }

  /** What happened. */
  public record Outcome(ImportPlan plan, List<StoredEvent> events) {

    public Outcome {
      events = List.copyOf(events);
    }
  }

  /** Takes the lock, looks once more, and records; nothing when something stands against it. */
  public Outcome record(ForeignHistory history, ImportRequest wanted, String reason) {
    session.lock(request.lockWait(), holder -> {});
    recorder.register(session, request.environment());
    session.installReceipts();
    recorder.settle(session.receipts());
    var folder = request.folder().get();
    var plan = ImportPlanner.plan(history, folder, recorder.state(), wanted);
    if (plan.refused()) {
      return new Outcome(plan, List.of());
    }
    discover(plan.files());
    var events =
        recorder.send(
            new ImportHistory(
                recorder.target(),
                plan.table().tool().word(),
                plan.table().label(),
                plan.rows(),
                reason(wanted, reason)));
    return new Outcome(plan, events);
  }

  private static String reason(ImportRequest wanted, String reason) {
    var accepted = wanted.accepted().stream().sorted().toList();
    return accepted.isEmpty() || reason.isBlank()
        ? reason
        : reason.strip() + " (accepted: " + String.join(", ", accepted) + ")";
  }

  /**
   * Records the files as they are: their bytes are what an edit is told from. What is wrong with a
   * script that another tool ran is not asked.
   */
  private void discover(List<SourceFile> files) {
    var news = files.stream().filter(f -> isNews(recorder.state(), f)).toList();
    if (news.isEmpty()) {
      return;
    }
    var parsed = news.stream().map(f -> parse(f, request.naming())).toList();
    var version = session.identity().serverVersion();
    try (var syntax = new SyntaxCheck(version, SyntaxCheck.Extent.DEPLOY)) {
      var scripts = syntax.check(parsed).scripts();
      recorder.observe(new Plan(List.of(), scripts, List.of(), List.of(), List.of()));
    }
  }

  private static ParsedScript parse(SourceFile file, Naming naming) {
    return ScriptParser.parse(file, naming);
  }

  private static boolean isNews(LedgerState state, SourceFile file) {
    return state
        .migration(file.version())
        .map(m ->
            m.status().mayRun()
                && (!m.checksum().equals(file.checksum()) || !m.file().equals(file.file())))
        .orElse(true);
  }
}
