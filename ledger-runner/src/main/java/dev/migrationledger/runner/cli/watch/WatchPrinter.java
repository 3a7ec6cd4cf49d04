package dev.migrationledger.runner.cli.watch;

import dev.migrationledger.domain.capture.CapturePart;
import dev.migrationledger.domain.capture.ObservedDdl;
import dev.migrationledger.domain.event.CaptureGap;
import dev.migrationledger.domain.event.DdlObserved;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.Table;
import dev.migrationledger.runner.watch.BlindSpot;
import dev.migrationledger.runner.watch.WatchStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells the capture and what it brought to people. */
final class WatchPrinter {

  private static final int SHOWN = 20;

  private WatchPrinter() {}

  /** How many changes there are, by whose they are. */
  static String count(List<DdlObserved> observed) {
    long ours = observed.stream().filter(WatchPrinter::isOfMigration).count();
    long others = observed.stream().filter(WatchPrinter::isForeign).count();
    return "%d changes collected: %d of migrations, %d of no migration, %d of the ledger's own schema"
        .formatted(observed.size(), ours, others, observed.size() - ours - others);
  }

  private static boolean isOfMigration(DdlObserved e) {
    return e.ddl().proof() != ObservedDdl.Proof.NONE;
  }

  private static boolean isForeign(DdlObserved e) {
    return !isOfMigration(e) && !e.ddl().schema().equals("ledger");
  }

  static void collected(Console console, List<DdlObserved> observed, List<CaptureGap> gaps) {
    var table = new Table("time", "role", "command", "object", "application", "migration");
    var shown = observed.stream().filter(e -> isForeign(e) || isOfMigration(e)).toList();
    shown.stream().limit(SHOWN).forEach(e -> table.row(row(e.ddl())));
    if (!shown.isEmpty()) {
      table.lines().forEach(line -> console.answer("  " + line));
    }
    if (shown.size() > SHOWN) {
      console.answer("  and %d more (--output json shows all)".formatted(shown.size() - SHOWN));
    }
    for (var gap : gaps) {
      console.answer(
          "gap: %s, %s%s, from %s until %s%s"
              .formatted(
                  gap.part().name(),
                  Words.of(gap.cause()),
                  gap.part().detail().isEmpty() ? "" : " (" + gap.part().detail() + ")",
                  Utc.sentence(gap.from()),
                  Utc.sentence(gap.until()),
                  gap.open() ? " and still so" : ""));
    }
  }

  private static String[] row(ObservedDdl ddl) {
    var session = ddl.context();
    var role =
        session.role().equals(session.sessionUser())
            ? session.role()
            : session.sessionUser() + " as " + session.role();
    return new String[] {
      Utc.sentence(ddl.at()),
      role,
      ddl.tag(),
      ddl.identity(),
      session.application(),
      ddl.migration().isEmpty() ? "none" : ddl.migration()
    };
  }

  static void status(Console console, WatchStatus status) {
    var parts = status.installed() || status.known() ? status.parts() : List.<CapturePart>of();
    for (var part : parts) {
      var altered = status.altered().contains(part.name());
      if (!part.isIntact() || altered) {
        console.answer(
            "  %s: %s%s"
                .formatted(
                    part.name(),
                    altered ? "altered since the last look" : Words.of(part.condition()),
                    part.detail().isEmpty() ? "" : ", " + part.detail()));
      }
    }
    if (status.installed() && !status.known()) {
      console.answer("  the ledger was not told of it: run \"ledger watch collect\"");
    }
    if (!status.exposedTo().isEmpty()) {
      console.answer(
          "  role %s owns schema ledger and could drop the capture; that would be a gap"
              .formatted(status.exposedTo()));
    }
    if (status.waiting() != 0) {
      console.answer(
          status.waiting() < 0
              ? "  this role may not count the captured rows"
              : "  %d captured changes are not collected".formatted(status.waiting()));
    }
    if (status.checkedAt().isAfter(Instant.EPOCH)) {
      console.answer("  last look on record: " + Utc.sentence(status.checkedAt()));
    }
  }

  static void limits(Console console, boolean inFull) {
    if (inFull) {
      console.answer("what the capture cannot see:");
      for (var blind : BlindSpot.values()) {
        console.answer("  - " + blind.text());
      }
      return;
    }
    console.answer(
        Console.Paint.FAINT,
        "it cannot see: "
            + Stream.of(BlindSpot.values())
                .map(b -> Words.of(b).replace('-', ' '))
                .collect(Collectors.joining(", "))
            + " (\"ledger watch status\" says more)");
  }
}
