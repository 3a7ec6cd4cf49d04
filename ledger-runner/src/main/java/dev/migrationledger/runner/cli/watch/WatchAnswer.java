package dev.migrationledger.runner.cli.watch;

import dev.migrationledger.domain.capture.CapturePart;
import dev.migrationledger.domain.capture.ObservedDdl;
import dev.migrationledger.domain.event.CaptureGap;
import dev.migrationledger.domain.event.DdlObserved;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.runner.cli.answer.DoneAnswer;
import dev.migrationledger.runner.watch.BlindSpot;
import dev.migrationledger.runner.watch.WatchStatus;
import dev.migrationledger.store.log.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code ledger watch} answers in JSON, whatever it was asked to do.
 *
 * @param state {@code whole}, {@code damaged}, {@code not-installed}
 * @param waiting captured rows not collected yet, −1 when the role may not count them
 * @param checkedAt when the capture was last looked at on record; null before
 */
public record WatchAnswer(
    String schema,
    String target,
    long asOf,
    String action,
    String answer,
    String state,
    String owner,
    String exposedTo,
    long waiting,
    Optional<Instant> checkedAt,
    List<Part> parts,
    List<Statement> statements,
    List<Gap> gaps,
    List<Blind> cannotSee,
    List<DoneAnswer.Evidence> evidence) {

  /** A part of the capture. */
  public record Part(String name, String condition, String detail) {

    static Part of(CapturePart part, boolean altered) {
      return new Part(part.name(), altered ? "altered" : Words.of(part.condition()), part.detail());
    }
  }

  /** A statement that was collected; its text is in the ledger. */
  public record Statement(
      Instant at,
      String transaction,
      int ordinal,
      String source,
      String tag,
      String kind,
      String schemaName,
      String identity,
      String sessionUser,
      String role,
      String clientAddress,
      String application,
      String migration,
      String run,
      String proof) {

    static Statement of(ObservedDdl ddl) {
      var session = ddl.context();
      return new Statement(
          ddl.at(),
          Long.toString(ddl.transaction()),
          ddl.ordinal(),
          Words.of(ddl.source()),
          ddl.tag(),
          ddl.kind(),
          ddl.schema(),
          ddl.identity(),
          session.sessionUser(),
          session.role(),
          session.clientAddress(),
          session.application(),
          ddl.migration(),
          ddl.run(),
          Words.of(ddl.proof()));
    }
  }

  /** A time in which DDL may have gone unseen. */
  public record Gap(
      String part, String cause, String detail, Instant from, Instant until, boolean open) {

    static Gap of(CaptureGap gap) {
      return new Gap(
          gap.part().name(),
          Words.of(gap.cause()),
          gap.part().detail(),
          gap.from(),
          gap.until(),
          gap.open());
    }
  }

  /** Something the capture cannot see. */
  public record Blind(String what, String text) {}

  static WatchAnswer of(
      String target,
      long asOf,
      WatchCommand.Action action,
      String answer,
      WatchStatus status,
      List<StoredEvent> recorded) {
    return new WatchAnswer(
        "ledger/watch/v1",
        target,
        asOf,
        Words.of(action),
        answer,
        state(status),
        status.owner(),
        status.exposedTo(),
        status.waiting(),
        Optional.of(status.checkedAt()).filter(at -> at.isAfter(Instant.EPOCH)),
        status.parts().stream().map(p -> Part.of(p, status.altered().contains(p.name()))).toList(),
        events(recorded, DdlObserved.class).map(e -> Statement.of(e.ddl())).toList(),
        events(recorded, CaptureGap.class).map(Gap::of).toList(),
        Stream.of(BlindSpot.values()).map(b -> new Blind(Words.of(b), b.text())).toList(),
        DoneAnswer.of("watch", target, asOf, answer, recorded).evidence());
  }

  static String state(WatchStatus status) {
    if (status.isWhole()) {
      return "whole";
    }
    return status.installed() || status.known() ? "damaged" : "not-installed";
  }

  static <T> Stream<T> events(List<StoredEvent> recorded, Class<T> type) {
    return recorded.stream().map(StoredEvent::event).filter(type::isInstance).map(type::cast);
  }
}
