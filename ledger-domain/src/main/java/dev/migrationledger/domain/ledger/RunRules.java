package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.command.RefuseRun;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationFailed;
import dev.migrationledger.domain.event.MigrationRejected;
import dev.migrationledger.domain.event.MigrationValidated;
import dev.migrationledger.domain.event.RollbackFinished;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.event.RunFinished;
import dev.migrationledger.domain.event.RunRefused;
import dev.migrationledger.domain.event.RunStarted;
import dev.migrationledger.domain.event.SchemaRejected;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules about runs: what may start, what may be reported, and in which order. */
final class RunRules {

  /** The rule that {@code --allow-out-of-order} sets aside. */
  static final String OUT_OF_ORDER_RULE = "PLAN-005";

  private RunRules() {}

  static void throwAll(List<LedgerRefusal> refusals) {
    if (refusals.size() == 1) {
      throw refusals.getFirst();
    }
    if (!refusals.isEmpty()) {
      throw new LedgerRefusal.Several(refusals);
    }
  }

  static List<LedgerEvent> refuse(LedgerState state, RefuseRun c) {
    var byFile = new LinkedHashMap<String, List<Finding>>();
    for (var finding : c.findings()) {
      if (finding.blocks() && !finding.file().isEmpty()) {
        byFile.computeIfAbsent(finding.file(), f -> new ArrayList<>()).add(finding);
      }
    }
    var events = new ArrayList<LedgerEvent>();
    byFile.forEach((file, findings) -> {
      if (!state.alreadyRejected(file, findings)) {
        events.add(new MigrationRejected(c.target(), file, findings));
      }
    });
    events.add(new RunRefused(c.target(), c.run(), c.findings()));
    return events;
  }

  static List<LedgerEvent> start(LedgerState state, StartRun c) {
    if (isOpenAlready(state, c.target(), c.run())) {
      return List.of();
    }
    var outOfOrderAllowed =
        c.overrides().stream()
            .filter(o -> o.rule().equals(OUT_OF_ORDER_RULE))
            .map(RuleOverride::version)
            .collect(Collectors.toSet());
    var refusals = new ArrayList<LedgerRefusal>();
    var before = new TreeMap<Version, PlannedMigration>();
    for (var planned : c.plan()) {
      check(state, planned, outOfOrderAllowed, before, refusals);
      before.putIfAbsent(planned.version(), planned);
    }
    throwAll(refusals);
    return startEvents(state, c);
  }

  /**
   * Whether the run has started already: starting it again says nothing new.
   *
   * @throws LedgerRefusal when another run is open, or the run has finished
   */
  static boolean isOpenAlready(LedgerState state, String target, String run) {
    if (state.run().isOpen() && !state.run().id().equals(run)) {
      throw new LedgerRefusal.RunInProgress(target, state.run().id());
    }
    if (state.lastRun().equals(run)) {
      throw new LedgerRefusal.NoSuchRun(target, run, "");
    }
    return state.run().isOpen();
  }

  private static void check(
      LedgerState state,
      PlannedMigration planned,
      Set<Version> outOfOrderAllowed,
      NavigableMap<Version, PlannedMigration> before,
      List<LedgerRefusal> refusals) {
    var found = state.migration(planned.version());
    if (found.isEmpty()) {
      refusals.add(new LedgerRefusal.UnknownMigration(planned.version(), state.target()));
      return;
    }
    var known = found.get();
    var version = planned.version();
    switch (known.status()) {
      case RETIRED -> refusals.add(new LedgerRefusal.RetiredMigration(version));
      case APPLIED, BASELINED -> refusals.add(new LedgerRefusal.AlreadyDone(version, "run again"));
      case UNKNOWN -> {
        if (!known.recovering()) {
          refusals.add(new LedgerRefusal.NeedsRecovery(version));
        }
      }
      case PENDING, REJECTED, RUNNING, FAILED, ROLLED_BACK -> {}
    }
    if (!known.checksum().equals(planned.checksum())) {
      refusals.add(
          new LedgerRefusal.ChecksumChanged(version, known.checksum(), planned.checksum()));
    }
    var twin = before.get(version);
    if (twin != null) {
      refusals.add(new LedgerRefusal.DuplicateVersion(version, twin.file(), planned.file()));
    }
    Stream.concat(state.highestDone().stream(), highest(before).stream())
        .max(Comparator.naturalOrder())
        .filter(highest -> highest.compareTo(version) > 0)
        .filter(highest -> !outOfOrderAllowed.contains(version))
        .ifPresent(highest -> refusals.add(new LedgerRefusal.OutOfOrder(version, highest)));
    for (var needed : known.dependencies()) {
      if (!before.containsKey(needed)
          && !state.migration(needed).map(m -> m.status().isDone()).orElse(false)) {
        refusals.add(new LedgerRefusal.DependencyNotApplied(version, needed));
      }
    }
  }

