package dev.migrationledger.runner.cli.recover;

import dev.migrationledger.runner.recovery.repair.RepairExecution;
import dev.migrationledger.runner.recovery.repair.RepairPlan;
import dev.migrationledger.runner.recovery.state.Detection;
import dev.migrationledger.runner.recovery.state.FailureState;
import java.util.List;
import java.util.Locale;

/**
 * What {@code recover detect}, {@code plan} and {@code execute} answer.
 *
 * @param plan the plan's id, empty when there is nothing to do
 * @param clean whether nothing is wrong at the end
 * @param left what is wrong at the end of {@code execute}
 */
record RecoveryAnswer(
    String schema,
    String target,
    long asOf,
    String plan,
    boolean clean,
    List<State> states,
    List<String> notes,
    List<Done> done,
    List<Left> left) {

  /** A failure state; its ways only where they were asked for. */
  record State(
      String code,
      String subject,
      String version,
      String found,
      List<String> evidence,
      List<Way> ways) {}

  /** A way out. */
  record Way(String way, boolean chosen, List<Action> actions) {}

  /** One step of it. */
  record Action(
      String description,
      String sql,
      String risk,
      String riskReason,
      String dataLoss,
      long estimateMs,
      String estimateBasis,
      boolean transactional) {}

  /** What was done. */
  record Done(String code, String subject, String way, boolean succeeded, String proof) {}

  /** What is left. */
  record Left(String code, String subject, String found) {}

  static RecoveryAnswer of(
      String action,
      String target,
      long asOf,
      RepairPlan plan,
      Detection detection,
      List<RepairExecution.Done> done) {
    var executed = action.equals("execute");
    return new RecoveryAnswer(
        "ledger/recover-" + action + "/v1",
        target,
        asOf,
        plan.items().isEmpty() || action.equals("detect") ? "" : plan.id(),
        detection.isClean(),
        plan.items().stream().map(i -> state(i, !action.equals("detect"))).toList(),
        detection.notes(),
        done.stream()
            .map(d ->
                new Done(
                    d.item().state().code().code(),
                    d.item().state().subject(),
                    d.item().word(),
                    d.succeeded(),
                    d.said()))
            .toList(),
        executed
            ? detection.states().stream()
                .map(s -> new Left(s.code().code(), s.subject(), s.found()))
                .toList()
            : List.of());
  }

  private static State state(RepairPlan.Item item, boolean withWays) {
    FailureState state = item.state();
    return new State(
        state.code().code(),
        state.subject(),
        state.version(),
        state.found(),
        state.evidence(),
        withWays
            ? state.ways().stream()
                .map(w ->
                    new Way(
                        w.word(),
                        w.word().equals(item.word()),
                        w.steps().stream()
                            .map(s ->
                                new Action(
                                    s.description(),
                                    s.sql(),
                                    s.risk().name().toLowerCase(Locale.ROOT),
                                    s.why(),
                                    s.dataLoss(),
                                    s.estimate().ms(),
                                    s.estimate().basis(),
                                    s.transactional()))
                            .toList()))
                .toList()
            : List.of());
  }
}
