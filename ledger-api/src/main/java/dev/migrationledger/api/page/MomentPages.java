package dev.migrationledger.api.page;

import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.moment.StateAt;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.resource.Past;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.query.status.StatusAnswer;
import dev.migrationledger.query.status.StatusQueries;
import dev.migrationledger.store.log.EventLog;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The time machine: how a target stood at a moment, beside how it stands now. */
@Controller
final class MomentPages {

  private final LedgerQuery query;
  private final EventLog log;
  private final Targets targets;
  private final Html html;

  MomentPages(LedgerQuery query, EventLog log, Targets targets, Html html) {
    this.query = query;
    this.log = log;
    this.targets = targets;
    this.html = html;
  }

  /** A migration then, and its state now; empty when it is the same. */
  record Then(StatusAnswer.Line line, String now) {}

  @GetMapping("/at")
  ResponseEntity<String> at(
      @RequestParam(name = "target", defaultValue = "") String name,
      @RequestParam(name = "index", defaultValue = "") String index,
      @RequestParam(name = "time", defaultValue = "") String time,
      @RequestParam(name = "from", defaultValue = "") String from) {
    var target = targets.known(name);
    var first = Lines.first(target, from);
    return query.answer((c, asOf) -> {
      var chosen = Math.min(asOf, index(c, index, time, asOf));
      var state = StateAt.read(c, log, target, chosen);
      var now = new Now(state.isCurrent() ? state.rows() : StatusQueries.brief(c, target));
      var lines =
          Lines.of(state.rows(), first)
              .with(rows ->
                  state.lines(c, rows).stream()
                      .map(line -> new Then(line, now.otherThan(line.file(), line.state())))
                      .toList());
      return html.page("at", target, asOf, shown(state, now, lines, asOf));
    });
  }

  /** How the target stands now: the state of each file. */
  private record Now(Map<String, String> states) {

    Now(List<Row> rows) {
      this(HashMap.newHashMap(rows.size()));
      rows.forEach(row ->
          states.put(row.text(SchemaMigrations.FILENAME), row.text(SchemaMigrations.STATUS)));
    }

    /** Where a file stands now, empty when that is where it stood. */
    String otherThan(String file, String state) {
      var stands = states.getOrDefault(file, "gone");
      return stands.equals(state) ? "" : stands;
    }

    boolean isOther(Row then) {
      var state = then.text(SchemaMigrations.STATUS);
      return !otherThan(then.text(SchemaMigrations.FILENAME), state).isEmpty();
    }
  }

  private static long index(Connection c, String index, String time, long asOf) {
    if (!time.isBlank()) {
      return Past.indexAt(c, Times.end("time", time).minusNanos(1_000));
    }
    return index.isBlank() ? asOf : Targets.index(index);
  }

  private static Map<String, Object> shown(StateAt state, Now now, Lines<Then> lines, long asOf) {
    var recorded = state.recent().stream().findFirst().map(StateAt.Event::at).orElse(Moment.NONE);
    return Map.of(
        "state",
        state,
        "lines",
        lines,
        "changed",
        state.isCurrent() ? 0 : state.rows().stream().filter(now::isOther).count(),
        "stops",
        state.recent(),
        "recorded",
        recorded,
        "time",
        recorded.instant().map(Times::field).orElse(""),
        "isNow",
        state.index() == asOf);
  }
}
