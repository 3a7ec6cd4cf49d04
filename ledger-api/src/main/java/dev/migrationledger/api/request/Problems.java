package dev.migrationledger.api.request;

import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.query.ask.MovedOn;
import dev.migrationledger.query.projection.QueryFailure;
import dev.migrationledger.store.failure.StoreError;
import dev.migrationledger.store.failure.StoreFailure;
import java.net.URI;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every error as a problem (RFC 9457) that also has a {@code code} and a {@code remedy}. */
@RestControllerAdvice
public final class Problems extends ResponseEntityExceptionHandler {

  /** The title of what the domain refuses. */
  public static final String RULES_REFUSE = "The ledger's rules refuse it.";

  /** The remedy of an error whose detail names it. */
  public static final String DO_WHAT_IS_SAID = "Do what the detail says.";

  private static final System.Logger LOG = System.getLogger(Problems.class.getName());

  @ExceptionHandler
  ResponseEntity<Object> refused(ApiProblem e) {
    return problem(e.error(), String.valueOf(e.getMessage()), HttpHeaders.EMPTY);
  }

  @ExceptionHandler
  ResponseEntity<Object> refused(LedgerRefusal e) {
    var body = body(HttpStatus.CONFLICT, RULES_REFUSE, String.valueOf(e.getMessage()));
    return response(body, e.code(), DO_WHAT_IS_SAID, HttpHeaders.EMPTY);
  }

  @ExceptionHandler
  ResponseEntity<Object> store(StoreFailure e) {
    LOG.log(System.Logger.Level.WARNING, e.getMessage());
    var error = e.error();
    var body = body(status(error), error.condition(), String.valueOf(e.getMessage()));
    return response(body, error.code(), error.remedy(), HttpHeaders.EMPTY);
  }

  @ExceptionHandler
  ResponseEntity<Object> movedOn(MovedOn e) {
    return problem(ApiError.MOVED_ON, String.valueOf(e.getMessage()), HttpHeaders.EMPTY);
  }

  @ExceptionHandler
  ResponseEntity<Object> query(QueryFailure e) {
    LOG.log(System.Logger.Level.WARNING, e.getMessage());
    var body =
        body(
            HttpStatus.SERVICE_UNAVAILABLE,
            "A read model cannot answer.",
            String.valueOf(e.getMessage()));
    return response(body, e.code(), "Run \"ledger rebuild\".", HttpHeaders.EMPTY);
  }

  @ExceptionHandler
  ResponseEntity<Object> undecodable(InvalidParameterException e) {
    return problem(
        ApiError.BAD_PARAMETER,
        "the parameters cannot be decoded: a % must be followed by two hexadecimal digits, and the"
            + " bytes must be UTF-8.",
        HttpHeaders.EMPTY);
  }

  @ExceptionHandler
  ResponseEntity<Object> unexpected(RuntimeException e) {
    LOG.log(System.Logger.Level.ERROR, "a request failed", e);
    return problem(ApiError.UNEXPECTED, e.getClass().getSimpleName(), HttpHeaders.EMPTY);
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var error = error(status);
    var said = e instanceof ErrorResponse response ? response.getBody().getDetail() : null;
    return problem(error, Objects.requireNonNullElse(said, error.condition()), headers);
  }

  private static ApiError error(HttpStatusCode status) {
    if (status.isSameCodeAs(HttpStatus.METHOD_NOT_ALLOWED)) {
      return ApiError.NOT_ALLOWED;
    }
    if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
      return ApiError.NO_SUCH_ADDRESS;
    }
    return status.is4xxClientError() ? ApiError.BAD_PARAMETER : ApiError.UNEXPECTED;
  }

  /** The status that an error of the store is answered with. */
  public static HttpStatus status(StoreError error) {
    return switch (error) {
      case UNREACHABLE,
          SCHEMA_MISSING,
          NO_RIGHT_TO_INSTALL,
          NEWER_FORMAT,
          CONFLICTING_WRITERS,
          NOT_PERMITTED,
          LOGIN_REFUSED ->
          HttpStatus.SERVICE_UNAVAILABLE;
      case CORRUPTED, CONTENT_TAMPERED, TOO_LARGE, HEAD_DAMAGED, REFUSED ->
          HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }

  /** An error of a catalogue as a problem. */
  public static ResponseEntity<Object> problem(
      CataloguedError error, String detail, HttpHeaders headers) {
    var body = body(error.status(), error.condition(), detail);
    return response(body, error.code(), error.remedy(), headers);
  }

  /** The type that names an error in a problem. */
  public static URI type(String code) {
    return URI.create("urn:migration-ledger:error:" + code);
  }

  private static ProblemDetail body(HttpStatus status, String title, String detail) {
    var body = ProblemDetail.forStatusAndDetail(status, detail);
    body.setTitle(title);
    return body;
  }

  private static ResponseEntity<Object> response(
      ProblemDetail body, String code, String remedy, HttpHeaders headers) {
    body.setType(type(code));
    body.setProperty("code", code);
    body.setProperty("remedy", remedy);
    return ResponseEntity.status(body.getStatus())
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(body);
  }
}
