package dev.migrationledger.api.approval;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.openapi.Described;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.request.ApiProblem;
import dev.migrationledger.api.request.Body;
import dev.migrationledger.api.request.Json;
import dev.migrationledger.api.request.Parameters;
import dev.migrationledger.api.request.Targets;
import dev.migrationledger.api.runner.Proved;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.approval.ApprovalQueries;
import dev.migrationledger.query.resource.Whole;
import dev.migrationledger.store.LedgerStore;
import dev.migrationledger.store.log.EventLog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who approved and reviewed a migration, and the way to do so. */
@RestController
@RequestMapping("/api/v1/targets/{target}/migrations/{version}")
public final class ApprovalRoutes implements Described {

  static final String KEY = "Idempotency-Key";

  private final LedgerQuery query;
  private final EventLog log;
  private final Targets targets;
  private final Judgements judgements;

  private ApprovalRoutes(LedgerQuery query, EventLog log, Targets targets, Judgements judgements) {
    this.query = query;
    this.log = log;
    this.targets = targets;
    this.judgements = judgements;
  }

  /** Adds them to a service, and what other ways to judge a migration need. */
  public static void register(
      GenericApplicationContext context,
      LedgerStore store,
      LedgerQuery query,
      Targets targets,
      Proved proved) {
    context.registerBean(Judgements.class, () -> new Judgements(store, targets, proved));
    context.registerBean(
        ApprovalRoutes.class,
        () -> new ApprovalRoutes(query, store.log(), targets, context.getBean(Judgements.class)));
  }

  @Override
  public List<Operation> operations() {
    return ApprovalOperations.all();
  }

  @GetMapping("/approvals")
  ResponseEntity<byte[]> approvals(
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
            .answer((c, asOf) -> ApprovalQueries.read(c, log, target, number, asOf))
            .orElseThrow(() -> ApiProblem.noMigration(target, number)));
  }

  @PostMapping("/approvals")
  ResponseEntity<byte[]> approve(
      @AuthenticationPrincipal Caller caller,
      @PathVariable("target") String target,
      @PathVariable("version") String version,
      HttpEntity<byte[]> sent) {
    var given = Judgement.OfBytes.read(body(sent), target, version, key(sent));
    return answer(judgements.approve(caller, given));
  }

  @PostMapping("/reviews")
  ResponseEntity<byte[]> review(
      @AuthenticationPrincipal Caller caller,
      @PathVariable("target") String target,
      @PathVariable("version") String version,
      HttpEntity<byte[]> sent) {
    var given = Judgement.read(body(sent), target, version, key(sent));
    return answer(judgements.review(caller, given));
  }

  @PostMapping("/withdrawals")
  ResponseEntity<byte[]> withdraw(
      @AuthenticationPrincipal Caller caller,
      @PathVariable("target") String target,
      @PathVariable("version") String version,
      HttpEntity<byte[]> sent) {
    var given = Judgement.read(body(sent), target, version, key(sent));
    return answer(judgements.withdraw(caller, given));
  }

  private static Body body(HttpEntity<byte[]> sent) {
    return new Body(sent.getBody());
  }

  private static String key(HttpEntity<byte[]> sent) {
    return Objects.requireNonNullElse(sent.getHeaders().getFirst(KEY), "");
  }

  /** The event, as its own address gives it. */
  private ResponseEntity<byte[]> answer(Judgements.OnRecord recorded) {
    var index = recorded.index();
    var event = query.answer((c, asOf) -> new Whole(log).event(c, index, asOf)).orElseThrow();
    return ResponseEntity.status(recorded.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
        .location(URI.create("/api/v1/events/" + index))
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .body(AnswerJson.write(event).getBytes(StandardCharsets.UTF_8));
  }
}
