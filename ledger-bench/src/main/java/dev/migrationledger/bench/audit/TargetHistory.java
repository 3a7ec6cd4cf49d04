package dev.migrationledger.bench.audit;

import dev.migrationledger.domain.capture.CapturePart;
import dev.migrationledger.domain.capture.Condition;
import dev.migrationledger.domain.capture.ObservedDdl;
import dev.migrationledger.domain.command.AcknowledgeEdit;
import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ObserveDdl;
import dev.migrationledger.domain.command.ObserveDrift;
import dev.migrationledger.domain.command.ObserveEdits;
import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.command.RecordSchema;
import dev.migrationledger.domain.command.RegisterTarget;
import dev.migrationledger.domain.command.RetireMigration;
import dev.migrationledger.domain.command.StartCapture;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.ledger.LedgerRules;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.origin.Actor;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.domain.origin.CiContext;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.schema.Attribution;
import dev.migrationledger.domain.schema.Drift;
import dev.migrationledger.domain.schema.KnownSchema;
import dev.migrationledger.domain.schema.ObservedDrift;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.store.append.NewEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Years of deploys of one target, as the domain's rules let them happen: a few migrations a run,
 * looks at the schema, DDL seen, now and then a failure, an edit, a retirement, drift. The same
 * seed gives the same history.
 */
final class TargetHistory {

  private static final List<String> RUNNERS = List.of("ada", "grace", "deploy-bot", "linus");
  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

  private final SplittableRandom random;
  private final String target;
  private final LedgerState state = new LedgerState();
  private final List<NewEvent> recorded = new ArrayList<>();
  private Instant clock = START;
  private long sequence;
  private int runs;
  private int versions;
  private long transaction;

  TargetHistory(String target, long seed) {
    this.random = new SplittableRandom(seed);
    this.target = target;
    send(new RegisterTarget(target, "production", "7001", target));
    send(new StartCapture(target, clock, parts()));
  }

  /** How many migrations it has. */
  int migrations() {
    return versions;
  }

  /** The events of one more day, at most so many migrations in all. */
  List<NewEvent> day(int mostMigrations) {
    clock = clock.plusSeconds(86_400);
    discover(Math.min(random.nextInt(1, 4), mostMigrations - versions));
    deploy();
    look();
    seeDdl();
    sometimes(4, this::look);
    sometimes(10, this::edit);
    sometimes(12, this::acknowledge);
    sometimes(15, this::retire);
    var taken = List.copyOf(recorded);
    recorded.clear();
    return taken;
  }

  private void sometimes(int oneIn, Runnable action) {
    if (random.nextInt(oneIn) == 0) {
      action.run();
    }
  }

  private void send(LedgerCommand command) {
    var name = RUNNERS.get(random.nextInt(RUNNERS.size()));
    var origin =
        new Origin(
            new Actor(name, ActorKind.HUMAN, "ci", "", name, "ci-7", "migrator"),
            new CiContext("github", "deploy", "" + runs, "https://ci.example/" + runs, "", ""),
            target + "-" + runs,
            "migration-ledger");
    for (var event : LedgerRules.decide(state, command)) {
      state.evolve(event);
      var id = new UUID(random.nextLong(), random.nextLong()).toString();
      recorded.add(new NewEvent(id, "Ledger", sequence++, clock, origin, event));
    }
  }

  private void discover(int count) {
    if (count > 0) {
      var scripts =
          IntStream.range(0, count)
              .mapToObj(i -> GeneratedScript.of(target, ++versions, random))
              .toList();
      send(new DiscoverMigrations(target, scripts));
    }
  }

  private void deploy() {
    runs++;
    var run = target + "-" + runs;
    var plan = new ArrayList<PlannedMigration>();
    var overrides = new ArrayList<RuleOverride>();
    for (var m : state.migrations()) {
      if (m.status().mayRun()) {
        plan.add(new PlannedMigration(m.version(), m.file(), m.checksum()));
        if (state.highestDone().filter(h -> h.compareTo(m.version()) > 0).isPresent()) {
          overrides.add(new RuleOverride("PLAN-005", m.version(), "it was left out"));
        }
      }
    }
    send(new StartRun(target, run, plan, overrides, List.of(), Map.of("lock_timeout", "5s")));
    for (var planned : plan) {
      if (random.nextInt(40) == 0) {
        send(failed(run, planned));
        send(new FinishRun(target, run, RunOutcome.FAILED, 99));
        return;
      }
      send(applied(run, planned));
    }
    send(new FinishRun(target, run, RunOutcome.SUCCEEDED, 99));
  }

