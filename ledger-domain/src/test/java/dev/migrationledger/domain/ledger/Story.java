package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.command.AcknowledgeEdit;
import dev.migrationledger.domain.command.CompleteRecovery;
import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.command.EstablishBaseline;
import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ObserveEdits;
import dev.migrationledger.domain.command.PlanRecovery;
import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.command.RecordRollbackFailed;
import dev.migrationledger.domain.command.RecordRolledBack;
import dev.migrationledger.domain.command.RefuseRun;
import dev.migrationledger.domain.command.RegisterTarget;
import dev.migrationledger.domain.command.RetireMigration;
import dev.migrationledger.domain.command.StartRollback;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.PlannedRollback;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Dependency;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.ScriptFacts;
import dev.migrationledger.domain.script.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Plays commands on one target and keeps every event. */
final class Story {

  static final String TARGET = "prod";
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Authorship ANN =
      new Authorship(
          Authorship.Source.COMMITTED,
          "c1",
          "Ann",
          "ann@example.org",
          "Ann",
          "ann@example.org",
          NOON,
          NOON,
          "change");

  final LedgerState state = new LedgerState();
  final List<LedgerEvent> events = new ArrayList<>();

  static Story registered() {
    var story = new Story();
    story.does(new RegisterTarget(TARGET, "production", "71", "shop"));
    return story;
  }

  static Story applied(String... versions) {
    var story = registered().discovers(versions);
    return story.runs("r0", versions);
  }

  List<LedgerEvent> does(LedgerCommand command) {
    var news = LedgerRules.decide(state, command);
    news.forEach(state::evolve);
    events.addAll(news);
    return news;
  }

  Story and(LedgerCommand command) {
    does(command);
    return this;
  }

  Story discovers(String... versions) {
    return and(
        new DiscoverMigrations(TARGET, Arrays.stream(versions).map(v -> script(v, 'a')).toList()));
  }

  Story runs(String run, String... versions) {
    does(start(run, versions));
    for (var version : versions) {
      does(applied(run, version));
    }
    return and(new FinishRun(TARGET, run, RunOutcome.SUCCEEDED, 5));
  }

  MigrationState of(String version) {
    return state.migration(new Version(version)).orElseThrow();
  }

  MigrationStatus status(String version) {
    return of(version).status();
  }

  static Version v(String text) {
    return new Version(text);
  }

  static Checksum sum(char digit) {
    return new Checksum(String.valueOf(digit).repeat(64));
  }

  static String file(String version) {
    return version + "_x.sql";
  }

  static Script script(String version, char bytes, String... needs) {
    return new Script(
        v(version),
        file(version),
        sum(bytes),
        sum(bytes),
        10,
        "",
        ANN,
        Arrays.stream(needs).map(n -> new Dependency(v(n), file(n), "", true, "", 0)).toList(),
        List.of(),
        true,
        ScriptFacts.NONE);
  }

  static DiscoverMigrations discover(Script... scripts) {
    return new DiscoverMigrations(TARGET, List.of(scripts));
  }

  static PlannedMigration planned(String version, char bytes) {
    return new PlannedMigration(v(version), file(version), sum(bytes));
  }

  static StartRun start(String run, String... versions) {
    return start(run, Arrays.stream(versions).map(x -> planned(x, 'a')).toList(), List.of());
  }

  static StartRun start(String run, List<PlannedMigration> plan, List<RuleOverride> overrides) {
    return new StartRun(TARGET, run, plan, overrides, List.of(), Map.of());
  }

  static Execution execution() {
    return new Execution(NOON, NOON.plusMillis(5), 5, 1, 0, 0, 1, "app", 4711, "99");
  }

  static RecordApplied applied(String run, String version) {
    return RecordApplied.one(TARGET, run, v(version), sum('a'), execution());
  }

  static RecordFailed failed(String run, String version, Failure.Kind kind) {
    var failure = new Failure(kind, "42703", "no such column", "", "", 1, 2, 3, 0);
    return new RecordFailed(TARGET, run, v(version), sum('a'), failure, 1, 5);
  }

  static FinishRun finish(String run, RunOutcome outcome) {
    return new FinishRun(TARGET, run, outcome, 5);
  }

  static Edit edit(String version, char now) {
    return new Edit(
        v(version),
        file(version),
        sum('f'),
        sum('f'),
        sum(now),
        sum(now),
        Edit.Kind.SEMANTIC,
        "",
        "",
        List.of(ANN));
  }

  static ObserveEdits edits(Edit... edits) {
    return new ObserveEdits(TARGET, List.of(edits));
  }

  static AcknowledgeEdit ack(String version, char bytes) {
    return new AcknowledgeEdit(TARGET, v(version), sum(bytes), " a typo ", " Bob ");
  }

  static RetireMigration retire(String version) {
    return new RetireMigration(TARGET, v(version), file(version), "unused", false, List.of());
  }

  static EstablishBaseline baseline(String version) {
    return new EstablishBaseline(TARGET, v(version), "taken over", "");
  }

  static PlanRecovery plan(String version) {
    return new PlanRecovery(TARGET, v(version), "half done", List.of());
  }

  static CompleteRecovery complete(String version, MigrationStatus status) {
    return new CompleteRecovery(TARGET, v(version), status, "dropped index", "snapshot", "why");
  }

  static RefuseRun refuse(String run, Finding... findings) {
    return new RefuseRun(TARGET, run, List.of(findings));
  }

  static PlannedRollback rollback(String version, char bytes) {
    var down = version + "_x.down.sql";
    return new PlannedRollback(v(version), sum(bytes), down, sum('d'), "5".repeat(64));
  }

  static StartRollback takeBack(String run, String... versions) {
    var plan = Arrays.stream(versions).map(x -> rollback(x, 'a')).toList();
    return new StartRollback(TARGET, run, plan, " wrong release ", Map.of());
  }

  static RecordRolledBack rolledBack(String run, String version) {
    return new RecordRolledBack(
        TARGET, run, v(version), sum('d'), "5".repeat(64), execution(), false);
  }

  static RecordRollbackFailed notRolledBack(String run, String version) {
    var failure = new Failure(Failure.Kind.ROLLED_BACK, "2BP01", "in use", "", "", 1, 2, 3, 0);
    return new RecordRollbackFailed(TARGET, run, v(version), sum('d'), failure, 1, 5);
  }

  static Finding finding(String version, String message) {
    return new Finding("PLAN-001", Severity.ERROR, file(version), 1, 1, message, "fix it");
  }
}
