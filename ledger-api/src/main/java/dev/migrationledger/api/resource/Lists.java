package dev.migrationledger.api.resource;

import dev.migrationledger.api.access.trail.AccessLog;
import dev.migrationledger.api.openapi.Described;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.request.Targets;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.resource.EventList;
import dev.migrationledger.query.resource.MigrationList;
import dev.migrationledger.query.resource.RunList;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The lists, a page at a time. */
@RestController
@RequestMapping("/api/v1")
public final class Lists implements Described {

  private final Pages pages;

  public Lists(LedgerQuery query, Targets targets) {
    this.pages = new Pages(query, targets);
  }

  @Override
  public List<Operation> operations() {
    return ListOperations.all();
  }

  @GetMapping("/events")
  ResponseEntity<byte[]> events(@RequestParam MultiValueMap<String, String> given) {
    return pages.overAll(EventList.EVENTS, given);
  }

  @GetMapping("/runs")
  ResponseEntity<byte[]> runs(@RequestParam MultiValueMap<String, String> given) {
    return pages.overAll(RunList.RUNS, given);
  }

  @GetMapping("/access-log")
  ResponseEntity<byte[]> accessLog(@RequestParam MultiValueMap<String, String> given) {
    return pages.overAll(AccessLog.LISTING, given);
  }

  @GetMapping("/targets/{target}/events")
  ResponseEntity<byte[]> events(
      @PathVariable("target") String name, @RequestParam MultiValueMap<String, String> given) {
    return pages.of(EventList.EVENTS, "events", name, given);
  }

  @GetMapping("/targets/{target}/migrations")
  ResponseEntity<byte[]> migrations(
      @PathVariable("target") String name, @RequestParam MultiValueMap<String, String> given) {
    return pages.of(MigrationList.MIGRATIONS, "migrations", name, given);
  }

  @GetMapping("/targets/{target}/edit-history")
  ResponseEntity<byte[]> edits(
      @PathVariable("target") String name, @RequestParam MultiValueMap<String, String> given) {
    return pages.of(MigrationList.EDITS, "edit-history", name, given);
  }

  @GetMapping("/targets/{target}/runs")
  ResponseEntity<byte[]> runs(
      @PathVariable("target") String name, @RequestParam MultiValueMap<String, String> given) {
    return pages.of(RunList.RUNS, "runs", name, given);
  }

  @GetMapping("/targets/{target}/validations")
  ResponseEntity<byte[]> validations(
      @PathVariable("target") String name, @RequestParam MultiValueMap<String, String> given) {
    return pages.of(RunList.VALIDATIONS, "validations", name, given);
  }

  @GetMapping("/targets/{target}/recoveries")
  ResponseEntity<byte[]> recoveries(
      @PathVariable("target") String name, @RequestParam MultiValueMap<String, String> given) {
    return pages.of(EventList.RECOVERIES, "recoveries", name, given);
  }

  @GetMapping("/targets/{target}/drift-history")
  ResponseEntity<byte[]> drift(
      @PathVariable("target") String name, @RequestParam MultiValueMap<String, String> given) {
    return pages.of(RunList.DRIFT, "drift-history", name, given);
  }
}
