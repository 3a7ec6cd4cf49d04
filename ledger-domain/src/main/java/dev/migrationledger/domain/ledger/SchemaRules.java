package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.command.ObserveDrift;
import dev.migrationledger.domain.command.RecordSchema;
import dev.migrationledger.domain.command.SettleDrift;
import dev.migrationledger.domain.event.DriftDetected;
import dev.migrationledger.domain.event.DriftResolved;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.SchemaVerified;
import dev.migrationledger.domain.schema.Drift;
import dev.migrationledger.domain.schema.DriftEnd;
import dev.migrationledger.domain.schema.ObservedDrift;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rules about what the schema is, and about what differs from it. */
final class SchemaRules {

  private SchemaRules() {}

  static List<LedgerEvent> record(LedgerState state, RecordSchema c) {
    var known = state.schema();
    if (c.run().isEmpty()
        && known.isCurrent()
        && known.schema().equals(c.schema())
        && c.findings().isEmpty()) {
      return List.of();
    }
    return List.of(new SchemaVerified(c.target(), c.run(), c.schema(), c.live(), c.findings()));
  }

  /** A look at a target beside a schema that is not the recorded one any more tells nothing. */
  static List<LedgerEvent> observe(LedgerState state, ObserveDrift c) {
    var known = state.schema();
    if (!known.schema().hash().equals(c.schema())) {
      return List.of();
    }
    Map<String, Drift> seen =
        c.observed().stream()
            .map(ObservedDrift::drift)
            .collect(Collectors.toMap(Drift::label, Function.identity()));
    var events = new ArrayList<LedgerEvent>();
    for (var label : known.drift().keySet()) {
      if (!seen.containsKey(label)) {
        events.add(new DriftResolved(c.target(), label, DriftEnd.UNDONE, ""));
      }
    }
    for (var observed : c.observed()) {
      var before = known.drift().get(observed.drift().label());
      if (before == null || !before.equals(SchemaState.digest(observed.drift()))) {
        events.add(new DriftDetected(c.target(), observed));
      }
    }
    return events;
  }

  static List<LedgerEvent> settle(LedgerState state, SettleDrift c) {
    LedgerRules.requireReason(c.reason(), "let a difference of the schema stay");
    var open = state.schema().drift();
    var events = new ArrayList<LedgerEvent>();
    c.objects().stream()
        .filter(open::containsKey)
        .forEach(object ->
            events.add(new DriftResolved(c.target(), object, c.end(), c.reason().strip())));
    events.add(new SchemaVerified(c.target(), "", c.schema(), c.live(), List.of()));
    return events;
  }
}
