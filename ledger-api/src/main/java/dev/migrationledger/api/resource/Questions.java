package dev.migrationledger.api.resource;

import dev.migrationledger.api.openapi.Described;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.request.Json;
import dev.migrationledger.api.request.Parameters;
import dev.migrationledger.api.request.Targets;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.ask.catalogue.Question;
import dev.migrationledger.query.audit.HistoryFilter;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** What the command line answers, each at its address, with the same body. */
@RestController
@RequestMapping("/api/v1")
public final class Questions implements Described {

  private final LedgerQuery query;
  private final Targets targets;

  public Questions(LedgerQuery query, Targets targets) {
    this.query = query;
    this.targets = targets;
  }

  @Override
  public List<Operation> operations() {
    return QuestionOperations.all();
  }

  @GetMapping("/targets/{target}/status")
  ResponseEntity<byte[]> status(
      @PathVariable("target") String name, @RequestParam MultiValueMap<String, String> given) {
    new Parameters(given).refuse();
    return Json.of(query.status(targets.known(name)));
  }

  @GetMapping("/targets/{target}/edits")
  ResponseEntity<byte[]> edits(
      @PathVariable("target") String name, @RequestParam MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var only = parameters.version("version");
    parameters.refuse();
    return Json.of(query.edits(targets.known(name), only));
  }

  @GetMapping("/targets/{target}/drift")
  ResponseEntity<byte[]> drift(
      @PathVariable("target") String name, @RequestParam MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var openOnly = parameters.flag("open");
    parameters.refuse();
    return Json.of(query.drift(targets.known(name), openOnly));
  }

  @GetMapping("/targets/{target}/history")
  ResponseEntity<byte[]> history(
      @PathVariable("target") String name, @RequestParam MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var number = parameters.version("version").map(v -> v.text()).orElse("");
    var who = parameters.text("actor");
    var most = parameters.count("newest");
    parameters.refuse();
    var filter = new HistoryFilter(number, "", who, "", "", "", most);
    return Json.of(query.history(targets.known(name), filter));
  }

  @GetMapping("/ask")
  ResponseEntity<byte[]> ask(@RequestParam MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var asked = parameters.needed("q", "e.g. ?q=who+edited+0029+after+it+ran");
    var name = parameters.text("target");
    var any = parameters.flag("any_target") && !name.isBlank();
    var portion = parameters.portion();
    parameters.refuse();
    var answer = query.ask(any ? name : targets.orUsual(name), asked, portion);
    var here = UriComponentsBuilder.fromPath("/api/v1/ask");
    return Json.of(answer, Pages.next(here, given, answer.next()));
  }

  @GetMapping("/questions")
  ResponseEntity<byte[]> questions(@RequestParam MultiValueMap<String, String> given) {
    new Parameters(given).refuse();
    var catalogue =
        List.of(Question.values()).stream()
            .map(q -> new QuestionsAnswer.Line(q.id(), q.example(), q.shape()))
            .toList();
    return Json.of(new QuestionsAnswer("ledger/questions/v1", catalogue));
  }
}
