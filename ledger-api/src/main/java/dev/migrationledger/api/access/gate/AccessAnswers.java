package dev.migrationledger.api.access.gate;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.request.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A refusal as a problem (RFC 9457); one of a login also as RFC 6750 wants it. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class AccessAnswers {

  /** Made by the service. */
  public AccessAnswers() {}

  @ExceptionHandler
  ResponseEntity<Object> refused(AccessProblem e) {
    var headers = new HttpHeaders();
    var challenge = challenge(e.error());
    if (!challenge.isEmpty()) {
      headers.set(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
    if (e.retryAfterSeconds() > 0) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfterSeconds()));
    }
    return Problems.problem(e.error(), e.detail(), headers);
  }

  /** RFC 6750 section 3: no error is named to one who showed nothing. */
  private static String challenge(AccessError error) {
    var realm = "Bearer realm=\"migration-ledger\"";
    if (error == AccessError.SCOPE_MISSING) {
      return realm + ", error=\"insufficient_scope\"";
    }
    if (error.status() != HttpStatus.UNAUTHORIZED) {
      return "";
    }
    return error == AccessError.NOT_LOGGED_IN ? realm : realm + ", error=\"invalid_token\"";
  }
}
