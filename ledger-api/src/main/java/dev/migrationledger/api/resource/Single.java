package dev.migrationledger.api.resource;

import dev.migrationledger.api.openapi.Described;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.api.request.ApiProblem;
import dev.migrationledger.api.request.Json;
import dev.migrationledger.api.request.Parameters;
import dev.migrationledger.api.request.Targets;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.resource.Whole;
import dev.migrationledger.store.log.EventLog;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One target, one migration, one event: each with everything that is known of it. */
@RestController
@RequestMapping("/api/v1")
public final class Single implements Described {

  private final LedgerQuery query;
  private final Whole whole;
  private final Targets targets;

  public Single(LedgerQuery query, EventLog log, Targets targets) {
    this.query = query;
    this.whole = new Whole(log);
    this.targets = targets;
  }

  @Override
  public List<Operation> operations() {
    return SingleOperations.all();
  }

  @GetMapping("/targets")
  ResponseEntity<byte[]> targets(@RequestParam MultiValueMap<String, String> given) {
    new Parameters(given).refuse();
    return Json.of(new TargetsAnswer("ledger/targets/v1", query.targets()));
  }

  @GetMapping("/targets/{target}")
  ResponseEntity<byte[]> target(
      @PathVariable("target") String name, @RequestParam MultiValueMap<String, String> given) {
    new Parameters(given).refuse();
    var target = targets.known(name);
    return Json.of(query.answer((c, asOf) -> whole.target(c, target, asOf)));
  }

  @GetMapping("/targets/{target}/migrations/{version}")
  ResponseEntity<byte[]> migration(
      @PathVariable("target") String name,
      @PathVariable("version") String version,
      @RequestParam MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var wanted = parameters.version("version", version);
    parameters.refuse();
    var target = targets.known(name);
    var number = wanted.orElseThrow();
    return Json.of(
        query
            .answer((c, asOf) -> whole.migration(c, target, number, asOf))
            .orElseThrow(() -> ApiProblem.noMigration(target, number)));
  }

  @GetMapping("/events/{index}")
  ResponseEntity<byte[]> event(
      @PathVariable("index") String index, @RequestParam MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    if (!index.matches("[0-9]{1,18}")) {
      parameters.wrong("index=" + index + " is no event's index (0 to 999999999999999999)");
    }
    parameters.refuse();
    var at = Long.parseLong(index);
    return Json.of(
        query
            .answer((c, asOf) -> whole.event(c, at, asOf))
            .orElseThrow(() ->
                new ApiProblem(
                    ApiError.NOT_RECORDED,
                    "there is no event " + at + "; the log ends before it.")));
  }
}
