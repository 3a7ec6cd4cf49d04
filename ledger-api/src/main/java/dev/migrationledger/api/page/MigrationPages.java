package dev.migrationledger.api.page;

import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.edit.EditsAnswer;
import dev.migrationledger.query.story.MigrationStory;
import dev.migrationledger.store.log.EventLog;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One migration, from discovery to now. */
@Controller
final class MigrationPages {

  private final LedgerQuery query;
  private final EventLog log;
  private final Targets targets;
  private final Html html;

  MigrationPages(LedgerQuery query, EventLog log, Targets targets, Html html) {
    this.query = query;
    this.log = log;
    this.targets = targets;
    this.html = html;
  }

  /** An edit, and both texts side by side. */
  record EditView(EditsAnswer.Line edit, SideBySide diff) {}

  @GetMapping("/migration")
  ResponseEntity<String> migration(
      @RequestParam(name = "target", defaultValue = "") String name,
      @RequestParam(name = "version", defaultValue = "") String number) {
    var target = targets.known(name);
    var version = Targets.version(target, number);
    var story =
        query
            .answer((c, asOf) -> MigrationStory.read(c, log, target, version, asOf))
            .orElseThrow(() ->
                new PageProblem(
                    PageError.UNKNOWN_MIGRATION,
                    target,
                    "The ledger knows no migration " + version.text() + " on " + target + "."));
    var edits =
        story.edits().stream().map(edit -> new EditView(edit, SideBySide.of(edit.diff()))).toList();
    var runs =
        story.events().stream()
            .map(event -> event.run())
            .filter(run -> !run.isEmpty())
            .distinct()
            .toList();
    return html.page(
        "migration",
        target,
        story.asOf(),
        Map.of("story", story, "main", story.main(), "edits", edits, "runs", runs));
  }
}
