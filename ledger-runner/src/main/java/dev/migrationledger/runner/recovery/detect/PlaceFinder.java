package dev.migrationledger.runner.recovery.detect;

import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RecoveryAction.Risk;
import dev.migrationledger.runner.recovery.state.FailureState;
import dev.migrationledger.runner.recovery.state.RecoveryCode;
import dev.migrationledger.runner.recovery.state.Repair;
import dev.migrationledger.runner.recovery.state.Step;
import dev.migrationledger.runner.recovery.state.WayOut;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.target.Receipt;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds out whether this database is the one that the ledger means by the target's name. */
final class PlaceFinder {

  private static final String CLUSTER =
      "SELECT (SELECT oid FROM pg_catalog.pg_database WHERE datname OPERATOR(pg_catalog.=)"
          + " pg_catalog.current_database()),"
          + " pg_catalog.has_function_privilege('pg_catalog.pg_control_checkpoint()', 'EXECUTE')";
  private static final String TIMELINE =
      "SELECT timeline_id FROM pg_catalog.pg_control_checkpoint()";

  private final Scene scene;

  PlaceFinder(Scene scene) {
    this.scene = scene;
  }

  List<FailureState> find() {
    var found = new ArrayList<FailureState>();
    moved().ifPresent(found::add);
    copied().ifPresent(found::add);
    return found;
  }

  private Optional<FailureState> moved() {
    var state = scene.state();
    var here = scene.session().identity();
    if (!state.isRegistered()
        || (state.systemIdentifier().equals(here.systemIdentifier())
            && state.database().equals(here.database()))) {
      return Optional.empty();
    }
    var evidence = new ArrayList<String>();
    evidence.add(
        "the ledger has database \"%s\" of cluster %s"
            .formatted(state.database(), state.systemIdentifier()));
    evidence.add(
        "this is database \"%s\" of cluster %s%s"
            .formatted(here.database(), here.systemIdentifier(), place()));
    evidence.add(kind());
    evidence.add(compared());
    var step =
        Step.record(
            "record that target \"" + scene.target() + "\" goes on in this database",
            Risk.HIGH,
            "from now on deploys under this name change this database, and no longer the other");
    return Optional.of(
        new FailureState(
            RecoveryCode.TARGET_MOVED,
            "target " + scene.target(),
            "",
            "the ledger means another database by \"" + scene.target() + "\"",
            evidence,
            List.of(
                WayOut.of(
                    "move",
                    step,
                    new Repair.Restore(List.of(), List.of(), List.of(), List.of(), true))),
            false));
  }

  /** A copy of the files keeps the cluster's identifier, whatever timeline it goes on to. */
  private String kind() {
    var here = scene.session().identity();
    if (here.substitute() || scene.state().systemIdentifier().startsWith("substitute:")) {
      return "the role may not read the cluster's identifier, so whether it is the same cluster cannot be told";
    }
    return here.systemIdentifier().equals(scene.state().systemIdentifier())
        ? "the same cluster: the database was copied or renamed in it, or this is a copy of the cluster's files"
        : "another cluster: restored from a dump, cloned by replicating rows, or upgraded with pg_upgrade; a failover and a restore to a point in time keep the identifier";
  }

  private String compared() {
    var applied = scene.own().stream().filter(r -> r.phase() == Receipt.Phase.APPLIED).toList();
    var same =
        applied.stream()
            .filter(r ->
                scene.state().migration(r.version()).stream()
                    .anyMatch(m -> m.status().isDone() && m.checksum().equals(r.checksum())))
            .count();
    return same + " of its " + applied.size() + " receipts tell what the ledger tells";
  }

  private String place() {
    try (var sql = scene.session().connection().createStatement()) {
      var text = new StringBuilder();
      boolean permitted;
      try (var row = sql.executeQuery(CLUSTER)) {
        row.next();
        text.append(", oid ").append(row.getString(1));
        permitted = row.getBoolean(2);
      }
      if (permitted) {
        try (var row = sql.executeQuery(TIMELINE)) {
          row.next();
          text.append(", timeline ").append(row.getInt(1));
        }
      }
      return text.toString();
    } catch (SQLException e) {
      return "";
    }
  }

  private Optional<FailureState> copied() {
    var names = new TreeSet<String>();
    scene.receipts().stream().map(Receipt::target).filter(n -> !scene.isOwn(n)).forEach(names::add);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    var taken = new ArrayList<PlannedMigration>();
    var evidence = new ArrayList<String>();
    evidence.add(
        scene.state().isRegistered()
            ? "the ledger knows target \"" + scene.target() + "\""
            : "the ledger knows no target \"" + scene.target() + "\"");
    foreign(names).forEach((version, receipt) -> take(receipt, taken, evidence));
    var step =
        Step.record(
            "record that the receipts of "
                + String.join(", ", names)
                + " are the history of \""
                + scene.target()
                + "\" too, "
                + taken.size()
                + " migrations applied",
            Risk.MEDIUM,
            "what the receipts tell is believed as far as the files have the same bytes");
    var attach =
        WayOut.of(
            "attach",
            step,
            new Repair.Restore(List.copyOf(names), taken, List.of(), List.of(), true));
    return Optional.of(
        new FailureState(
            RecoveryCode.TARGET_COPIED,
            "target " + scene.target(),
            "",
            "the receipts here are those of " + String.join(", ", names),
            evidence,
            List.of(attach),
            false));
  }

  private Map<Long, Receipt> foreign(Set<String> names) {
    var applied = new TreeMap<Long, Receipt>();
    scene.receipts().stream()
        .filter(r -> names.contains(r.target()) && r.phase() == Receipt.Phase.APPLIED)
        .forEach(r -> applied.put(r.version().number(), r));
    return applied;
  }

  private void take(Receipt receipt, List<PlannedMigration> taken, List<String> evidence) {
    var known = scene.state().migration(receipt.version()).filter(m -> m.status().isDone());
    var file =
        scene.folder().migrations().stream()
            .filter(f -> f.version().compareTo(receipt.version()) == 0)
            .findFirst();
    evidence.add(told(receipt, file));
    if (known.isEmpty() && file.filter(f -> f.checksum().equals(receipt.checksum())).isPresent()) {
      taken.add(new PlannedMigration(receipt.version(), file.get().file(), receipt.checksum()));
    }
  }

  /** A receipt beside the file of its number. */
  static String told(Receipt receipt, Optional<SourceFile> file) {
    var now =
        file.map(f ->
                f.checksum().equals(receipt.checksum())
                    ? "the file has the same bytes"
                    : "the file has other bytes, " + f.checksum().brief())
            .orElse("there is no file");
    return "%s: receipt of run %s, %s, role %s, checksum %s; %s"
        .formatted(
            receipt.file(),
            receipt.run(),
            receipt.execution().endedAt(),
            receipt.execution().role(),
            receipt.checksum().brief(),
            now);
  }
}
