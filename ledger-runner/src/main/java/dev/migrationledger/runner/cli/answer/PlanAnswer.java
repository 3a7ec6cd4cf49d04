package dev.migrationledger.runner.cli.answer;

import dev.migrationledger.runner.plan.Plan;
import java.util.List;

/** What {@code plan}, {@code migrate --dry-run} and {@code validate} answer. */
public record PlanAnswer(
    String schema,
    String target,
    long asOf,
    boolean refused,
    List<MigrationAnswer> steps,
    List<FindingAnswer> findings) {

  /** Of a plan. */
  public static PlanAnswer of(String command, String target, long asOf, Plan plan) {
    return new PlanAnswer(
        "ledger/" + command + "/v1",
        target,
        asOf,
        plan.refused(),
        plan.intent().stream().map(MigrationAnswer::of).toList(),
        FindingAnswer.of(plan.findings()));
  }
}
