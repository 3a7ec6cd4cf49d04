package dev.migrationledger.api.resource;

import dev.migrationledger.api.openapi.Described;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.api.request.ApiProblem;
import dev.migrationledger.api.request.Json;
import dev.migrationledger.api.request.Parameters;
import dev.migrationledger.api.request.Targets;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import dev.migrationledger.query.resource.ScriptTexts;
import dev.migrationledger.query.resource.ScriptTexts.Seen;
import dev.migrationledger.runner.attribution.UnifiedDiff;
import dev.migrationledger.store.log.EventLog;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The text of a migration's script at any time, and what changed from one to another. */
@RestController
@RequestMapping("/api/v1/targets/{target}/migrations/{version}")
public final class Scripts implements Described {

  private final LedgerQuery query;
  private final ScriptTexts texts;
  private final Targets targets;

  public Scripts(LedgerQuery query, EventLog log, Targets targets) {
    this.query = query;
    this.texts = new ScriptTexts(log);
    this.targets = targets;
  }

  /** One of a script's texts: the last one by an index, one with certain bytes, or an end. */
  private record Wanted(long index, String checksum, boolean first) {

    static Wanted of(Parameters parameters, String prefix, boolean first) {
      var fields = wanted(prefix);
      var index = parameters.value(fields.getFirst());
      var checksum = parameters.value(fields.getLast());
      if (index.isPresent() && checksum.isPresent()) {
        parameters.wrong("give " + prefix + "index or " + prefix + "checksum, not both");
      }
      return new Wanted(
          index.map(i -> (Long) i).orElse(-1L), checksum.map(Object::toString).orElse(""), first);
    }

    Optional<Seen> in(List<Seen> all) {
      if (!checksum.isEmpty()) {
        return all.stream().filter(s -> s.checksum().equals(checksum)).findFirst();
      }
      if (index >= 0) {
        return all.stream().filter(s -> s.index() <= index).reduce((a, b) -> b);
      }
      return first ? all.stream().findFirst() : all.stream().reduce((a, b) -> b);
    }

    String told() {
      return checksum.isEmpty() ? "by event " + index : "with checksum " + checksum;
    }
  }

  /** What names one of a script's texts: an index, or a checksum. */
  static List<Field> wanted(String prefix) {
    return List.of(
        Field.of(
            prefix + "index",
            Kind.INDEX,
            "true",
            "The text there was when the log ended with this event.",
            "999"),
        Field.of(
            prefix + "checksum",
            Kind.CHECKSUM,
            "true",
            "The text with these bytes, as SHA-256.",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  }

  @Override
  public List<Operation> operations() {
    return ScriptOperations.all();
  }

  @GetMapping("/scripts")
  ResponseEntity<byte[]> all(
      @PathVariable("target") String name,
      @PathVariable("version") String version,
      @RequestParam MultiValueMap<String, String> given) {
    return answer(new Parameters(given), name, version, List.of(), false);
  }

  @GetMapping("/script")
  ResponseEntity<byte[]> one(
      @PathVariable("target") String name,
      @PathVariable("version") String version,
      @RequestParam MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var wanted = Wanted.of(parameters, "", false);
    return answer(parameters, name, version, List.of(wanted), false);
  }

  @GetMapping("/script-diff")
  ResponseEntity<byte[]> diff(
      @PathVariable("target") String name,
      @PathVariable("version") String version,
      @RequestParam MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var from = Wanted.of(parameters, "from_", true);
    var to = Wanted.of(parameters, "to_", false);
    return answer(parameters, name, version, List.of(from, to), true);
  }

  private ResponseEntity<byte[]> answer(
      Parameters parameters, String name, String version, List<Wanted> wanted, boolean diff) {
    var number = parameters.version("version", version);
    parameters.refuse();
    var target = targets.known(name);
    return Json.of(
        query.answer((c, asOf) -> read(c, asOf, target, number.orElseThrow(), wanted, diff)));
  }

  private ScriptAnswer read(
      Connection c, long asOf, String target, Version version, List<Wanted> wanted, boolean diff) {
    var all = texts.all(c, target, version);
    if (all.isEmpty()) {
      throw new ApiProblem(
          ApiError.NOT_RECORDED,
          "the ledger knows no script of migration " + version.text() + " on \"" + target + "\".");
    }
    var chosen =
        wanted.isEmpty()
            ? all.stream().map(seen -> text(c, seen, false)).toList()
            : wanted.stream().map(w -> text(c, found(w, all, version), true)).toList();
    return new ScriptAnswer(
        "ledger/script/v1",
        target,
        asOf,
        version.text(),
        chosen,
        diff ? difference(chosen.getFirst(), chosen.getLast()) : "");
  }

  private static Seen found(Wanted wanted, List<Seen> all, Version version) {
    return wanted
        .in(all)
        .orElseThrow(() ->
            new ApiProblem(
                ApiError.NOT_RECORDED,
                "the ledger knows no text of " + version.text() + " " + wanted.told() + "."));
  }

  private ScriptAnswer.Text text(Connection c, Seen seen, boolean whole) {
    var text = texts.text(c, seen);
    return new ScriptAnswer.Text(
        seen.index(),
        seen.file(),
        seen.checksum(),
        seen.noticedAt(),
        text.isPresent(),
        whole ? text.orElse("") : "",
        List.of(seen.evidence()));
  }

  private static String difference(ScriptAnswer.Text from, ScriptAnswer.Text to) {
    if (!from.kept() || !to.kept()) {
      throw new ApiProblem(
          ApiError.NOT_RECORDED,
          "the text of event "
              + (from.kept() ? to : from).index()
              + " was too long to keep, or was erased, so nothing can be compared.");
    }
    return UnifiedDiff.between(from.text(), to.text(), to.file());
  }
}
