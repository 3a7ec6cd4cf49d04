package dev.migrationledger.runner.deploy;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.runner.approval.ApprovalGate;
import dev.migrationledger.runner.execute.work.ExecutionSettings;
import dev.migrationledger.runner.plan.Plan;
import dev.migrationledger.runner.plan.PlanRequest;
import dev.migrationledger.runner.settings.LintSettings;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.schema.contract.Contract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a deploy is asked to do.
 *
 * @param target the target's name in the ledger
 * @param environment where the target serves, for a target that is new
 * @param folder reads the migrations
 * @param naming how their files are named
 * @param to the highest version to apply, empty for all
 * @param overrides the rules set aside
 * @param cosmeticEdits whether applied files may change in comments, blanks and case of words
 * @param lint what the settings say about lint
 * @param contract what the application requires of the schema, where there is such a contract
 * @param approvals lets through what is approved
 * @param withoutLedger why it runs although the ledger is away, empty when it does not
 * @param journals where the journals of runs lie that the ledger did not see
 * @param lockWait how long to wait for another runner
 * @param execution how statements are run
 */
public record DeployRequest(
    String target,
    String environment,
    Supplier<MigrationFolder> folder,
    Naming naming,
    String to,
    List<RuleOverride> overrides,
    boolean cosmeticEdits,
    LintSettings lint,
    Optional<Contract> contract,
    ApprovalGate approvals,
    String withoutLedger,
    Path journals,
    Duration lockWait,
    ExecutionSettings execution) {

  /** The rule that a run is recorded before it starts: the ledger can be reached. */
  private static final String RECORDED_FIRST = "STORE-001";

  public DeployRequest {
    requireNonNull(target, "target");
    requireNonNull(environment, "environment");
    requireNonNull(folder, "folder");
    requireNonNull(naming, "naming");
    requireNonNull(to, "to");
    overrides = List.copyOf(overrides);
    requireNonNull(lint, "lint");
    requireNonNull(contract, "contract");
    requireNonNull(approvals, "approvals");
    requireNonNull(withoutLedger, "withoutLedger");
    requireNonNull(journals, "journals");
    requireNonNull(lockWait, "lockWait");
    requireNonNull(execution, "execution");
  }

  /** What the planner is asked; a known target's environment is the ledger's. */
  public PlanRequest plan(LedgerState state) {
    return new PlanRequest(environment(state), to, overrides, cosmeticEdits);
  }

  /** The plan, held against the approvals that are needed. */
  Plan approved(Plan plan, LedgerState state) {
    return approvals.check(plan, environment(state), state);
  }

  private String environment(LedgerState state) {
    return state.isRegistered() ? state.environment() : environment;
  }

  /** The rules set aside for these migrations. */
  List<RuleOverride> overrides(List<PlannedMigration> plan, LedgerState state) {
    var all = new ArrayList<>(overrides);
    all.addAll(approvals.overrides(plan, environment(state), state));
    if (withoutLedger.isEmpty()) {
      return all;
    }
    for (var planned : plan) {
      all.add(new RuleOverride(RECORDED_FIRST, planned.version(), withoutLedger));
    }
    return all;
  }

  /** The same, and how many approvals its migrations needed. */
  Map<String, String> settings(TargetSession session, LedgerState state) {
    var all = new HashMap<>(settings(session));
    all.putAll(approvals.settings(environment(state)));
    return Map.copyOf(all);
  }

  /** The settings worth recording beside the run, and the timeline that it runs on. */
  public Map<String, String> settings(TargetSession session) {
    var all = new HashMap<String, String>();
    all.put("lock_timeout_ms", Long.toString(execution.lockTimeout().toMillis()));
    all.put("statement_timeout_ms", Long.toString(execution.statementTimeout().toMillis()));
    all.put("to", to);
    var timeline = session.timeline();
    if (timeline > 0) {
      all.put("timeline", Integer.toString(timeline));
    }
    return Map.copyOf(all);
  }
}
