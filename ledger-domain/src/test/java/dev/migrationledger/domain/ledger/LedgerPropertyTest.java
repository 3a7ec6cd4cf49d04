package dev.migrationledger.domain.ledger;

import static dev.migrationledger.domain.ledger.Story.TARGET;
import static dev.migrationledger.domain.ledger.Story.ack;
import static dev.migrationledger.domain.ledger.Story.applied;
import static dev.migrationledger.domain.ledger.Story.baseline;
import static dev.migrationledger.domain.ledger.Story.complete;
import static dev.migrationledger.domain.ledger.Story.discover;
import static dev.migrationledger.domain.ledger.Story.edit;
import static dev.migrationledger.domain.ledger.Story.edits;
import static dev.migrationledger.domain.ledger.Story.execution;
import static dev.migrationledger.domain.ledger.Story.finding;
import static dev.migrationledger.domain.ledger.Story.finish;
import static dev.migrationledger.domain.ledger.Story.plan;
import static dev.migrationledger.domain.ledger.Story.refuse;
import static dev.migrationledger.domain.ledger.Story.registered;
import static dev.migrationledger.domain.ledger.Story.retire;
import static dev.migrationledger.domain.ledger.Story.script;
import static dev.migrationledger.domain.ledger.Story.start;
import static dev.migrationledger.domain.ledger.Story.sum;
import static dev.migrationledger.domain.ledger.Story.v;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.command.RecordRollbackFailed;
import dev.migrationledger.domain.command.RecordRolledBack;
import dev.migrationledger.domain.command.ReviewException;
import dev.migrationledger.domain.command.StartRollback;
import dev.migrationledger.domain.command.WithdrawApproval;
import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationRecovered;
import dev.migrationledger.domain.event.MigrationRejected;
import dev.migrationledger.domain.event.MigrationRetired;
import dev.migrationledger.domain.event.MigrationRolledBack;
import dev.migrationledger.domain.event.RollbackStarted;
import dev.migrationledger.domain.event.RunFinished;
import dev.migrationledger.domain.event.RunStarted;
import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.PlannedRollback;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LedgerPropertyTest {

  private static final int CASES = 400;
  private static final int STEPS = 60;

  @Test
  void random_commands_keep_the_state_the_fold_of_the_events_and_the_history_true() {
    var applied = 0;
    for (var seed = 1L; seed <= CASES; seed++) {
      var story = play(seed);
      var fold = new LedgerState();
      story.events.forEach(fold::evolve);
      assertThat(fold.image()).as("seed %d", seed).isEqualTo(story.state.image());
      applied += check(story.events, seed);
    }
    assertThat(applied).as("the generator reaches applied migrations").isGreaterThan(CASES / 2);
  }

  @Test
  void twenty_thousand_events_are_folded() {
    var state = new LedgerState();
    state.evolve(new TargetRegistered(TARGET, "test", "71", "shop"));
    for (var i = 1; i <= 10_000; i++) {
      var script = script(String.valueOf(i), 'a');
      state.evolve(new MigrationDiscovered(TARGET, script));
      state.evolve(new MigrationRejected(TARGET, script.file(), List.of()));
    }
    assertThat(state.migrations())
        .hasSize(10_000)
        .allMatch(m -> m.status() == MigrationStatus.REJECTED);
  }

  private static Story play(long seed) {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var story = registered();
    for (var step = 0; step < STEPS; step++) {
      var command = command(random, story.state, step);
      var before = story.state.image();
      try {
        LedgerRules.decide(story.state, command);
        assertThat(story.state.image()).as("seed %d: decide mutates", seed).isEqualTo(before);
        together(story.state, command, seed);
        story.does(command);
        retried(story, command, seed);
      } catch (LedgerRefusal refused) {
        assertThat(story.state.image()).as("seed %d: %s", seed, refused).isEqualTo(before);
      }
      var restored = LedgerState.of(story.state.image());
      assertThat(restored.image()).as("seed %d", seed).isEqualTo(story.state.image());
      assertThat(restored.highestDone()).as("seed %d", seed).isEqualTo(story.state.highestDone());
    }
    return story;
  }

  /** Migrations recorded together give the events that they give one after the other. */
  private static void together(LedgerState before, LedgerCommand command, long seed) {
    if (command instanceof RecordApplied(var target, var run, var migrations)) {
      var state = LedgerState.of(before.image());
      var events = new ArrayList<LedgerEvent>();
      for (var one : migrations) {
        var next = LedgerRules.decide(state, new RecordApplied(target, run, List.of(one)));
        next.forEach(state::evolve);
        events.addAll(next);
      }
      assertThat(LedgerRules.decide(before, command)).as("seed %d", seed).isEqualTo(events);
    }
  }

  private static void retried(Story story, LedgerCommand command, long seed) {
    try {
      assertThat(LedgerRules.decide(story.state, command))
          .as("seed %d: retry of %s", seed, command)
          .noneMatch(e ->
              e instanceof MigrationApplied
                  || e instanceof MigrationRolledBack
                  || e instanceof RunStarted
                  || e instanceof RollbackStarted
                  || e instanceof RunFinished);
    } catch (LedgerRefusal refused) {
      assertThat(refused.code()).startsWith("LEDGER-");
    }
  }

  private static LedgerCommand command(RandomGenerator random, LedgerState state, int step) {
    var version = version(random);
    var bytes = "abc".charAt(random.nextInt(3));
    var run = state.run().isOpen() ? state.run().id() : "r" + step;
    return switch (random.nextInt(24)) {
      case 0, 1, 2 -> discover(scriptOf(version, bytes, random));
      case 3, 4, 5 -> start("r" + step, plan(random, state), overrides(random));
      case 6, 7, 8, 9, 12 -> new RecordApplied(TARGET, run, applied(random, state, version));
      case 10 -> {
        var kind = Failure.Kind.values()[random.nextInt(3)];
        var failure = new Failure(kind, "", "x", "", "", 0, 0, 0, 0);
        yield new RecordFailed(TARGET, run, next(state, version), nextSum(state), failure, 1, 1);
      }
      case 11 -> finish(run, RunOutcome.INTERRUPTED);
      case 13 -> random.nextBoolean() ? retire(version) : baseline(version);
      case 14 -> Story.plan(version);
      case 15 -> {
        var ends =
            List.of(MigrationStatus.PENDING, MigrationStatus.APPLIED, MigrationStatus.ROLLED_BACK);
        yield complete(version, ends.get(random.nextInt(3)));
      }
      case 17 -> new StartRollback(TARGET, "r" + step, back(random, state), "wrong", Map.of());
      case 18, 19 ->
          new RecordRolledBack(
              TARGET, run, next(state, version), nextSum(state), "", execution(), false);
      case 20 -> {
        var failure = new Failure(Failure.Kind.ROLLED_BACK, "", "x", "", "", 0, 0, 0, 0);
        var next = next(state, version);
        yield new RecordRollbackFailed(TARGET, run, next, nextSum(state), failure, 1, 1);
      }
      case 22 -> ApprovalRulesTest.approve(version, bytes, "b" + random.nextInt(3));
      case 23 ->
          random.nextBoolean()
              ? new WithdrawApproval(TARGET, v(version), "no")
              : new ReviewException(TARGET, v(version), "bea", List.of("dana"), "seen");
      case 16 -> random.nextBoolean() ? edits(edit(version, bytes)) : ack(version, bytes);
      default -> refuse("r" + step, finding(version, "bad " + random.nextInt(2)));
    };
  }

  private static String version(RandomGenerator random) {
    return "000" + (1 + random.nextInt(8));
  }

  private static Script scriptOf(String version, char bytes, RandomGenerator random) {
    return random.nextBoolean() ? script(version, bytes) : script(version, bytes, version(random));
  }

  private static List<PlannedMigration> plan(RandomGenerator random, LedgerState state) {
    var plan = new ArrayList<PlannedMigration>();
    for (var m : state.migrations()) {
      if ((m.status().mayRun() || random.nextInt(12) == 0) && random.nextInt(4) > 0) {
        plan.add(new PlannedMigration(m.version(), m.file(), m.checksum()));
      }
    }
    return plan;
  }

  /** Mostly what is done, from the highest on. */
  private static List<PlannedRollback> back(RandomGenerator random, LedgerState state) {
    var plan = new ArrayList<PlannedRollback>();
    for (var m : List.copyOf(state.migrations()).reversed()) {
      if (m.status().isDone() == (random.nextInt(20) > 0)) {
        plan.add(new PlannedRollback(m.version(), m.checksum(), "x.down.sql", sum('d'), ""));
      }
    }
    return plan.isEmpty()
        ? List.of(new PlannedRollback(v("1"), sum('a'), "x.down.sql", sum('d'), ""))
        : plan.subList(0, 1 + random.nextInt(plan.size()));
  }

  private static List<RuleOverride> overrides(RandomGenerator random) {
    var overrides = new ArrayList<RuleOverride>();
    for (var i = 1; i <= 8; i++) {
      if (random.nextBoolean()) {
        overrides.add(new RuleOverride("PLAN-005", v(String.valueOf(i)), "test"));
        overrides.add(new RuleOverride("PLAN-018", v(String.valueOf(i)), "test"));
      }
    }
    return overrides;
  }

  /** Mostly the next of the plan, some of them together; now and then one of them twice. */
  private static List<RecordApplied.Migration> applied(
      RandomGenerator random, LedgerState state, String otherwise) {
    var applied = new ArrayList<RecordApplied.Migration>();
    applied.add(
        new RecordApplied.Migration(
            next(state, otherwise), nextSum(state), execution(), random.nextBoolean()));
    for (var version : state.run().notTried().stream().skip(1).toList()) {
      var known = state.migration(version);
      if (random.nextBoolean() || known.isEmpty()) {
        break;
      }
      applied.add(new RecordApplied.Migration(version, known.get().checksum(), execution(), false));
    }
    if (random.nextInt(12) == 0) {
      applied.add(applied.getLast());
    }
    return applied;
  }

  private static Version next(LedgerState state, String otherwise) {
    return state.run().next().map(PlannedMigration::version).orElse(v(otherwise));
  }

  private static Checksum nextSum(LedgerState state) {
    return state.run().next().map(PlannedMigration::checksum).orElse(sum('a'));
  }

  /** An independent reading of the history: which migrations are done, retired, in need. */
  private static int check(List<LedgerEvent> events, long seed) {
    var done = new HashSet<Version>();
    var retired = new HashSet<Version>();
    Map<Version, Set<Version>> needs = new HashMap<>();
    var applied = 0;
    for (var event : events) {
      if (event instanceof MigrationDiscovered e) {
        var needed = new HashSet<Version>();
        e.script().dependencies().forEach(d -> needed.add(d.version()));
        needs.put(e.script().version(), needed);
      } else if (event instanceof MigrationRetired e) {
        retired.add(e.version());
      } else if (event instanceof BaselineEstablished e) {
        done.addAll(e.covered());
      } else if (event instanceof MigrationRecovered e) {
        assertThat(retired).as("seed %d", seed).doesNotContain(e.version());
        if (e.status().isDone()) {
          done.add(e.version());
        }
      } else if (event instanceof MigrationApplied e) {
        assertThat(retired).as("seed %d: retired ran", seed).doesNotContain(e.version());
        assertThat(done).as("seed %d: dependency", seed).containsAll(needs.get(e.version()));
        assertThat(done.add(e.version())).as("seed %d: %s twice", seed, e.version()).isTrue();
        applied++;
      } else if (event instanceof MigrationRolledBack e) {
        assertThat(done).as("seed %d", seed).contains(e.version());
        assertThat(done)
            .as("seed %d: one above %s stays", seed, e.version())
            .allMatch(v -> v.compareTo(e.version()) <= 0);
        done.remove(e.version());
      }
    }
    return applied;
  }
}
