package dev.migrationledger.query.ask.assurance;

import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.ask.grammar.Parsed;
import dev.migrationledger.query.ask.reply.Place;
import dev.migrationledger.query.ask.reply.Reply;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.query.schema.SchemaValidationLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which schema the ledger went by at a moment. */
final class PastSchema {

  private PastSchema() {}

  static Reply of(Place place, Parsed parsed) {
    var moment = Moments.of(place, parsed);
    return SchemaValidationLog.lastBefore(place.connection(), place.target(), moment.before())
        .map(look -> told(place, moment, look))
        .orElseGet(() ->
            Reply.of(
                "%s no schema of %s had been recorded yet."
                    .formatted(moment.told(), place.target())));
  }

  private static Reply told(Place place, Moments moment, Row look) {
    long index = look.number(SchemaValidationLog.EVENT_INDEX).orElseThrow();
    var since =
        AuditQueries.between(
            place.connection(), place.target(), "MigrationApplied", index, moment.before());
    var evidence = new ArrayList<Evidence>();
    AuditQueries.at(place.connection(), index).stream()
        .map(AuditQueries::evidence)
        .forEach(evidence::add);
    since.stream().map(AuditQueries::evidence).forEach(evidence::add);
    var sentence =
        "%s the schema of %s was %s (%s objects), looked at by %s at %s, %s; %s."
            .formatted(
                moment.told(),
                place.target(),
                look.text(SchemaValidationLog.SCHEMA_HASH),
                look.text(SchemaValidationLog.OBJECTS),
                look.text(SchemaValidationLog.BY),
                look.instant(SchemaValidationLog.AT).map(Utc::sentence).orElse(""),
                look.flag(SchemaValidationLog.CLEAN)
                    ? "and that is what was there"
                    : "while something else was there",
                since.isEmpty()
                    ? "nothing was applied after that look"
                    : since.size() == 1
                        ? "1 migration was applied after that look"
                        : since.size() + " migrations were applied after that look");
    return new Reply(sentence, List.of(row(index, look)), evidence);
  }

  private static Map<String, Object> row(long index, Row look) {
    return Reply.row(
        "index", index,
        "run", look.text(SchemaValidationLog.RUN),
        "at", Moment.of(look, SchemaValidationLog.AT),
        "actor", look.text(SchemaValidationLog.BY),
        "schema_hash", look.text(SchemaValidationLog.SCHEMA_HASH),
        "live_hash", look.text(SchemaValidationLog.LIVE_HASH),
        "objects", look.number(SchemaValidationLog.OBJECTS).orElse(0),
        "content", look.text(SchemaValidationLog.CONTENT));
  }
}