  private RecordApplied applied(String run, PlannedMigration planned) {
    long took = random.nextInt(5_000);
    long waited = random.nextInt(50) == 0 ? took / 2 : 0;
    var execution =
        new Execution(
            clock, clock.plusMillis(took), took, 3, 5, waited, 1, "migrator", 4242, "815");
    return RecordApplied.one(target, run, planned.version(), planned.checksum(), execution);
  }

  private RecordFailed failed(String run, PlannedMigration planned) {
    var failure =
        new Failure(
            Failure.Kind.ROLLED_BACK,
            "55P03",
            "canceling statement due to lock timeout",
            "",
            "",
            2,
            7,
            3,
            0);
    return new RecordFailed(target, run, planned.version(), planned.checksum(), failure, 1, 30);
  }

  private void look() {
    var before = state.schema().schema();
    if (before.isKnown() && random.nextInt(20) == 0) {
      var table = "public.t" + random.nextInt(4);
      var drift = new Drift("column", table, Drift.Change.ADDED, "", "{\"a\":1}", "");
      var seen = List.of(new ObservedDrift(drift, Attribution.UNKNOWN, ""));
      send(new ObserveDrift(target, before.hash(), random.nextBoolean() ? seen : List.of()));
    } else {
      var hash = GeneratedScript.digest(target + runs);
      send(new RecordSchema(target, "", new KnownSchema(hash, versions, ""), hash, List.of()));
    }
  }

  private void seeDdl() {
    var rows = new ArrayList<ObservedDdl>();
    transaction++;
    for (int ordinal = 1; ordinal <= 3; ordinal++) {
      boolean ours = random.nextInt(30) > 0;
      rows.add(
          new ObservedDdl(
              transaction,
              ordinal,
              ObservedDdl.Source.COMMAND,
              clock,
              clock,
              "CREATE TABLE",
              "table",
              "public",
              "public.t" + random.nextInt(50),
              "",
              new ObservedDdl.Session(7, "dana", "app", "", "psql"),
              false,
              ours ? "0001" : "",
              ours ? target + "-" + runs : "",
              ours ? ObservedDdl.Proof.RECEIPT : ObservedDdl.Proof.NONE));
    }
    send(new ObserveDdl(target, clock, parts(), rows, false));
  }

  private static List<CapturePart> parts() {
    return List.of(
        new CapturePart(
            CapturePart.Kind.INSTALLED, "the trigger", "1", Condition.INTACT, "found so"));
  }

  private void edit() {
    var done = state.migrations().stream().filter(m -> m.status().isDone()).toList();
    if (done.isEmpty()) {
      return;
    }
    var m = done.get(random.nextInt(done.size()));
    var now = GeneratedScript.checksum("edit " + random.nextInt(1_000_000));
    send(
        new ObserveEdits(
            target,
            List.of(
                new Edit(
                    m.version(),
                    m.file(),
                    m.checksum(),
                    m.sight().checksum(),
                    now,
                    now,
                    Edit.Kind.SEMANTIC,
                    "",
                    "",
                    List.of(GeneratedScript.commit("Mallory", clock, "Edit " + m.file()))))));
  }

  private void acknowledge() {
    state.migrations().stream()
        .filter(MigrationState::editOpen)
        .findFirst()
        .ifPresent(m ->
            send(
                new AcknowledgeEdit(
                    target, m.version(), m.sight().checksum(), "it is harmless", "carol")));
  }

  private void retire() {
    state.migrations().stream()
        .filter(m -> m.status().mayRun())
        .findFirst()
        .ifPresent(m ->
            send(
                new RetireMigration(
                    target, m.version(), m.file(), "superseded", false, List.of())));
  }
}
