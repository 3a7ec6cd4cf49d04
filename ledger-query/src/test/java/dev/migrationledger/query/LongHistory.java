package dev.migrationledger.query;

import dev.migrationledger.domain.command.AcknowledgeEdit;
import dev.migrationledger.domain.command.CompleteRecovery;
import dev.migrationledger.domain.command.EstablishBaseline;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ObserveDrift;
import dev.migrationledger.domain.command.PlanRecovery;
import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.command.RecordRolledBack;
import dev.migrationledger.domain.command.RecordSchema;
import dev.migrationledger.domain.command.RefuseRun;
import dev.migrationledger.domain.command.RetireMigration;
import dev.migrationledger.domain.command.StartRollback;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.ledger.LedgerRules;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.PlannedRollback;
import dev.migrationledger.domain.run.RecoveryAction;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.schema.Attribution;
import dev.migrationledger.domain.schema.Drift;
import dev.migrationledger.domain.schema.KnownSchema;
import dev.migrationledger.domain.schema.ObservedDrift;
import dev.migrationledger.domain.script.Dependency;
import dev.migrationledger.domain.script.SchemaObject;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.ScriptFacts;
import dev.migrationledger.store.append.NewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/** Years of deploys of one target, as the domain's rules let them happen. */
final class LongHistory {

  private static final List<String> RUNNERS = List.of("ada", "grace", "deploy-bot", "linus");
  private static final List<String> AUTHORS = List.of("Ada", "Barbara", "Frances");

  private final RandomGenerator random;
  private final String target;
  private final LedgerState state = new LedgerState();
  private final CaptureHistory capture;
  private final List<NewEvent> recorded = new ArrayList<>();
  private long sequence;
  private int runs;
  private int versions;

