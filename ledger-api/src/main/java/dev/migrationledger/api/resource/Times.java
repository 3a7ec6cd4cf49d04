package dev.migrationledger.api.resource;

import dev.migrationledger.api.openapi.Described;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.api.request.ApiProblem;
import dev.migrationledger.api.request.Json;
import dev.migrationledger.api.request.Parameters;
import dev.migrationledger.api.request.Targets;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import dev.migrationledger.query.resource.Comparison;
import dev.migrationledger.query.resource.Past;
import dev.migrationledger.store.log.EventLog;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A target as it was at any time, and two of them side by side. */
@RestController
@RequestMapping("/api/v1/targets/{target}")
public final class Times implements Described {

  private final LedgerQuery query;
  private final Past past;
  private final Targets targets;

  public Times(LedgerQuery query, EventLog log, Targets targets) {
    this.query = query;
    this.past = new Past(log);
    this.targets = targets;
  }

  /** A point in the log: an index, a time, or the end. */
  record Point(long index, Instant at) {

    private static final Point END = new Point(-1, Instant.MAX);

    long in(Connection c, long asOf) {
      if (index >= 0) {
        return Math.min(index, asOf);
      }
      return at.equals(Instant.MAX) ? asOf : Past.indexAt(c, at);
    }

    /** What names a point: an index, or a time. */
    static List<Field> fields(String prefix) {
      var whose = prefix.isEmpty() ? "The" : "The other side's";
      return List.of(
          Field.of(
              prefix + "at_index", Kind.INDEX, "true", whose + " last event that counts.", "999"),
          Field.of(prefix + "at", Kind.MOMENT, "true", whose + " moment.", "2026-03-01T14:03:00Z"));
    }

    static Point of(Parameters parameters, String prefix) {
      var fields = fields(prefix);
      var index = parameters.value(fields.getFirst());
      var at = parameters.value(fields.getLast());
      if (index.isPresent() && at.isPresent()) {
        parameters.wrong("give " + prefix + "at or " + prefix + "at_index, not both");
      }
      return index
          .map(i -> new Point((Long) i, Instant.MAX))
          .or(() -> at.map(t -> new Point(-1, Instant.parse((String) t))))
          .orElse(END);
    }
  }

  @Override
  public List<Operation> operations() {
    return TimeOperations.all();
  }

  @GetMapping("/state")
  ResponseEntity<byte[]> state(
      @PathVariable("target") String name, @RequestParam MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var point = Point.of(parameters, "");
    parameters.refuse();
    var target = targets.known(name);
    return Json.of(query.answer((c, asOf) -> past.state(c, target, point.in(c, asOf))));
  }

  @GetMapping("/schema")
  ResponseEntity<byte[]> schema(
      @PathVariable("target") String name, @RequestParam MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var point = Point.of(parameters, "");
    parameters.refuse();
    var target = targets.known(name);
    return Json.of(
        query
            .answer((c, asOf) -> past.schema(c, target, point.in(c, asOf)))
            .orElseThrow(() ->
                new ApiProblem(
                    ApiError.NOT_RECORDED,
                    "nobody had looked at the schema of target \"" + target + "\" by then.")));
  }

  @GetMapping("/compare")
  ResponseEntity<byte[]> compare(
      @PathVariable("target") String name, @RequestParam MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var with = parameters.text("with");
    var left = Point.of(parameters, "");
    var right = Point.of(parameters, "with_");
    if (with.isEmpty() && left.equals(right)) {
      parameters.wrong(
          "this compares a target with itself; give with=TARGET, or at, at_index, with_at or"
              + " with_at_index");
    }
    parameters.refuse();
    var one = targets.known(name);
    var other = with.isEmpty() ? one : targets.known(with);
    return Json.of(
        query.answer((c, asOf) ->
            Comparison.of(
                past.state(c, one, left.in(c, asOf)), past.state(c, other, right.in(c, asOf)))));
  }
}
