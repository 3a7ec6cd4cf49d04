package dev.migrationledger.report;

import static dev.migrationledger.report.Events.TARGET;
import static dev.migrationledger.report.Events.file;
import static dev.migrationledger.report.Events.hour;
import static dev.migrationledger.report.Events.sum;
import static dev.migrationledger.report.Events.v;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.migrationledger.domain.capture.CapturePart;
import dev.migrationledger.domain.capture.Condition;
import dev.migrationledger.domain.capture.GapCause;
import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.CaptureGap;
import dev.migrationledger.domain.event.DriftDetected;
import dev.migrationledger.domain.event.DriftResolved;
import dev.migrationledger.domain.event.EditAcknowledged;
import dev.migrationledger.domain.event.MigrationRetired;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.schema.Attribution;
import dev.migrationledger.domain.schema.Drift;
import dev.migrationledger.domain.schema.DriftEnd;
import dev.migrationledger.domain.schema.ObservedDrift;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.report.changes.Change;
import dev.migrationledger.report.changes.ChangeReport;
import dev.migrationledger.report.changes.ChangeReports;
import dev.migrationledger.report.changes.Exceptional;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChangeReportsTest {

  private static final CapturePart PART =
      new CapturePart(
          CapturePart.Kind.INSTALLED, "event trigger ledger_ddl_end", "1", Condition.DISABLED, "");

  @Test
  void every_change_of_the_period_is_told_with_its_bytes_author_and_outcome() {
    var log =
        new Events()
            .registered()
            .discovered(1, "one", "Ann")
            .applied(1, "one", "r1", false)
            .discovered(2, "two", "Marco")
            .by("ci-bot")
            .failed(2, "two", "column does not exist")
            .applied(2, "two", "r2", false);

    var report = report(log, 3, 100);

    assertThat(report.environment()).isEqualTo("production");
    assertThat(report.asOf()).isEqualTo(5);
    assertThat(report.population().eventsInPeriod()).isEqualTo(3);
    assertThat(report.changes())
        .extracting(Change::kind, Change::file, Change::by, Change::author, Change::index)
        .containsExactly(
            tuple("failed", file(2), "ci-bot", "Marco", 4L),
            tuple("applied", file(2), "ci-bot", "Marco", 5L));
    assertThat(report.changes())
        .allSatisfy(c -> assertThat(c.checksum()).isEqualTo(sum("two").hex()));
    assertThat(report.changes().getFirst().outcome())
        .isEqualTo("42703 column does not exist at line 6, column 8. Nothing of it was kept.");
    assertThat(report.exceptions())
        .extracting(Exceptional::kind, Exceptional::open, Exceptional::disposition)
        .containsExactly(tuple("failure", false, "applied later (event 5)"));
  }

  @Test
  void an_exception_that_was_open_when_the_period_began_is_carried_over() {
    var log =
        new Events()
            .registered()
            .applied(1, "one", "r1", false)
            .edited(1, "one", "uno", "Marco", Edit.Kind.SEMANTIC)
            .edited(1, "uno", "eins", "Lena", Edit.Kind.SEMANTIC)
            .by("ann")
            .add(new EditAcknowledged(TARGET, v(1), sum("eins"), "comment only", "dana"));

    assertThat(report(log, 3, 100).exceptions())
        .extracting(
            Exceptional::subject,
            Exceptional::by,
            Exceptional::carriedOver,
            Exceptional::open,
            Exceptional::disposition)
        .containsExactly(
            tuple(
                file(1),
                "Marco",
                true,
                false,
                "acknowledged by ann, approved by dana: comment only (event 4)"),
            tuple(
                file(1),
                "Lena",
                false,
                false,
                "acknowledged by ann, approved by dana: comment only (event 4)"));
    assertThat(report(log, 5, 100).exceptions()).isEmpty();
  }

  @Test
  void an_edit_put_back_and_one_that_nobody_looked_at_are_told_apart() {
    var log =
        new Events()
            .registered()
            .edited(1, "one", "uno", "Marco", Edit.Kind.SEMANTIC)
            .edited(1, "uno", "one", "Marco", Edit.Kind.REVERTED)
            .edited(2, "two", "due", "Marco", Edit.Kind.SEMANTIC);

    var report = report(log, 0, 100);

    assertThat(report.exceptions())
        .extracting(Exceptional::subject, Exceptional::disposition)
        .containsExactly(
            tuple(file(1), "put back to the bytes that ran (event 2)"),
            tuple(file(2), "open: nobody has dealt with it"));
    assertThat(report.open()).isEqualTo(1);
  }

  @Test
  void out_of_order_needs_an_override_of_the_same_run() {
    var log =
        new Events()
            .registered()
            .add(new RuleOverridden(TARGET, "r1", new RuleOverride("PLAN-005", v(2), "hot fix")))
            .applied(2, "two", "r1", true)
            .applied(3, "three", "r2", true);

    assertThat(report(log, 0, 100).exceptions())
        .extracting(Exceptional::kind, Exceptional::open, Exceptional::disposition)
        .containsExactly(
            tuple("override", false, "allowed: hot fix"),
            tuple("out-of-order", false, "allowed: hot fix"),
            tuple("out-of-order", true, "open: no override is recorded for it"));
  }

  @Test
  void drift_and_gaps_of_capture_are_out_of_band() {
    var drift = new Drift("column", "public.users.email", Drift.Change.CHANGED, "{}", "{}", "");
    var by = new Attribution("mallory", Attribution.Grade.PROVEN, "captured");
    var log =
        new Events()
            .registered()
            .add(new DriftDetected(TARGET, new ObservedDrift(drift, by, "")))
            .add(new CaptureGap(TARGET, PART, GapCause.DISABLED, hour(0), hour(2), true))
            .add(new CaptureGap(TARGET, PART, GapCause.DISABLED, hour(0), hour(3), false))
            .add(new DriftResolved(TARGET, drift.label(), DriftEnd.ACCEPTED, "meant"));

    assertThat(report(log, 0, 100).exceptions())
        .extracting(Exceptional::kind, Exceptional::by, Exceptional::disposition)
        .containsExactly(
            tuple("out-of-band", "mallory (proven)", "accepted meant (event 4)"),
            tuple(
                "capture-gap",
                "dana",
                "it is over; whether DDL went unseen cannot be known (event 3)"));
  }

  @Test
  void what_was_decided_without_a_run_is_a_change_too() {
    var log =
        new Events()
            .registered()
            .add(new BaselineEstablished(TARGET, v(3), List.of(v(1), v(2)), "taken over", ""))
            .add(
                new MigrationRetired(
                    TARGET,
                    v(4),
                    file(4),
                    "superseded",
                    MigrationStatus.PENDING,
                    false,
                    List.of()));

    var report = report(log, 0, 100);

    assertThat(report.changes())
        .extracting(Change::kind, Change::outcome)
        .containsExactly(
            tuple("baselined", "0001, 0002 taken as done without having run: taken over"),
            tuple("retired", "will never run: superseded"));
    assertThat(report.exceptions()).extracting(Exceptional::kind).containsExactly("baseline");
  }

  @Test
  void anybody_can_draw_the_sample_again() {
    var events = new Events().registered();
    for (int i = 1; i <= 40; i++) {
      events.applied(i, "text " + i, "r" + i, false);
    }

    var report = ChangeReports.of(TARGET, events.log(), new Period(hour(0), hour(100)), "7f3a", 5);
    var again =
        report.changes().stream()
            .sorted(Comparator.comparing((Change c) -> Events.sha256("7f3a:" + c.leaf())))
            .limit(5)
            .map(Change::index)
            .sorted()
            .toList();

    assertThat(report.sample().indexes()).hasSize(5).isEqualTo(again);
    assertThat(
            ChangeReports.of(TARGET, events.log(), new Period(hour(0), hour(100)), "7f3b", 5)
                .sample()
                .indexes())
        .isNotEqualTo(again);
  }

  private static ChangeReport report(Events events, int from, int to) {
    return ChangeReports.of(TARGET, events.log(), new Period(hour(from), hour(to)), "seed", 25);
  }
}
