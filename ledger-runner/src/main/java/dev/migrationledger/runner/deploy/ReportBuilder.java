package dev.migrationledger.runner.deploy;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.runner.execute.Outcome;
import dev.migrationledger.runner.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** Collects how a deploy goes, for the report at its end. */
final class ReportBuilder {

  private final String run;
  private final Plan plan;
  private final List<String> settled;
  private final List<DeployReport.Applied> applied = new ArrayList<>();
  private final List<DeployReport.Failed> failed = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Finding> verified = new ArrayList<>();
  private int tried;

  ReportBuilder(String run, Plan plan, List<String> settled) {
    this.run = run;
    this.plan = plan;
    this.settled = settled;
    this.findings.addAll(plan.findings());
  }

  /** Something to tell beside what the plan told. */
  void found(List<Finding> more) {
    findings.addAll(more);
  }

  /** Something that was found in what the run has made. */
  void verified(List<Finding> more) {
    findings.addAll(more);
    verified.addAll(more);
  }

  /** All that was found in what the run has made. */
  List<Finding> verified() {
    return List.copyOf(verified);
  }

  int tried() {
    return tried;
  }

  void tried(PlannedMigration migration, Outcome outcome) {
    tried++;
    switch (outcome) {
      case Outcome.Applied(var execution, var found) -> {
        applied.add(new DeployReport.Applied(migration, execution));
        verified(found);
      }
      case Outcome.Failed(var failure, var attempts, var durationMs, var found) -> {
        failed.add(new DeployReport.Failed(migration, failure, attempts));
        findings.addAll(found);
      }
      case Outcome.Uncertain u -> {}
    }
  }

  DeployReport ended(DeployReport.Outcome outcome, String note) {
    var intent = plan.refused() ? List.<PlannedMigration>of() : plan.intent();
    return new DeployReport(
        outcome == DeployReport.Outcome.NOTHING_TO_DO ? "" : run,
        outcome,
        applied,
        failed,
        intent.subList(Math.min(tried, intent.size()), intent.size()),
        findings,
        settled,
        note);
  }
}
