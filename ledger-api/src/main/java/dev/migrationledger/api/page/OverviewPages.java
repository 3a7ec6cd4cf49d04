package dev.migrationledger.api.page;

import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.evidence.Proof;
import dev.migrationledger.query.overview.Overviews;
import dev.migrationledger.query.status.StatusAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All targets at a glance, and the migrations of one. */
@Controller
final class OverviewPages {

  private static final List<String> FILTERS =
      List.of(
          "pending",
          "running",
          "applied",
          "edited",
          "approved",
          "unreviewed",
          "failed",
          "unknown",
          "rejected",
          "retired",
          "baselined",
          "rolled-back");

  private final Overviews overviews = new Overviews();
  private final LedgerQuery query;
  private final Proof proof;
  private final Targets targets;
  private final Html html;

  OverviewPages(LedgerQuery query, Proof proof, Targets targets, Html html) {
    this.query = query;
    this.proof = proof;
    this.targets = targets;
    this.html = html;
  }

  /** A word to choose by, and how many there are. */
  record Filter(String word, long count, boolean chosen) {}

  @GetMapping("/")
  ResponseEntity<String> overview() {
    var overview = query.answer(overviews::read);
    var shown = new LinkedHashMap<String, Object>(Map.of("overview", overview));
    proof.last().ifPresent(verified -> shown.put("verified", verified));
    return html.page("overview", "", overview.asOf(), shown);
  }

  @GetMapping("/migrations")
  ResponseEntity<String> migrations(
      @RequestParam(name = "target", defaultValue = "") String name,
      @RequestParam(name = "show", defaultValue = "") String show) {
    var target = targets.known(name);
    var status = query.status(target);
    var filters =
        FILTERS.stream()
            .map(word ->
                new Filter(
                    word,
                    status.migrations().stream().filter(line -> is(line, word)).count(),
                    word.equals(show)))
            .filter(filter -> filter.count() > 0 || filter.chosen())
            .toList();
    var lines =
        status.migrations().stream().filter(line -> show.isEmpty() || is(line, show)).toList();
    return html.page(
        "migrations",
        target,
        status.asOf(),
        Map.of(
            "lines", lines, "filters", filters, "show", show, "all", status.migrations().size()));
  }

  private static boolean is(StatusAnswer.Line line, String word) {
    return line.state().equals(word) || line.flags().contains(word);
  }
}
