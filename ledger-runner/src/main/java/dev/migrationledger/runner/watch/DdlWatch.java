package dev.migrationledger.runner.watch;

import dev.migrationledger.domain.capture.CapturePart;
import dev.migrationledger.domain.command.ObserveDdl;
import dev.migrationledger.domain.command.StartCapture;
import dev.migrationledger.domain.command.StopCapture;
import dev.migrationledger.domain.ledger.CaptureState;
import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.runner.deploy.Recorder;
import dev.migrationledger.runner.record.LedgerGateway;
import dev.migrationledger.runner.target.TargetFailure;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.store.log.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The room's entry: the DDL capture of one target. */
public final class DdlWatch {

  private static final int BATCH = 500;

  private final TargetSession session;
  private final String url;
  private final LedgerGateway ledger;
  private final Recorder recorder;

  /**
   * A watch over a target.
   *
   * @param url how messages call the target
   */
  public DdlWatch(TargetSession session, String url, LedgerGateway ledger, Recorder recorder) {
    this.session = session;
    this.url = url;
    this.ledger = ledger;
    this.recorder = recorder;
  }

  /**
   * Puts the capture in, or what of it is not whole; in one transaction.
   *
   * @param environment where the target serves, when it is new
   * @param collector a role that may read what is captured; empty for none
   * @throws WatchRefused when the role may not
   */
  public Changed install(String environment, String collector) {
    recorder.register(session, environment);
    return attempt(
        "installing the DDL capture",
        WatchCode.NO_RIGHT_TO_INSTALL,
        c -> {
          var collected = new ArrayList<StoredEvent>();
          if (recorder.state().capture().running() && CapturePlace.of(c).table()) {
            collected.addAll(collect(c).events());
          }
          var found =
              CapturePlace.of(c).hidden() ? List.<CapturePart>of() : CaptureInspection.parts(c);
          boolean whole = !found.isEmpty() && found.stream().allMatch(CapturePart::isIntact);
          inTransaction(
              c,
              sql -> {
                if (!whole) {
                  CaptureInstaller.install(
                      c, CaptureTable.isKept(c, found, () -> waiting(c)), collector);
                } else if (!collector.isEmpty()) {
                  CaptureInstaller.grant(sql, collector);
                }
              });
          var parts = CaptureInspection.parts(c);
          var events =
              recorder.send(new StartCapture(recorder.target(), CaptureInspection.clock(c), parts));
          return new Changed(!whole, collected, events, CapturePlace.of(c).owner(), 0);
        });
  }

  /** How it stands; records nothing. */
  public WatchStatus status() {
    return attempt(
        "looking at the DDL capture",
        WatchCode.NO_RIGHT_TO_COLLECT,
        c -> {
          var known = recorder.state().capture();
          var place = CapturePlace.of(c);
          refuseHidden(place);
          var parts = CaptureInspection.parts(c);
          var altered =
              parts.stream().filter(p -> isAltered(known, p)).map(CapturePart::name).toList();
          long waiting =
              !place.table()
                  ? 0
                  : place.readable() && place.trusted() ? rows(c, known, parts).waiting() : -1;
          return new WatchStatus(
              CapturePlace.isInstalled(parts),
              known.running(),
              parts,
              altered,
              place.owner(),
              place.exposedTo(),
              waiting,
              known.checkedAt());
        });
  }

  /**
   * Brings home what was captured, and records what became of the capture itself. What was recorded
   * before is not recorded again, wherever an earlier look was cut off.
   *
   * @throws WatchRefused when there is nothing to collect from, or the role may not
   */
  public Collected collect() {
    return attempt("collecting captured DDL", WatchCode.NO_RIGHT_TO_COLLECT, this::collect);
  }

  /**
   * Takes the capture out; rows that cannot be collected yet stay.
   *
   * @throws WatchRefused when it is not there, or the role may not
   */
  public Changed uninstall(String reason) {
    if (reason.isBlank()) {
      throw new LedgerRefusal.ReasonRequired("take the capture out");
    }
    return attempt(
        "taking the DDL capture out",
        WatchCode.NO_RIGHT_TO_REMOVE,
        c -> {
          var owner = CapturePlace.of(c).owner();
          var collected = new ArrayList<>(collect(c).events());
          inTransaction(c, CaptureInstaller::removeCapture);
          var events =
              recorder.send(new StopCapture(recorder.target(), CaptureInspection.clock(c), reason));
          if (CapturePlace.of(c).table()) {
            collected.addAll(collect(c).events());
          }
          return new Changed(
              true, collected, events, owner, CaptureTable.remove(c, () -> waiting(c)));
        });
  }

