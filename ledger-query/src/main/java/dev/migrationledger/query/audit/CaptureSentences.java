package dev.migrationledger.query.audit;

import dev.migrationledger.domain.capture.ObservedDdl;
import dev.migrationledger.domain.event.CaptureChecked;
import dev.migrationledger.domain.event.CaptureEvent;
import dev.migrationledger.domain.event.CaptureGap;
import dev.migrationledger.domain.event.CaptureStarted;
import dev.migrationledger.domain.event.CaptureStopped;
import dev.migrationledger.domain.event.DdlObserved;
import dev.migrationledger.query.projection.Utc;

/** Tells what the DDL capture saw and what it may have missed, in one sentence each. */
final class CaptureSentences {

  private CaptureSentences() {}

  static String of(String who, CaptureEvent event) {
    return switch (event) {
      case CaptureStarted e -> started(who, e);
      case CaptureStopped e -> stopped(who, e);
      case CaptureChecked e -> checked(e);
      case CaptureGap e -> gap(e);
      case DdlObserved e -> observed(e);
    };
  }

  private static String started(String who, CaptureStarted e) {
    return "%s put the DDL capture in; DDL is captured since %s."
        .formatted(who, Utc.sentence(e.at()));
  }

  private static String stopped(String who, CaptureStopped e) {
    return "%s took the DDL capture out; DDL is not captured since %s: %s."
        .formatted(who, Utc.sentence(e.at()), Sentences.plain(e.reason()));
  }

  private static String checked(CaptureChecked e) {
    return "The DDL capture was checked at %s.".formatted(Utc.sentence(e.at()));
  }

  private static String gap(CaptureGap e) {
    return "DDL may have gone unseen between %s and %s: %s (%s)."
        .formatted(
            Utc.sentence(e.from()),
            e.open() ? "now" : Utc.sentence(e.until()),
            why(e),
            e.open()
                ? "noticed at %s, and still so".formatted(Utc.sentence(e.until()))
                : "it is over");
  }

  private static String why(CaptureGap e) {
    var detail = e.part().detail().isEmpty() ? "" : ": " + Sentences.plain(e.part().detail());
    var name = e.part().name();
    return switch (e.cause()) {
      case DISABLED -> name + " was switched off" + detail;
      case MISSING -> name + " was gone" + detail;
      case CHANGED -> name + " was not the one installed" + detail;
      case ALTERED -> name + " was altered in between, and is as installed" + detail;
      case FAILED -> "the capture failed" + detail;
      case BRANCHED -> "the server's history branched off" + detail;
      case ROWS_MISSING -> name + " are missing" + detail;
    };
  }

  private static String observed(DdlObserved e) {
    var ddl = e.ddl();
    var session = ddl.context();
    var as = session.role().equals(session.sessionUser()) ? "" : " as " + session.role();
    return "%s ran %s%s%s at %s%s, %s."
        .formatted(
            session.sessionUser(),
            ddl.tag(),
            ddl.identity().isEmpty()
                ? ""
                : " on " + (ddl.kind() + " ").strip() + " " + ddl.identity(),
            as,
            Utc.sentence(ddl.at()),
            session.application().isEmpty() ? "" : " with " + session.application(),
            belongs(ddl));
  }

  private static String belongs(ObservedDdl ddl) {
    return switch (ddl.proof()) {
      case NONE -> "outside any migration";
      case RECEIPT, RECEIPT_AROUND -> "in migration " + ddl.migration();
    };
  }
}