  LongHistory(String target, long seed) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.target = target;
    this.capture = new CaptureHistory(target, random);
    send(Given.register(target));
    send(discover(5));
    send(new EstablishBaseline(target, state.migrations().iterator().next().version(), "old", ""));
  }

  /** The events since the last call. */
  List<NewEvent> next() {
    var before = List.copyOf(recorded);
    recorded.clear();
    step();
    return Stream.concat(before.stream(), take().stream()).toList();
  }

  private List<NewEvent> take() {
    var taken = List.copyOf(recorded);
    recorded.clear();
    return taken;
  }

  private void step() {
    send(discover(random.nextInt(1, 9)));
    if (random.nextInt(12) == 0) {
      refuse();
    }
    deploy();
    sometimes(3, this::look);
    sometimes(6, this::edit);
    sometimes(8, this::acknowledge);
    sometimes(9, this::retireOrRecover);
    sometimes(30, this::rollBack);
    sometimes(4, () -> send(capture.next()));
  }

  private void sometimes(int oneIn, Runnable action) {
    if (random.nextInt(oneIn) == 0) {
      action.run();
    }
  }

  private void send(LedgerCommand command) {
    Origin origin = Given.by(RUNNERS.get(random.nextInt(RUNNERS.size())));
    for (var event : LedgerRules.decide(state, command)) {
      state.evolve(event);
      recorded.add(
          new NewEvent(
              UUID.randomUUID().toString(), "Ledger", sequence++, Given.AT, origin, event));
    }
  }

  private LedgerCommand discover(int count) {
    var scripts = new ArrayList<Script>();
    for (int i = 0; i < count; i++) {
      scripts.add(script(++versions));
    }
    return Given.discover(target, scripts.toArray(Script[]::new));
  }

  private Script script(int number) {
    var version = "%05d".formatted(number);
    var variant = random.nextInt(10) == 0 ? target : "everywhere";
    var any = Given.script(version, "step", version + variant);
    var needed =
        state.highestDone().filter(v -> random.nextInt(5) == 0).stream()
            .map(v -> new Dependency(v, v + "_step.sql", "", false, "table t" + v, 3))
            .toList();
    var uses = needed.stream().map(d -> d.object().substring(6)).toList();
    return new Script(
        any.version(),
        any.file(),
        any.checksum(),
        any.normalisedChecksum(),
        any.bytes(),
        "",
        Given.commit(AUTHORS.get(random.nextInt(AUTHORS.size())), "Add " + version),
        needed,
        List.of(),
        true,
        new ScriptFacts(
            "",
            List.of(new SchemaObject("table", "t" + version, "creates", 1)),
            uses.stream().map(u -> new SchemaObject("table", u, "uses", 3)).toList(),
            0));
  }

  private void refuse() {
    var file = "%05d_other.sql".formatted(random.nextInt(1, versions + 1));
    send(new RefuseRun(target, run(), List.of(Given.finding("PLAN-002", file, "used twice"))));
  }

  private String run() {
    return target + "-" + ++runs;
  }

  private void deploy() {
    var plan = new ArrayList<PlannedMigration>();
    var overrides = new ArrayList<RuleOverride>();
    for (var m : state.migrations()) {
      if (m.status().mayRun() && random.nextInt(40) > 0) {
        var late = state.highestDone().filter(h -> h.compareTo(m.version()) > 0).isPresent();
        plan.add(new PlannedMigration(m.version(), m.file(), m.checksum()));
        if (late) {
          overrides.add(new RuleOverride("PLAN-005", m.version(), "it was left out"));
        }
      }
    }
    var run = run();
    send(new StartRun(target, run, plan, overrides, List.of(), Map.of()));
    for (var planned : plan) {
      if (random.nextInt(25) == 0) {
        send(failed(run, planned));
        send(Given.finish(target, run, RunOutcome.FAILED));
        return;
      }
      send(applied(run, planned));
    }
    send(Given.finish(target, run, RunOutcome.SUCCEEDED));
  }

  private RecordApplied applied(String run, PlannedMigration planned) {
    long took = random.nextInt(5_000_000);
    var waited = random.nextInt(50) == 0 ? took / 2 : 0;
    var execution =
        new Execution(Given.AT, Given.AT, took, 3, 5, waited, 1, "migrator", 4242, "815");
    return RecordApplied.one(target, run, planned.version(), planned.checksum(), execution);
  }

  private RecordFailed failed(String run, PlannedMigration planned) {
    boolean locked = random.nextInt(3) == 0;
    boolean half = random.nextInt(4) == 0;
    var failure =
        new Failure(
            half ? Failure.Kind.HALF_DONE : Failure.Kind.ROLLED_BACK,
            locked ? "55P03" : "42703",
            locked ? "canceling statement due to lock timeout" : "no such column",
            "",
            "",
            2,
            7,
            3,
            half ? 1 : 0);
    return new RecordFailed(
        target, run, planned.version(), planned.checksum(), failure, 1, random.nextInt(1_000));
  }

  private void look() {
    var before = state.schema().schema();
    if (before.isKnown() && random.nextInt(3) == 0) {
      var drift =
          new Drift(
              "column", "public.t" + random.nextInt(4), Drift.Change.ADDED, "", "{\"a\":1}", "");
      var some = random.nextBoolean() ? List.of(drift) : List.<Drift>of();
      var seen = some.stream().map(d -> new ObservedDrift(d, Attribution.UNKNOWN, "")).toList();
      send(new ObserveDrift(target, before.hash(), seen));
    } else {
      var hash = Given.bytes(target + runs).hex();
      send(new RecordSchema(target, "", new KnownSchema(hash, versions, ""), hash, List.of()));
    }
  }

  private void edit() {
    var done = state.migrations().stream().filter(m -> m.status().isDone()).toList();
    var m = done.get(random.nextInt(done.size()));
    var script = Given.script(m.version().text(), "step", "unused");
    var now = Given.bytes("edit " + random.nextInt(1_000_000));
    send(
        new dev.migrationledger.domain.command.ObserveEdits(
            target,
            List.of(
                new dev.migrationledger.domain.script.Edit(
                    m.version(),
                    m.file(),
                    m.checksum(),
                    m.sight().checksum(),
                    now,
                    now,
                    dev.migrationledger.domain.script.Edit.Kind.SEMANTIC,
                    "",
                    "",
                    List.of(Given.commit("Mallory", "Edit " + script.file()))))));
  }

  private void acknowledge() {
    state.migrations().stream()
        .filter(MigrationState::editOpen)
        .findFirst()
        .ifPresent(m ->
            send(
                new AcknowledgeEdit(
                    target,
                    m.version(),
                    m.sight().checksum(),
                    "it is harmless",
                    random.nextBoolean() ? "carol" : "")));
  }

  private void retireOrRecover() {
    for (var m : List.copyOf(state.migrations())) {
      if (m.status() == MigrationStatus.UNKNOWN) {
        var action = new RecoveryAction("Drop it", "", RecoveryAction.Risk.LOW, "", 10);
        send(new PlanRecovery(target, m.version(), "half done", List.of(action)));
        send(
            new CompleteRecovery(
                target, m.version(), MigrationStatus.PENDING, "cleaned", "looked", "needed"));
      } else if (m.status() == MigrationStatus.FAILED) {
        send(new RetireMigration(target, m.version(), m.file(), "superseded", false, List.of()));
        return;
      }
    }
  }

  private void rollBack() {
    var last =
        List.copyOf(state.migrations()).reversed().stream()
            .filter(m -> m.status() == MigrationStatus.APPLIED)
            .limit(1)
            .map(m ->
                new PlannedRollback(
                    m.version(),
                    m.checksum(),
                    m.version() + "_step.down.sql",
                    m.checksum(),
                    "4".repeat(64)))
            .toList();
    var run = run();
    send(new StartRollback(target, run, last, "wrong release", Map.of()));
    for (var planned : last) {
      var one = Given.AT;
      send(
          new RecordRolledBack(
              target,
              run,
              planned.version(),
              planned.checksum(),
              "4".repeat(64),
              new Execution(one, one, 5, 1, 0, 0, 1, "migrator", 4242, "815"),
              false));
    }
    send(Given.finish(target, run, RunOutcome.SUCCEEDED));
  }
}