  private static List<LedgerEvent> startEvents(LedgerState state, StartRun c) {
    var events = new ArrayList<LedgerEvent>();
    c.overrides().forEach(o -> events.add(new RuleOverridden(c.target(), c.run(), o)));
    Map<String, List<Finding>> warnings =
        c.warnings().stream().collect(Collectors.groupingBy(Finding::file));
    for (var planned : c.plan()) {
      var known = LedgerRules.known(state, planned.version());
      if (!known.validated().equals(planned.checksum().hex())
          || known.status() == MigrationStatus.REJECTED) {
        events.add(
            new MigrationValidated(
                c.target(),
                planned.version(),
                planned.checksum(),
                warnings.getOrDefault(planned.file(), List.of())));
      }
    }
    events.add(new RunStarted(c.target(), c.run(), c.plan(), c.settings()));
    return events;
  }

  static List<LedgerEvent> applied(LedgerState state, RecordApplied c) {
    var events = new ArrayList<LedgerEvent>();
    var run = state.run();
    var highest = state.highestDone();
    for (var m : c.migrations()) {
      var known = LedgerRules.known(state, m.version());
      if (known.status() == MigrationStatus.APPLIED && known.checksum().equals(m.checksum())) {
        continue;
      }
      requireApplying(state, c.run());
      var planned = expected(c.target(), run, c.run(), m.version(), m.checksum());
      var late = highest.filter(h -> h.compareTo(m.version()) > 0).isPresent();
      events.add(
          new MigrationApplied(
              c.target(),
              c.run(),
              m.version(),
              planned.file(),
              m.checksum(),
              m.execution(),
              late,
              m.fromReceipt()));
      run = run.afterOutcome(true);
      highest = late ? highest : Optional.of(m.version());
    }
    return events;
  }

  static List<LedgerEvent> failed(LedgerState state, RecordFailed c) {
    if (state.run().id().equals(c.run()) && failedLast(state.run(), c)) {
      return List.of();
    }
    requireApplying(state, c.run());
    var planned = expected(c.target(), state.run(), c.run(), c.version(), c.checksum());
    var failed =
        new MigrationFailed(
            c.target(),
            c.run(),
            c.version(),
            planned.file(),
            c.checksum(),
            c.failure(),
            c.attempts(),
            c.durationMs());
    return c.findings().isEmpty()
        ? List.of(failed)
        : List.of(
            new SchemaRejected(
                c.target(), c.run(), c.version(), planned.file(), c.checksum(), c.findings()),
            failed);
  }

  private static Optional<Version> highest(NavigableMap<Version, PlannedMigration> plan) {
    return plan.isEmpty() ? Optional.empty() : Optional.of(plan.lastKey());
  }

  private static boolean failedLast(OpenRun run, RecordFailed c) {
    return run.hasFailed()
        && run.lastTried().version().equals(c.version())
        && run.lastTried().checksum().equals(c.checksum());
  }

  private static void requireApplying(LedgerState state, String run) {
    if (state.run().id().equals(run) && state.run().isRollback()) {
      throw new LedgerRefusal.NoSuchRun(state.target(), run, run + ", which takes migrations back");
    }
  }

  /** What an open run does next, which has to be this. */
  static PlannedMigration expected(
      String target, OpenRun open, String run, Version version, Checksum checksum) {
    if (!open.isOpen() || !open.id().equals(run)) {
      throw new LedgerRefusal.NoSuchRun(target, run, open.id());
    }
    if (open.hasFailed()) {
      var failed = open.lastTried().version();
      throw new LedgerRefusal.NotInPlan(version, run, "nothing, because " + failed + " failed");
    }
    var next = open.next();
    if (next.isEmpty() || !next.get().version().equals(version)) {
      throw new LedgerRefusal.NotInPlan(
          version, run, next.map(n -> n.version().text()).orElse("nothing"));
    }
    if (!next.get().checksum().equals(checksum)) {
      throw new LedgerRefusal.ChecksumChanged(version, next.get().checksum(), checksum);
    }
    return next.get();
  }

  static List<LedgerEvent> finish(LedgerState state, FinishRun c) {
    if (state.lastRun().equals(c.run())) {
      return List.of();
    }
    if (!state.run().id().equals(c.run())) {
      throw new LedgerRefusal.NoSuchRun(c.target(), c.run(), state.run().id());
    }
    if (state.run().isRollback()) {
      return List.of(
          new RollbackFinished(
              c.target(),
              c.run(),
              c.outcome(),
              state.run().applied(),
              state.run().notTried(),
              c.durationMs()));
    }
    return List.of(
        new RunFinished(
            c.target(),
            c.run(),
            c.outcome(),
            state.run().applied(),
            state.run().notTried(),
            c.durationMs()));
  }
}