  private Collected collect(Connection c) throws SQLException {
    var place = CapturePlace.of(c);
    refuseHidden(place);
    var known = recorder.state().capture();
    if (!place.table() && !known.running()) {
      throw new WatchRefused(WatchCode.NOT_INSTALLED, "");
    }
    if (place.table() && !place.trusted()) {
      throw new WatchRefused(WatchCode.FOREIGN_TABLE, "owner " + place.owner());
    }
    if (place.table() && !place.readable()) {
      throw new WatchRefused(WatchCode.NO_RIGHT_TO_COLLECT, "");
    }
    var events = new ArrayList<StoredEvent>();
    var at = CaptureInspection.clock(c);
    var parts = parts(c);
    if (!known.running() && parts.stream().allMatch(CapturePart::isIntact)) {
      events.addAll(recorder.send(new StartCapture(recorder.target(), at, parts)));
    }
    long waiting = 0;
    if (place.table()) {
      waiting = collectRows(rows(c, known, parts), at, parts, events);
    } else {
      events.addAll(recorder.send(new ObserveDdl(recorder.target(), at, parts, List.of(), true)));
    }
    return new Collected(events, waiting, at);
  }

  private long collectRows(
      CapturedRows rows, Instant at, List<CapturePart> parts, List<StoredEvent> events)
      throws SQLException {
    while (true) {
      var batch = rows.next(BATCH);
      boolean last = batch.rows().size() < BATCH;
      ledger.keep(batch.texts());
      events.addAll(
          recorder.send(new ObserveDdl(recorder.target(), at, parts, batch.rows(), last)));
      if (last) {
        return rows.waiting();
      }
    }
  }

  /** A function as an earlier program installed it is whole: it is what the ledger was told of. */
  private List<CapturePart> parts(Connection c) throws SQLException {
    var known = recorder.state().capture();
    return CaptureInspection.parts(c).stream()
        .map(p ->
            known
                .known(p.name())
                .map(CaptureState.Known::part)
                .filter(before -> CaptureInspection.isOfEarlierProgram(before, p))
                .orElse(p))
        .toList();
  }

  private CapturedRows rows(Connection c, CaptureState known, List<CapturePart> parts)
      throws SQLException {
    boolean branched =
        parts.stream().anyMatch(p -> p.kind() == CapturePart.Kind.TIMELINE && isAltered(known, p));
    return branched
        ? new CapturedRows(c, recorder.target(), 0, 0)
        : new CapturedRows(c, recorder.target(), known.transaction(), known.ordinal());
  }

  private static boolean isAltered(CaptureState known, CapturePart part) {
    return known.running()
        && part.isIntact()
        && known
            .known(part.name())
            .map(k -> k.part().isIntact() && !k.part().mark().equals(part.mark()))
            .orElse(false);
  }

  private static void refuseHidden(CapturePlace place) {
    if (place.hidden()) {
      throw new WatchRefused(
          WatchCode.NO_RIGHT_TO_COLLECT, "it may not even look into schema ledger");
    }
  }

  private long waiting(Connection c) throws SQLException {
    return rows(c, recorder.state().capture(), List.of()).waiting();
  }

  private static void inTransaction(Connection c, Work work) throws SQLException {
    c.setAutoCommit(false);
    try (var sql = c.createStatement()) {
      sql.execute("SET LOCAL lock_timeout = '5s'");
      work.on(sql);
      c.commit();
    } finally {
      c.rollback();
      c.setAutoCommit(true);
    }
  }

  private <T> T attempt(String doing, WatchCode noRight, Task<T> task) {
    try {
      return task.on(session.connection());
    } catch (SQLException e) {
      var state = Objects.requireNonNullElse(e.getSQLState(), "");
      var message = Objects.requireNonNullElse(e.getMessage(), "no reason given");
      switch (state) {
        case "42501" -> throw new WatchRefused(noRight, firstLine(message));
        case "55P03", "40P01" -> throw new WatchRefused(WatchCode.BUSY, firstLine(message));
        default -> throw new TargetFailure.Unusable(url, doing, state, message);
      }
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }

  @FunctionalInterface
  private interface Task<T> {
    T on(Connection connection) throws SQLException;
  }

  @FunctionalInterface
  private interface Work {
    void on(Statement sql) throws SQLException;
  }
}
