package dev.migrationledger.runner.cli.answer;

import dev.migrationledger.runner.recovery.state.RecoveryPlan;
import java.util.List;
import java.util.Locale;

/** What {@code recover} answers. */
public record RecoverAnswer(
    String schema,
    String target,
    long asOf,
    List<String> settled,
    List<Item> recoveries,
    String answer) {

  /** One migration in a failure state, and the way out. */
  public record Item(
      String version, String file, String state, String found, List<Action> actions) {}

  /** One step of the way out. */
  public record Action(
      String description, String sql, String risk, String dataLoss, long estimateMs) {}

  /** Of recovery plans. */
  public static RecoverAnswer of(
      String target, long asOf, List<String> settled, List<RecoveryPlan> plans, String answer) {
    return new RecoverAnswer(
        "ledger/recover/v1",
        target,
        asOf,
        settled,
        plans.stream().map(RecoverAnswer::item).toList(),
        answer);
  }

  private static Item item(RecoveryPlan plan) {
    return new Item(
        plan.version().text(),
        plan.file(),
        plan.status().name().toLowerCase(Locale.ROOT),
        plan.found(),
        plan.actions().stream()
            .map(a ->
                new Action(
                    a.description(),
                    a.sql(),
                    a.risk().name().toLowerCase(Locale.ROOT),
                    a.dataLoss(),
                    a.estimateMs()))
            .toList());
  }
}
