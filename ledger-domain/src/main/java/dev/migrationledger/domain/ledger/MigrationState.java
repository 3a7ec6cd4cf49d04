package dev.migrationledger.domain.ledger;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Dependency;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of one migration on one target.
 *
 * @param version its number
 * @param file its file, as last seen
 * @param status where it stands
 * @param checksum the bytes that ran, or while it has not run the bytes last discovered
 * @param normalisedChecksum the same after normalising line endings and byte order mark
 * @param content commitment to that text, empty when not kept
 * @param sight how the file looked last
 * @param validated the checksum that last passed the rules, empty before
 * @param dependencies versions that must be done before it, by its own declaration
 * @param outOfOrder it ran after a higher version
 * @param recovering a recovery is planned and not completed
 * @param failures how often it failed
 * @param imported its status is what another tool's history says; the ledger did not see it
 */
public record MigrationState(
    Version version,
    String file,
    MigrationStatus status,
    Checksum checksum,
    Checksum normalisedChecksum,
    String content,
    Sight sight,
    String validated,
    List<Version> dependencies,
    boolean outOfOrder,
    boolean recovering,
    int failures,
    boolean imported) {

  public MigrationState {
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(status, "status");
    requireNonNull(checksum, "checksum");
    requireNonNull(normalisedChecksum, "normalisedChecksum");
    requireNonNull(content, "content");
    requireNonNull(sight, "sight");
    requireNonNull(validated, "validated");
    dependencies = List.copyOf(dependencies);
  }

  /** Whether the file differs from the bytes that ran. */
  public boolean edited() {
    return status.isDone() && !sight.checksum().equals(checksum);
  }

  /** Whether the file differs from the bytes that ran and nobody accepted that. */
  public boolean editOpen() {
    return edited() && !sight.checksum().equals(sight.accepted());
  }

  static MigrationState discovered(Script script, int failures, MigrationStatus status) {
    return new MigrationState(
        script.version(),
        script.file(),
        status,
        script.checksum(),
        script.normalisedChecksum(),
        script.content(),
        new Sight(script.checksum(), script.content(), script.checksum(), false),
        "",
        script.dependencies().stream()
            .filter(Dependency::declared)
            .map(Dependency::version)
            .toList(),
        false,
        false,
        failures,
        false);
  }

  MigrationState rejectedWhenPending() {
    return status == MigrationStatus.PENDING ? became(MigrationStatus.REJECTED) : this;
  }

  /** What a failure makes of a migration. */
  static MigrationStatus statusAfter(Failure failure) {
    return switch (failure.kind()) {
      case ROLLED_BACK, INTERRUPTED -> MigrationStatus.FAILED;
      case HALF_DONE -> MigrationStatus.UNKNOWN;
    };
  }

  /** What a migration is when its file has other bytes than before. */
  static MigrationStatus statusOfNewBytes(@Nullable MigrationState known) {
    if (known == null) {
      return MigrationStatus.PENDING;
    }
    return switch (known.status()) {
      case FAILED, UNKNOWN -> known.status();
      case PENDING, REJECTED, RUNNING, APPLIED, RETIRED, BASELINED, ROLLED_BACK ->
          MigrationStatus.PENDING;
    };
  }

  MigrationState validated(Checksum bytes) {
    var next = status == MigrationStatus.REJECTED ? MigrationStatus.PENDING : status;
    return copy(file, next, sight, bytes.hex(), outOfOrder, recovering, failures);
  }

  MigrationState became(MigrationStatus next) {
    return copy(file, next, sight, validated, outOfOrder, recovering, failures);
  }

  MigrationState applied(boolean late) {
    return copy(file, MigrationStatus.APPLIED, sight, validated, late, recovering, failures)
        .imported(false);
  }

  MigrationState failed(Failure failure) {
    var next =
        switch (failure.kind()) {
          case ROLLED_BACK, INTERRUPTED -> MigrationStatus.FAILED;
          case HALF_DONE -> MigrationStatus.UNKNOWN;
        };
    var planned = recovering && next != MigrationStatus.UNKNOWN;
    return copy(file, next, sight, validated, outOfOrder, planned, failures + 1).imported(false);
  }

  MigrationState importedAs(MigrationStatus next) {
    return became(next).imported(true);
  }

  MigrationState saw(Edit edit) {
    var newSight = new Sight(edit.now(), edit.content(), sight.accepted(), edit.saysTheSame());
    return copy(edit.file(), status, newSight, validated, outOfOrder, recovering, failures);
  }

  MigrationState accepting(Checksum bytes) {
    var newSight = new Sight(sight.checksum(), sight.content(), bytes, sight.cosmetic());
    return copy(file, status, newSight, validated, outOfOrder, recovering, failures);
  }

  MigrationState recovering(boolean planned) {
    return copy(file, status, sight, validated, outOfOrder, planned, failures);
  }

  private MigrationState copy(
      String newFile,
      MigrationStatus newStatus,
      Sight newSight,
      String newValidated,
      boolean late,
      boolean planned,
      int failed) {
    return new MigrationState(
        version,
        newFile,
        newStatus,
        checksum,
        normalisedChecksum,
        content,
        newSight,
        newValidated,
        dependencies,
        late,
        planned,
        failed,
        imported);
  }

  MigrationState imported(boolean byAnother) {
    return new MigrationState(
        version,
        file,
        status,
        checksum,
        normalisedChecksum,
        content,
        sight,
        validated,
        dependencies,
        outOfOrder,
        recovering,
        failures,
        byAnother);
  }
}
