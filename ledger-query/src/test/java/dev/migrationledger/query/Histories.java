package dev.migrationledger.query;

import dev.migrationledger.domain.command.AcknowledgeEdit;
import dev.migrationledger.domain.command.CompleteRecovery;
import dev.migrationledger.domain.command.EstablishBaseline;
import dev.migrationledger.domain.command.ImportHistory;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ObserveEdits;
import dev.migrationledger.domain.command.PlanRecovery;
import dev.migrationledger.domain.command.RecordRollbackFailed;
import dev.migrationledger.domain.command.RecordRolledBack;
import dev.migrationledger.domain.command.RefuseRollback;
import dev.migrationledger.domain.command.RefuseRun;
import dev.migrationledger.domain.command.RetireMigration;
import dev.migrationledger.domain.command.StartRollback;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.history.ImportedRow;
import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.domain.ledger.LedgerRules;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.PlannedRollback;
import dev.migrationledger.domain.run.RecoveryAction;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.domain.script.SchemaObject;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.ScriptFacts;
import dev.migrationledger.domain.script.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Random but possible histories: commands that the rules let through, in an order that happens. */
final class Histories {

  private static final List<String> PEOPLE = List.of("ada", "grace", "deploy-bot");
  private static final List<String> TEXTS = List.of("a", "b", "c");

  private final RandomGenerator random;
  private final String target;
  private final LedgerState state = new LedgerState();
  private final CaptureHistory capture;
  private int runs;

