package dev.migrationledger.api.access.token;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Scope;
import dev.migrationledger.api.access.trail.Visit;
import dev.migrationledger.api.openapi.Described;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.request.Json;
import dev.migrationledger.api.request.Parameters;
import dev.migrationledger.query.answer.AnswerJson;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tokens over HTTP, for admins; and who the caller is, for everybody. */
@RestController
public final class TokenRoutes implements Described {

  private final Tokens tokens;
  private final InstantSource clock;

  public TokenRoutes(Tokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** The answer to a list. */
  record TokensAnswer(String schema, List<Token> tokens) {}

  /** The answer to a change; a new secret stands in {@code secret}, else it is empty. */
  record TokenAnswer(String schema, String secret, Token token) {}

  /** Who the caller is. */
  record CallerAnswer(
      String schema,
      String name,
      String kind,
      String authenticatedBy,
      String credential,
      List<String> scopes,
      List<String> targets) {}

  @Override
  public List<Operation> operations() {
    return TokenOperations.all();
  }

  @GetMapping("/api/v1/caller")
  ResponseEntity<byte[]> caller(
      @AuthenticationPrincipal Caller caller, @RequestParam MultiValueMap<String, String> given) {
    new Parameters(given).refuse();
    return Json.of(
        new CallerAnswer(
            "ledger/caller/v1",
            caller.name(),
            caller.kind().name().toLowerCase(Locale.ROOT),
            caller.authenticatedBy(),
            caller.credential(),
            caller.scopes().stream().map(Scope::word).sorted().toList(),
            caller.targets().stream().sorted().toList()));
  }

  @GetMapping("/api/v1/tokens")
  ResponseEntity<byte[]> list(@RequestParam MultiValueMap<String, String> given) {
    new Parameters(given).refuse();
    return Json.of(new TokensAnswer("ledger/tokens/v1", tokens.all()));
  }

  @PostMapping("/api/v1/tokens")
  ResponseEntity<byte[]> create(
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request,
      @RequestBody(required = false) byte[] body) {
    var wanted = new TokenRequest(body).create(clock.instant());
    var made = tokens.create(wanted, Visit.Who.of(caller, request));
    return changed(HttpStatus.CREATED, made.secret().text(), made.token());
  }

  @PostMapping("/api/v1/tokens/{id}/rotate")
  ResponseEntity<byte[]> rotate(
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestBody(required = false) byte[] body) {
    var grace = new TokenRequest(body).grace();
    var made = tokens.rotate(id, grace, Visit.Who.of(caller, request));
    return changed(HttpStatus.OK, made.secret().text(), made.token());
  }

  @PostMapping("/api/v1/tokens/{id}/revoke")
  ResponseEntity<byte[]> revoke(
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestBody(required = false) byte[] body) {
    new TokenRequest(body).nothing();
    return changed(HttpStatus.OK, "", tokens.revoke(id, Visit.Who.of(caller, request)));
  }

  private static ResponseEntity<byte[]> changed(HttpStatus status, String secret, Token token) {
    var answer = AnswerJson.write(new TokenAnswer("ledger/token/v1", secret, token));
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .body(answer.getBytes(StandardCharsets.UTF_8));
  }
}
