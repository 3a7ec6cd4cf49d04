package dev.migrationledger.api.page;

import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.evidence.Proof;
import dev.migrationledger.query.overview.Overviews;
import dev.migrationledger.query.overview.TargetLine;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.query.status.StatusAnswer;
import dev.migrationledger.query.status.StatusQueries;
import java.sql.Connection;
import java.util.HashMap;
import java.util.HashSet;
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
  private volatile Map<TargetLine, String> made = Map.of();

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
    var shown = new LinkedHashMap<String, Object>();
    shown.put("overview", overview);
    shown.put("lines", lines(overview.targets()));
    proof.last().ifPresent(verified -> shown.put("verified", verified));
    return html.page("overview", "", overview.asOf(), shown);
  }

  /** A target's line is made once for as long as it says the same. */
  private String lines(List<TargetLine> targets) {
    var before = made;
    var now = HashMap.<TargetLine, String>newHashMap(targets.size());
    var all = new StringBuilder();
    for (var target : targets) {
      var known = before.get(target);
      var line = known == null ? html.piece("overview-line", Map.of("t", target)) : known;
      now.put(target, line);
      all.append(line);
    }
    made = Map.copyOf(now);
    return all.toString();
  }

  @GetMapping("/migrations")
  ResponseEntity<String> migrations(
      @RequestParam(name = "target", defaultValue = "") String name,
      @RequestParam(name = "show", defaultValue = "") String show,
      @RequestParam(name = "from", defaultValue = "") String from) {
    var target = targets.known(name);
    var first = Lines.first(target, from);
    return query.answer((c, asOf) -> {
      var all = StatusQueries.brief(c, target);
      var chosen = all.stream().filter(row -> show.isEmpty() || is(row, show)).toList();
      var files = Lines.of(chosen, first).with(rows -> lines(c, target, rows));
      return html.page(
          "migrations",
          target,
          asOf,
          Map.of("lines", files, "filters", filters(all, show), "show", show, "all", all.size()));
    });
  }

  private static List<StatusAnswer.Line> lines(Connection c, String target, List<Row> brief) {
    var files = brief.stream().map(row -> row.text(SchemaMigrations.FILENAME)).toList();
    return StatusQueries.lines(c, target, files).stream().map(StatusQueries::line).toList();
  }

  private static List<Filter> filters(List<Row> all, String show) {
    var counts = new HashMap<String, Long>();
    for (var row : all) {
      var words = new HashSet<>(row.texts(SchemaMigrations.FLAGS));
      words.add(row.text(SchemaMigrations.STATUS));
      words.forEach(word -> counts.merge(word, 1L, Long::sum));
    }
    return FILTERS.stream()
        .map(word -> new Filter(word, counts.getOrDefault(word, 0L), word.equals(show)))
        .filter(filter -> filter.count() > 0 || filter.chosen())
        .toList();
  }

  private static boolean is(Row row, String word) {
    return row.text(SchemaMigrations.STATUS).equals(word)
        || row.texts(SchemaMigrations.FLAGS).contains(word);
  }
}
