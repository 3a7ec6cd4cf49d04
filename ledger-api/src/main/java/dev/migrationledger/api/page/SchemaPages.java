package dev.migrationledger.api.page;

import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.schema.DriftAnswer;
import dev.migrationledger.query.schema.SchemaValidationLog;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was found to differ from what the ledger says of a target's schema. */
@Controller
final class SchemaPages {

  /** So many of the looks at the schema are listed. */
  private static final int LOOKS = 20;

  private final LedgerQuery query;
  private final Targets targets;
  private final Html html;

  SchemaPages(LedgerQuery query, Targets targets, Html html) {
    this.query = query;
    this.targets = targets;
    this.html = html;
  }

  /** An object, and how it is written before and after. */
  record DriftView(DriftAnswer.Line line, String before, String after) {}

  @GetMapping("/drift")
  ResponseEntity<String> drift(
      @RequestParam(name = "target", defaultValue = "") String name,
      @RequestParam(name = "show", defaultValue = "") String show) {
    var target = targets.known(name);
    var open = show.equals("open");
    var drift = query.drift(target, open);
    var looks = query.answer((c, asOf) -> SchemaValidationLog.newest(c, target, LOOKS));
    var views =
        drift.changes().stream()
            .map(line -> new DriftView(line, pretty(line.before()), pretty(line.after())))
            .toList();
    return html.page(
        "drift", target, drift.asOf(), Map.of("changes", views, "looks", looks, "open", open));
  }

  private static String pretty(String json) {
    return json.equals("null") ? "" : AnswerJson.write(AnswerJson.object(json));
  }
}
