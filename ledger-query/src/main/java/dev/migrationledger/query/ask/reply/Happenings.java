package dev.migrationledger.query.ask.reply;

import dev.migrationledger.query.ask.grammar.Parsed;

/** What ran, what was refused and what was recovered, in a period or ever. */
public final class Happenings {

  private Happenings() {}

  public static Reply ran(Place place, Parsed parsed) {
    var events =
        Counted.of(place, parsed, "MigrationApplied", "MigrationFailed", "MigrationRolledBack");
    var applied = Trail.having(events, "MigrationApplied").size();
    var failed = Trail.having(events, "MigrationFailed").size();
    var back = Trail.having(events, "MigrationRolledBack").size();
    return Trail.told(
        place,
        events,
        events.isEmpty()
            ? "%s no migration ran on %s.".formatted(parsed.period().told(), place.target())
            : "%s %s on %s%s%s: %s."
                .formatted(
                    parsed.period().told(),
                    Reply.count(applied, "migration")
                        + (applied == 1 ? " was" : " were")
                        + " applied",
                    place.target(),
                    failed == 0 ? "" : ", %d failed".formatted(failed),
                    back == 0 ? "" : ", %d taken back".formatted(back),
                    Trail.sentences(place, events)));
  }

  public static Reply refused(Place place, Parsed parsed) {
    var events = Counted.of(place, parsed, "RunRefused", "RollbackRefused", "MigrationRejected");
    return Trail.told(
        place,
        events,
        events.isEmpty()
            ? "Nothing was refused on %s%s.".formatted(place.target(), Trail.lower(parsed.period()))
            : "%s on %s%s: %s."
                .formatted(
                    Reply.count(events.size(), "refusal"),
                    place.target(),
                    Trail.lower(parsed.period()),
                    Trail.sentences(place, events)));
  }

  public static Reply recovered(Place place, Parsed parsed) {
    var events =
        Counted.of(
            place,
            parsed,
            "RecoveryPlanned",
            "MigrationRecovered",
            "RepairPlanned",
            "TargetRepaired",
            "ReceiptTampered",
            "LedgerRestored");
    return Trail.told(
        place,
        events,
        events.isEmpty()
            ? "Nothing was recovered or repaired on %s%s."
                .formatted(place.target(), Trail.lower(parsed.period()))
            : Trail.sentences(place, events) + ".");
  }
}
