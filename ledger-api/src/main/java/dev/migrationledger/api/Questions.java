package dev.migrationledger.api;

import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.audit.HistoryFilter;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The questions, each at its address; nothing can be changed through any of them. */
@RestController
@RequestMapping("/api/v1")
final class Questions {

  private final LedgerQuery query;
  private final String target;

  Questions(LedgerQuery query, String target) {
    this.query = query;
    this.target = target;
  }

  @GetMapping("/targets")
  ResponseEntity<byte[]> targets() {
    return json(new TargetsAnswer("ledger/targets/v1", query.targets()));
  }

  @GetMapping("/targets/{target}/status")
  ResponseEntity<byte[]> status(@PathVariable("target") String name) {
    return json(query.status(known(name)));
  }

  @GetMapping("/targets/{target}/edits")
  ResponseEntity<byte[]> edits(
      @PathVariable("target") String name,
      @RequestParam(name = "version", defaultValue = "") String version) {
    var parameters = new Parameters();
    var only = parameters.version("version", version);
    parameters.refuse();
    return json(query.edits(known(name), only));
  }

  @GetMapping("/targets/{target}/history")
  ResponseEntity<byte[]> history(
      @PathVariable("target") String name,
      @RequestParam(name = "version", defaultValue = "") String version,
      @RequestParam(name = "actor", defaultValue = "") String actor,
      @RequestParam(name = "newest", defaultValue = "") String newest) {
    var parameters = new Parameters();
    var number = parameters.version("version", version).map(v -> v.text()).orElse("");
    var who = parameters.text("actor", actor);
    var most = parameters.count("newest", newest);
    parameters.refuse();
    var filter = new HistoryFilter(number, "", who, "", "", "", most);
    return json(query.history(known(name), filter));
  }

  @GetMapping("/ask")
  ResponseEntity<byte[]> ask(
      @RequestParam(name = "q", defaultValue = "") String question,
      @RequestParam(name = "target", defaultValue = "") String name) {
    var parameters = new Parameters();
    var asked = parameters.needed("q", question, "e.g. ?q=who+edited+0029+after+it+ran");
    parameters.refuse();
    return json(query.ask(known(name.isBlank() ? usual() : name), asked));
  }

  private String usual() {
    if (!target.isBlank()) {
      return target;
    }
    var targets = query.targets();
    if (targets.size() == 1) {
      return targets.getFirst();
    }
    throw new ApiProblem(
        ApiError.WHICH_TARGET, "the ledger knows " + ApiProblem.names(targets) + ".");
  }

  private String known(String name) {
    var targets = query.targets();
    if (targets.contains(name)) {
      return name;
    }
    throw new ApiProblem(
        ApiError.UNKNOWN_TARGET,
        "the ledger has no target \"" + name + "\"; it knows " + ApiProblem.names(targets) + ".");
  }

  private static ResponseEntity<byte[]> json(Object answer) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(AnswerJson.write(answer).getBytes(StandardCharsets.UTF_8));
  }
}
