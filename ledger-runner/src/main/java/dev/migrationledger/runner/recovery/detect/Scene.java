package dev.migrationledger.runner.recovery.detect;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.query.dependency.RecordedObject;
import dev.migrationledger.query.run.Runs;
import dev.migrationledger.runner.deploy.AppliedTexts;
import dev.migrationledger.runner.recovery.state.RecoveryPlan;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.target.Receipt;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.runner.target.TargetSession;
import java.util.List;
import java.util.Optional;

/**
 * All that is looked at.
 *
 * @param target the target's name
 * @param session on the target, holding its lock
 * @param address where the target is
 * @param state what the ledger knows
 * @param receipts what the target keeps
 * @param folder the migrations
 * @param texts what the scripts were when they ran
 * @param timeline the last run that says on which timeline of the cluster it ran; none when none
 *     does
 * @param objects what the scripts create, drop or hide
 */
public record Scene(
    String target,
    TargetSession session,
    TargetAddress address,
    LedgerState state,
    List<Receipt> receipts,
    MigrationFolder folder,
    AppliedTexts texts,
    List<Runs.OnTimeline> timeline,
    List<RecordedObject> objects) {

  public Scene {
    requireNonNull(target, "target");
    requireNonNull(session, "session");
    requireNonNull(address, "address");
    requireNonNull(state, "state");
    requireNonNull(folder, "folder");
    requireNonNull(texts, "texts");
    receipts = List.copyOf(receipts);
    timeline = List.copyOf(timeline);
    objects = List.copyOf(objects);
  }

  /** The same with another state of the ledger. */
  Scene with(LedgerState other) {
    return new Scene(target, session, address, other, receipts, folder, texts, timeline, objects);
  }

  /** The receipts of this target, also those under a name that counts as its own. */
  List<Receipt> own() {
    return receipts.stream().filter(r -> isOwn(r.target())).toList();
  }

  /** Every migration in a failure state and the way out of it. */
  List<RecoveryPlan> plans() {
    return new RecoveryPlanner(state, own(), folder, texts, new TargetProbe(address)).plans();
  }

  boolean isOwn(String name) {
    return name.equals(target) || state.repairs().acceptsName(name);
  }

  /** The file of a migration, in the bytes that the ledger knows. */
  Optional<SourceFile> file(MigrationState migration) {
    return folder.migrations().stream()
        .filter(f -> f.version().compareTo(migration.version()) == 0)
        .filter(f -> f.checksum().equals(migration.checksum()))
        .findFirst();
  }
}
