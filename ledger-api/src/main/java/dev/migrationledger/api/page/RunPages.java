package dev.migrationledger.api.page;

import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.listing.Page;
import dev.migrationledger.query.run.RunStory;
import dev.migrationledger.store.log.EventLog;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The runs of a target, and one run step by step; an open one tells its progress by itself. */
@Controller
final class RunPages {

  private final LedgerQuery query;
  private final EventLog log;
  private final Targets targets;
  private final Html html;

  RunPages(LedgerQuery query, EventLog log, Targets targets, Html html) {
    this.query = query;
    this.log = log;
    this.targets = targets;
    this.html = html;
  }

  @GetMapping("/runs")
  ResponseEntity<String> runs(
      @RequestParam(name = "target", defaultValue = "") String name,
      @RequestParam(name = "before", defaultValue = "") String before) {
    var target = targets.known(name);
    var until = before.isEmpty() ? Long.MAX_VALUE : Targets.index("before", before);
    return query.answer((c, asOf) -> {
      var some = RunStory.listed(c, target, until, Page.USUAL);
      return html.page("runs", target, asOf, Map.of("some", some, "before", before));
    });
  }

  @GetMapping("/run")
  ResponseEntity<String> run(
      @RequestParam(name = "target", defaultValue = "") String name,
      @RequestParam(name = "id", defaultValue = "") String run) {
    var target = targets.known(name);
    var id = Targets.text(target, "id", run);
    var story =
        query
            .answer((c, asOf) -> RunStory.read(c, log, target, id, asOf))
            .orElseThrow(() ->
                new PageProblem(
                    PageError.UNKNOWN_RUN,
                    target,
                    "The ledger knows no run \"" + id + "\" on " + target + "."));
    var done = story.steps().stream().filter(step -> step.index() >= 0).count();
    return html.page(
        "run", target, story.asOf(), Map.of("story", story, "head", story.head(), "done", done));
  }
}
