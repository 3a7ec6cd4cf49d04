package dev.migrationledger.api.export;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.openapi.Described;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.request.Parameters;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.ListAnswer;
import dev.migrationledger.query.listing.Page;
import dev.migrationledger.query.resource.EventAnswer;
import dev.migrationledger.query.resource.EventList;
import dev.migrationledger.query.resource.Whole;
import dev.migrationledger.store.log.EventLog;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Events as a file for other tools. */
@RestController
public final class Exports implements Described {

  private static final int PAGE = 500;
  static final Field FORMAT =
      Field.oneOf(
          "format", "true", "The format.", Stream.of(Format.values()).map(Format::word).toList());

  private final LedgerQuery query;
  private final Whole whole;
  private final Taking taking;

  public Exports(LedgerQuery query, EventLog log, Taking taking) {
    this.query = query;
    this.taking = taking;
    this.whole = new Whole(log);
  }

  /** A page of whole events. */
  private record Part(List<EventAnswer> events, String next, long asOf) {}

  @Override
  public List<Operation> operations() {
    return ExportOperations.all();
  }

  @GetMapping("/api/v1/events/export")
  ResponseEntity<StreamingResponseBody> export(
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request,
      @RequestParam MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var word = parameters.value(FORMAT).map(Object::toString).orElse(Format.JSONL.word());
    var values = parameters.values(EventList.EVENTS.fields());
    parameters.refuse();
    var format = Format.valueOf(word.toUpperCase(Locale.ROOT));
    var first = part(values, "", Long.MAX_VALUE);
    var one = taking.begin(caller, request, format, narrowed(values), first.asOf());
    var name = "events-as-of-" + first.asOf() + "." + format.suffix();
    return ResponseEntity.ok()
        .header("Content-Type", format.mediaType())
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .header("Ledger-As-Of", Long.toString(first.asOf()))
        .header("Cache-Control", "no-store")
        .body(out -> write(out, format, values, first, one));
  }

  /** What the events are narrowed by, in words. */
  private static String narrowed(Map<Field, Object> values) {
    return values.isEmpty()
        ? "all of them"
        : values.entrySet().stream()
            .map(value -> value.getKey().name() + " " + value.getValue())
            .sorted()
            .collect(Collectors.joining(", "));
  }

  /** Fails in the middle rather than leave an event out: the reader sees a broken transfer. */
  private void write(
      OutputStream out, Format format, Map<Field, Object> values, Part first, Taking.One one)
      throws IOException {
    try {
      var writer =
          new BufferedWriter(new OutputStreamWriter(one.through(out), StandardCharsets.UTF_8));
      write(writer, format, values, first, one);
      writer.flush();
    } catch (IOException | RuntimeException e) {
      one.brokeOff();
      throw e;
    }
    one.end();
  }

  private void write(
      BufferedWriter writer, Format format, Map<Field, Object> values, Part first, Taking.One one)
      throws IOException {
    writer.write(format.opening());
    var part = first;
    boolean begun = false;
    while (true) {
      for (var event : part.events()) {
        writer.write(begun ? format.between() : "");
        writer.write(format.line(event));
        one.event(event.target());
        begun = true;
      }
      if (part.next().isEmpty()) {
        break;
      }
      part = part(values, part.next(), first.asOf());
    }
    writer.write(begun || format == Format.CLOUDEVENTS ? format.closing() : "");
  }

  private Part part(Map<Field, Object> values, String after, long last) {
    return query.answer((c, asOf) -> {
      long end = Math.min(asOf, last);
      ListAnswer page = EventList.EVENTS.page(c, values, "", new Page(after, PAGE, false), asOf);
      var rows =
          page.items().stream()
              .filter(row -> (Long) row.getOrDefault("index", -1L) <= end)
              .toList();
      var more = rows.size() == page.items().size() ? page.next() : "";
      return new Part(whole.events(c, rows, end), more, end);
    });
  }
}
