package dev.migrationledger.api.export;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.query.resource.EventAnswer;
import dev.migrationledger.report.render.Csv;
import java.util.List;

/** An event as a line of CSV. */
final class CsvLine {

  static final String HEADER =
      "index,target,event,sequence,recorded_at,occurred_at,actor,actor_kind,authenticated_by,"
          + "host,ci_url,correlation,sentence,payload,event_id,leaf,as_of";

  private CsvLine() {}

  static String of(EventAnswer e) {
    var actor = e.origin().actor();
    return Csv.row(
        List.of(
            Long.toString(e.index()),
            e.target(),
            e.event(),
            Long.toString(e.sequence()),
            Utc.text(e.recordedAt()),
            Utc.text(e.occurredAt()),
            actor.principal(),
            actor.kind().name(),
            actor.authenticatedBy(),
            actor.host(),
            e.origin().ci().url(),
            e.origin().correlation(),
            e.sentence(),
            AnswerJson.compact(e.payload()),
            e.eventId(),
            e.leaf(),
            Long.toString(e.asOf())));
  }
}