  Histories(String target, long seed) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.target = target;
    this.capture = new CaptureHistory(target, random);
  }

  /** The fold of everything sent so far. */
  LedgerState state() {
    return state;
  }

  RandomGenerator random() {
    return random;
  }

  /** Sends commands to the ledger until so many were recorded. */
  void play(TestLedger ledger, int commands) {
    send(ledger, Given.register(target));
    for (int i = 0; i < commands; i++) {
      send(ledger, command());
    }
  }

  private void send(TestLedger ledger, LedgerCommand command) {
    try {
      LedgerRules.decide(state, command);
    } catch (LedgerRefusal refused) {
      return;
    }
    for (var stored : ledger.store().send(command, Given.by(pick(PEOPLE))).events()) {
      state.evolve(stored.event());
    }
  }

  private LedgerCommand command() {
    if (random.nextInt(8) == 0) {
      return capture.next();
    }
    if (state.run().isOpen() && random.nextInt(10) < 7) {
      return inRun();
    }
    return switch (random.nextInt(15)) {
      case 13, 14 -> rollBack();
      case 12 -> imports();
      case 0, 1, 2 -> discover();
      case 3 -> refuse();
      case 4, 5, 6 -> start();
      case 7, 8 -> edits();
      case 9 -> acknowledge();
      case 10 -> random.nextInt(3) == 0 ? baseline() : retire();
      default -> recover();
    };
  }

  private LedgerCommand imports() {
    var rows = new ArrayList<ImportedRow>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      var known = state.migration(new Version(version()));
      rows.add(
          new ImportedRow(
              rows.size() + 1,
              version(),
              "x" + random.nextInt(3),
              pick(List.of(ImportedRow.State.values())),
              random.nextBoolean(),
              pick(List.of("", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05", "yesterday")),
              "app",
              random.nextInt(-1, 3),
              "",
              pick(List.of(ImportedRow.Agreement.values())),
              known.map(m -> m.version().text()).orElse(""),
              known.map(m -> m.file()).orElse(""),
              known.map(m -> m.checksum().hex()).orElse("")));
    }
    return new ImportHistory(target, "goose", pick(List.of("a.b", "c.d")), rows, "moved");
  }

  private LedgerCommand inRun() {
    var next = state.run().next();
    var run = state.run().id();
    if (next.isEmpty() || random.nextInt(6) == 0) {
      return Given.finish(target, run, pick(List.of(RunOutcome.values())));
    }
    var script = script(next.get());
    if (state.run().isRollback()) {
      return taken(run, next.get());
    }
    if (random.nextInt(4) > 0) {
      return Given.applied(target, run, script);
    }
    return Given.failed(target, run, script, pick(List.of(Failure.Kind.values())), "boom");
  }

  private LedgerCommand rollBack() {
    var done =
        List.copyOf(state.migrations()).reversed().stream()
            .filter(m -> m.status().isDone())
            .map(m ->
                new PlannedRollback(
                    m.version(),
                    m.checksum(),
                    m.version() + "_x.down.sql",
                    m.checksum(),
                    "4".repeat(64)))
            .toList();
    var some = done.subList(0, done.isEmpty() ? 0 : 1 + random.nextInt(done.size()));
    return some.isEmpty() || random.nextInt(4) == 0
        ? new RefuseRollback(
            target, run(), version(), "wrong", List.of(Given.finding("ROLLBACK-002", "", "none")))
        : new StartRollback(target, run(), some, "wrong release", Map.of());
  }

  private LedgerCommand taken(String run, PlannedMigration next) {
    var one = Given.applied(target, run, script(next));
    return random.nextInt(4) > 0
        ? new RecordRolledBack(
            target,
            run,
            next.version(),
            next.checksum(),
            "4".repeat(64),
            one.migrations().getFirst().execution(),
            random.nextBoolean())
        : new RecordRollbackFailed(
            target,
            run,
            next.version(),
            next.checksum(),
            new Failure(Failure.Kind.ROLLED_BACK, "2BP01", "in use", "", "", 1, 2, 3, 0),
            1,
            5);
  }

  private static Script script(PlannedMigration planned) {
    var any = Given.script(planned.version().text(), "x", "a");
    return new Script(
        any.version(),
        planned.file(),
        planned.checksum(),
        planned.checksum(),
        1,
        "",
        any.author(),
        List.of(),
        List.of(),
        true,
        ScriptFacts.NONE);
  }

  private LedgerCommand discover() {
    var scripts = new TreeMap<Long, Script>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      var script = Given.script(version(), random.nextInt(5) == 0 ? "two" : "one", text(), needs());
      scripts.put(script.version().number(), withFacts(script));
    }
    return Given.discover(target, scripts.values().toArray(Script[]::new));
  }

  private Script withFacts(Script s) {
    var objects = new ArrayList<SchemaObject>();
    for (int i = random.nextInt(4); i > 0; i--) {
      objects.add(new SchemaObject("table", "t" + random.nextInt(3), "creates", i));
    }
    var unread = random.nextInt(4) == 0 ? "too many" : "";
    return new Script(
        s.version(),
        s.file(),
        s.checksum(),
        s.normalisedChecksum(),
        s.bytes(),
        s.content(),
        s.author(),
        s.dependencies(),
        s.environments(),
        s.transactional(),
        new ScriptFacts(unread, objects, List.of(), 0));
  }

  private String[] needs() {
    return random.nextInt(4) == 0 ? new String[] {"0001"} : new String[0];
  }

  private LedgerCommand refuse() {
    var findings =
        List.of(
            Given.finding("PLAN-002", version() + "_one.sql", "shares its number"),
            Given.finding("PLAN-002", version() + "_three.sql", "shares its number"),
            Given.finding("PLAN-001", "notes.sql", "has no number"));
    return new RefuseRun(target, run(), findings.subList(0, random.nextInt(1, 4)));
  }

  private LedgerCommand start() {
    var plan = new ArrayList<PlannedMigration>();
    var overrides = new ArrayList<RuleOverride>();
    for (var m : state.migrations()) {
      if ((m.status().mayRun() || m.recovering()) && random.nextInt(4) > 0) {
        plan.add(new PlannedMigration(m.version(), m.file(), m.checksum()));
        overrides.add(new RuleOverride("PLAN-005", m.version(), "it was forgotten"));
      }
    }
    return new StartRun(target, run(), plan, overrides, List.of(), Map.of());
  }

  private LedgerCommand edits() {
    var edits = new ArrayList<Edit>();
    for (var m : state.migrations()) {
      if (random.nextInt(3) == 0) {
        edits.add(edit(m));
      }
    }
    return new ObserveEdits(target, edits);
  }

  private Edit edit(MigrationState m) {
    var text = text();
    var file = random.nextInt(6) == 0 ? m.version() + "_renamed.sql" : m.file();
    return new Edit(
        m.version(),
        file,
        m.checksum(),
        m.sight().checksum(),
        Given.bytes(text),
        Given.bytes("normalised " + text),
        pick(List.of(Edit.Kind.COSMETIC, Edit.Kind.SEMANTIC)),
        "",
        "",
        List.of(Given.commit("Grace", "Change " + text)));
  }

  private LedgerCommand acknowledge() {
    var version = new Version(version());
    var seen =
        state.migration(version).map(m -> m.sight().checksum()).orElse(Given.bytes("nothing"));
    return new AcknowledgeEdit(target, version, seen, "it is harmless", "carol");
  }

  private LedgerCommand retire() {
    var version = version();
    return new RetireMigration(
        target, new Version(version), version + "_one.sql", "superseded", false, List.of());
  }

  private LedgerCommand baseline() {
    return new EstablishBaseline(target, new Version(version()), "taken over", "");
  }

  private LedgerCommand recover() {
    for (var m : state.migrations()) {
      if (m.recovering()) {
        var to = pick(List.of(MigrationStatus.PENDING, MigrationStatus.APPLIED));
        return new CompleteRecovery(target, m.version(), to, "cleaned up", "looked", "needed");
      }
      if (m.status() == MigrationStatus.FAILED || m.status() == MigrationStatus.UNKNOWN) {
        var action = new RecoveryAction("Drop the index", "", RecoveryAction.Risk.LOW, "", 10);
        return new PlanRecovery(target, m.version(), "half done", List.of(action));
      }
    }
    return discover();
  }

  private String version() {
    return "%04d".formatted(random.nextInt(1, 9));
  }

  private String text() {
    return pick(TEXTS);
  }

  private String run() {
    return target + "-run-" + ++runs;
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** What the ledger knows as the bytes now. */
  static Checksum now(MigrationState m) {
    return m.sight().checksum();
  }
}
