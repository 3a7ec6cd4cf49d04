package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that planned migrations were applied: all of them, or none when one is refused.
 *
 * @param target the target they are for
 * @param run the run they belong to
 * @param migrations which, in the order in which they ran; never empty
 */
public record RecordApplied(
    @TargetAggregateIdentifier String target, String run, List<Migration> migrations)
    implements LedgerCommand {

  /**
   * One of them.
   *
   * @param version the migration
   * @param checksum the bytes that ran
   * @param execution how it ran
   * @param fromReceipt known from its receipt only
   */
  public record Migration(
      Version version, Checksum checksum, Execution execution, boolean fromReceipt) {

    public Migration {
      requireNonNull(version, "version");
      requireNonNull(checksum, "checksum");
      requireNonNull(execution, "execution");
    }
  }

  public RecordApplied {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    migrations = List.copyOf(migrations);
    if (migrations.isEmpty()) {
      throw new IllegalArgumentException("no migration was applied");
    }
  }

  /** The command for one migration whose end was seen. */
  public static RecordApplied one(
      String target, String run, Version version, Checksum checksum, Execution execution) {
    return new RecordApplied(
        target, run, List.of(new Migration(version, checksum, execution, false)));
  }
}
