package dev.migrationledger.api.access.gate;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.access.AccessProblem;
import java.net.URI;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
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
  ResponseEntity<ProblemDetail> refused(AccessProblem e) {
    var error = e.error();
    var body = ProblemDetail.forStatusAndDetail(error.status(), e.detail());
    body.setTitle(error.condition());
    body.setType(URI.create("urn:migration-ledger:error:" + error.code()));
    body.setProperty("code", error.code());
    body.setProperty("remedy", error.remedy());
    var response =
        ResponseEntity.status(error.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    var challenge = challenge(error);
    if (!challenge.isEmpty()) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
    if (e.retryAfterSeconds() > 0) {
      response.header(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfterSeconds()));
    }
    return response.body(body);
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
