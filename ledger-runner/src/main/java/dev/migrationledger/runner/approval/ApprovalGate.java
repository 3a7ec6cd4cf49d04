package dev.migrationledger.runner.approval;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.ledger.ApprovalState.Given;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.runner.plan.Plan;
import dev.migrationledger.runner.plan.PlanCode;
import dev.migrationledger.runner.settings.ApprovalSettings;
import dev.migrationledger.runner.source.MigrationFolder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The room's entry: lets a plan through when every migration in it is approved by enough people, of
 * whom none wrote or runs it.
 *
 * @param policy what the settings ask for
 * @param runners who runs the plan, and for whom; nobody when it is only looked at
 * @param breakGlass why it runs although approvals are missing, empty when it does not
 */
public record ApprovalGate(ApprovalSettings policy, List<String> runners, String breakGlass) {

  /** Lets everything through. */
  public static final ApprovalGate OPEN = new ApprovalGate(ApprovalSettings.NONE, List.of(), "");

  public ApprovalGate {
    requireNonNull(policy, "policy");
    runners = runners.stream().filter(r -> !r.isBlank()).toList();
    requireNonNull(breakGlass, "breakGlass");
  }

  /** The same policy, whoever runs the plan later. */
  public static ApprovalGate ofAnybody(ApprovalSettings policy) {
    return new ApprovalGate(policy, List.of(), "");
  }

  /** The plan, with a finding for each migration that lacks approvals. */
  public Plan check(Plan plan, String environment, LedgerState state) {
    var missing = missing(plan.intent(), environment, state);
    if (missing.isEmpty()) {
      return plan;
    }
    var findings = new ArrayList<>(plan.findings());
    missing.forEach(m -> findings.add(finding(m)));
    findings.sort(Comparator.comparing(Finding::severity));
    return new Plan(plan.steps(), plan.discovered(), plan.edited(), plan.retiredByHand(), findings);
  }

  /** Those that lack approvals. */
  private List<Approved> missing(
      List<PlannedMigration> plan, String environment, LedgerState state) {
    return all(plan, environment, state).stream().filter(a -> a.missing() > 0).toList();
  }

  /** How far each is approved that a run would try; nothing where no approval is needed. */
  public List<Approved> waiting(MigrationFolder folder, String environment, LedgerState state) {
    return policy.needed(environment) == 0
        ? List.of()
        : all(
            folder.migrations().stream()
                .filter(
                    f -> state.migration(f.version()).map(m -> m.status().mayRun()).orElse(true))
                .map(f -> new PlannedMigration(f.version(), f.file(), f.checksum()))
                .toList(),
            environment,
            state);
  }

  private List<Approved> all(List<PlannedMigration> plan, String environment, LedgerState state) {
    var needed = policy.needed(environment);
    return needed == 0 ? List.of() : plan.stream().map(p -> approved(p, needed, state)).toList();
  }

  /** The rule that broken glass sets aside, for those that lack approvals. */
  public List<RuleOverride> overrides(
      List<PlannedMigration> plan, String environment, LedgerState state) {
    return breakGlass.isEmpty()
        ? List.of()
        : missing(plan, environment, state).stream()
            .map(m ->
                new RuleOverride(PlanCode.UNAPPROVED.code(), m.migration().version(), breakGlass))
            .toList();
  }

  /** What is worth recording beside a run. */
  public Map<String, String> settings(String environment) {
    var needed = policy.needed(environment);
    return needed == 0 ? Map.of() : Map.of("approvals_needed", Integer.toString(needed));
  }

  private Finding finding(Approved missing) {
    var file = missing.migration().file();
    var told = missing.told();
    if (breakGlass.isEmpty()) {
      return PlanCode.UNAPPROVED.of(file, told);
    }
    return PlanCode.GLASS_BROKEN.of(file, told + "; glass is broken for it: " + breakGlass);
  }

  private Approved approved(PlannedMigration planned, int needed, LedgerState state) {
    var by = new ArrayList<String>();
    var without = new ArrayList<String>();
    for (var given : state.approvals().of(planned.version(), planned.checksum())) {
      var why = whyNot(given, by);
      if (why.isEmpty()) {
        by.add(given.approver());
      } else {
        without.add("the approval of " + given.approver() + " does not count, " + why);
      }
    }
    return new Approved(planned, needed, by, without);
  }

  private String whyNot(Given given, List<String> counted) {
    if (policy.people().isSame(given.approver(), given.author())) {
      return "who is its author " + given.author();
    }
    for (var runner : runners) {
      if (policy.people().isSame(given.approver(), runner)) {
        return "who runs it";
      }
    }
    return counted.stream().anyMatch(c -> policy.people().isSame(c, given.approver()))
        ? "who is counted under another name"
        : "";
  }
}
