package dev.migrationledger.api.export;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.query.resource.EventAnswer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An event as a line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an
 * apostrophe before it, so that it is shown and not computed.
 */
final class CsvLine {

  static final String HEADER =
      "index,target,event,sequence,recorded_at,occurred_at,actor,actor_kind,authenticated_by,"
          + "host,ci_url,correlation,sentence,payload,event_id,leaf,as_of";

  private static final String DANGEROUS = "=+-@\t\r\n＝＋－＠";

  private CsvLine() {}

  static String of(EventAnswer e) {
    var actor = e.origin().actor();
    return List.of(
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
            Long.toString(e.asOf()))
        .stream()
        .map(CsvLine::cell)
        .collect(Collectors.joining(","));
  }

  static String cell(String text) {
    var shown = !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return shown.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? "\"" + shown.replace("\"", "\"\"") + "\""
        : shown;
  }
}
