package dev.migrationledger.runner.doctor;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.runner.adopt.ImportPlan;
import dev.migrationledger.runner.history.Mapping;
import dev.migrationledger.runner.history.Tool;

/**
 * A history that was read, laid beside the folder.
 *
 * @param plan what an import of it would find
 * @param mapping the columns it was read by, when it is hand-made
 */
record ReadHistory(ImportPlan plan, Mapping mapping) {

  ReadHistory {
    requireNonNull(plan, "plan");
    requireNonNull(mapping, "mapping");
  }

  String label() {
    return plan.table().label();
  }

  /** The command that imports it, without a reason. */
  String command() {
    var command =
        "ledger import --from " + plan.table().tool().word() + " --table " + word(label());
    if (plan.table().tool() != Tool.TABLE) {
      return command;
    }
    var when = mapping.appliedAt().isEmpty() ? "" : " --applied-at " + word(mapping.appliedAt());
    return command + " --version " + word(mapping.version()) + when;
  }

  /** As a shell takes it. */
  private static String word(String text) {
    return text.matches("[\\w.@%+:,/-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
