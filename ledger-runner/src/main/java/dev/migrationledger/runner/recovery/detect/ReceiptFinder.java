package dev.migrationledger.runner.recovery.detect;

import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RecoveryAction.Risk;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.recovery.state.FailureState;
import dev.migrationledger.runner.recovery.state.RecoveryCode;
import dev.migrationledger.runner.recovery.state.Repair;
import dev.migrationledger.runner.recovery.state.Step;
import dev.migrationledger.runner.recovery.state.WayOut;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.target.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds where receipts and ledger do not tell the same. */
final class ReceiptFinder {

  private final Scene scene;
  private final ObjectFinder objects;
  private final Map<Version, Receipt> applied = new TreeMap<>();

  ReceiptFinder(Scene scene, ObjectFinder objects) {
    this.scene = scene;
    this.objects = objects;
    scene.own().stream()
        .filter(r -> r.phase() == Receipt.Phase.APPLIED)
        .forEach(r -> applied.put(r.version(), r));
  }

  List<FailureState> find() {
    var found = new ArrayList<FailureState>();
    unknown().ifPresent(found::add);
    missing().ifPresent(found::add);
    for (var migration : scene.state().migrations()) {
      var receipt = applied.get(migration.version());
      if (migration.status() == MigrationStatus.APPLIED
          && receipt != null
          && !migration.checksum().equals(receipt.checksum())
          && !scene.state().repairs().acceptsReceipt(migration.version(), receipt.checksum())) {
        found.add(tampered(migration, receipt));
      }
    }
    return found;
  }

  private Optional<FailureState> unknown() {
    var receipts =
        applied.values().stream()
            .filter(r ->
                scene.state().migration(r.version()).stream()
                    .noneMatch(m ->
                        m.status().isDone()
                            || m.status() == MigrationStatus.ROLLED_BACK
                            || m.status() == MigrationStatus.RETIRED))
            .toList();
    if (receipts.isEmpty()) {
      return Optional.empty();
    }
    var evidence = new ArrayList<String>();
    evidence.add("the ledger's last applied migration is " + last());
    var taken = new ArrayList<PlannedMigration>();
    for (var receipt : receipts) {
      var file = file(receipt.version());
      evidence.add(PlaceFinder.told(receipt, file) + "; " + objects.there(receipt.version()));
      file.filter(f -> f.checksum().equals(receipt.checksum()))
          .ifPresent(
              f -> taken.add(new PlannedMigration(f.version(), f.file(), receipt.checksum())));
    }
    return Optional.of(
        new FailureState(
            RecoveryCode.RECEIPT_UNKNOWN,
            "receipts",
            "",
            "the target holds receipts of "
                + list(receipts.stream().map(Receipt::version).toList())
                + ", which the ledger does not know as applied",
            evidence,
            taken.isEmpty() ? List.of() : List.of(taking(taken)),
            false));
  }

  private static WayOut taking(List<PlannedMigration> taken) {
    var step =
        Step.record(
            "record "
                + list(taken.stream().map(PlannedMigration::version).toList())
                + " as applied, by their receipts",
            Risk.MEDIUM,
            "the receipts are believed as far as the files have the same bytes");
    return WayOut.of(
        "take", step, new Repair.Restore(List.of(), taken, List.of(), List.of(), false));
  }

  private String last() {
    return scene.state().highestDone().map(Version::text).orElse("none");
  }

  private Optional<FailureState> missing() {
    var without =
        scene.state().migrations().stream()
            .filter(m -> m.status() == MigrationStatus.APPLIED && !m.imported())
            .map(MigrationState::version)
            .filter(v -> !applied.containsKey(v) && !scene.state().repairs().acceptsNoReceipt(v))
            .toList();
    if (without.isEmpty()) {
      return Optional.empty();
    }
    var there = without.stream().filter(v -> objects.there(v).all()).toList();
    var gone = without.stream().filter(v -> !objects.there(v).all()).toList();
    var ways = new ArrayList<WayOut>();
    if (!there.isEmpty() && !gone.isEmpty()) {
      ways.add(restore("as-found", gone, there));
    }
    ways.add(restore("undone", without, List.of()));
    ways.add(restore("kept", List.of(), without));
    var evidence = new ArrayList<String>();
    evidence.add(
        "the target's last receipt is of "
            + applied.keySet().stream().reduce((a, b) -> b).map(Version::text).orElse("none"));
    without.forEach(
        v -> evidence.add(v + ": applied by the ledger; no receipt; " + objects.there(v)));
    return Optional.of(
        new FailureState(
            RecoveryCode.RECEIPT_MISSING,
            "receipts",
            "",
            "the ledger knows " + list(without) + " as applied, and the target holds no receipt",
            evidence,
            ways,
            false));
  }

  private static WayOut restore(String word, List<Version> undone, List<Version> kept) {
    var steps = new ArrayList<Step>();
    if (!undone.isEmpty()) {
      steps.add(
          Step.record(
              "record " + list(undone) + " as not in the target any more; they run again",
              Risk.MEDIUM,
              "where the target holds them after all, they fail or do their work twice"));
    }
    if (!kept.isEmpty()) {
      steps.add(
          Step.record(
              "record that " + list(kept) + " count as applied without a receipt",
              Risk.MEDIUM,
              "where the target does not hold them, nothing will ever apply them"));
    }
    return new WayOut(word, steps, new Repair.Restore(List.of(), List.of(), undone, kept, false));
  }

  private static FailureState tampered(MigrationState m, Receipt receipt) {
    var step =
        Step.record(
            "record that the receipt is wrong and the ledger right",
            Risk.MEDIUM,
            "run \"ledger verify\" before: it says whether the ledger is whole");
    return new FailureState(
        RecoveryCode.RECEIPT_TAMPERED,
        "receipt of " + m.file(),
        m.version().text(),
        m.version() + " ran with other bytes by its receipt than by the ledger",
        List.of(
            "the ledger has checksum " + m.checksum().hex(),
            "the receipt of run " + receipt.run() + " has checksum " + receipt.checksum().hex()),
        List.of(WayOut.of("keep-ledger", step, new Repair.Disown(m.version(), receipt.checksum()))),
        false);
  }

  private Optional<SourceFile> file(Version version) {
    return scene.folder().migrations().stream()
        .filter(f -> f.version().compareTo(version) == 0)
        .findFirst();
  }

  private static String list(List<Version> versions) {
    return versions.size() > 10
        ? versions.getFirst() + " to " + versions.getLast() + " (" + versions.size() + ")"
        : versions.stream().map(Version::text).collect(Collectors.joining(", "));
  }
}
