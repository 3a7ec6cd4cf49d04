package dev.migrationledger.runner.rollback;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.execute.work.Verification;
import dev.migrationledger.runner.shadow.Differences;
import dev.migrationledger.runner.verify.WholeSchema;
import dev.migrationledger.schema.SchemaSnapshot;
import java.util.ArrayList;
import java.util.List;

/** Whether a down script has brought the expected schema back, asked before it is kept. */
final class Return {

  private final RollbackStep step;
  private String hash = "";

  Return(RollbackStep step) {
    this.step = step;
  }

  /** SHA-256 of the snapshot of what it brought back, empty before it ran. */
  String hash() {
    return hash;
  }

  Verification verification() {
    return new WholeSchema(
        this::judge,
        failure ->
            RollbackCode.NOT_LOOKED.of(step.down().file(), String.valueOf(failure.getMessage())));
  }

  private List<Finding> judge(SchemaSnapshot live) {
    hash = live.hash();
    var open = step.open();
    var lines = new ArrayList<>(open.strangers(live));
    lines.addAll(Differences.between(open.without(step.expected()), open.without(live)));
    return lines.isEmpty()
        ? List.of()
        : List.of(
            RollbackCode.NOT_AS_BEFORE.of(
                step.down().file(),
                "after %s the schema is not the one before %s:\n%s"
                    .formatted(
                        step.down().file(), step.migration().file(), String.join("\n", lines))));
  }
}
