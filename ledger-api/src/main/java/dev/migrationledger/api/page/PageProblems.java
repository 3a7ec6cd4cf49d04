package dev.migrationledger.api.page;

import dev.migrationledger.api.request.ApiProblem;
import dev.migrationledger.api.request.CataloguedError;
import dev.migrationledger.api.request.Problems;
import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.query.projection.QueryFailure;
import dev.migrationledger.store.failure.StoreFailure;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Every error of a page as a page: what happened, and what to do. */
@ControllerAdvice(basePackageClasses = PageProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PageProblems {

  private static final System.Logger LOG = System.getLogger(PageProblems.class.getName());

  private final Html html;

  PageProblems(Html html) {
    this.html = html;
  }

  /** What the page says. */
  record Said(String code, String title, String detail, String remedy) {

    /** This very case of an error of a catalogue. */
    static Said of(CataloguedError error, String detail) {
      return new Said(error.code(), error.condition(), detail, error.remedy());
    }
  }

  @ExceptionHandler
  ResponseEntity<String> refused(PageProblem e) {
    var said = Said.of(e.error(), String.valueOf(e.getMessage()));
    return page(e.error().status(), e.target(), said);
  }

  @ExceptionHandler
  ResponseEntity<String> refused(ApiProblem e) {
    var said = Said.of(e.error(), String.valueOf(e.getMessage()));
    return page(e.error().status(), "", said);
  }

  @ExceptionHandler
  ResponseEntity<String> refused(LedgerRefusal e) {
    var detail = String.valueOf(e.getMessage());
    return page(
        HttpStatus.CONFLICT,
        "",
        new Said(e.code(), Problems.RULES_REFUSE, detail, "Do what is said above."));
  }

  @ExceptionHandler
  ResponseEntity<String> store(StoreFailure e) {
    LOG.log(System.Logger.Level.WARNING, e.getMessage());
    var detail = String.valueOf(e.getMessage());
    return page(
        HttpStatus.SERVICE_UNAVAILABLE,
        "",
        new Said(e.code(), e.error().condition(), detail, e.error().remedy()));
  }

  @ExceptionHandler
  ResponseEntity<String> query(QueryFailure e) {
    LOG.log(System.Logger.Level.WARNING, e.getMessage());
    var detail = String.valueOf(e.getMessage());
    return page(
        HttpStatus.SERVICE_UNAVAILABLE,
        "",
        new Said(e.code(), "A read model cannot answer.", detail, "Run \"ledger rebuild\"."));
  }

  @ExceptionHandler
  ResponseEntity<String> unexpected(RuntimeException e) {
    LOG.log(System.Logger.Level.ERROR, "a page failed", e);
    var error = PageError.UNEXPECTED;
    return page(error.status(), "", Said.of(error, e.getClass().getSimpleName()));
  }

  private ResponseEntity<String> page(HttpStatus status, String target, Said said) {
    return html.page(status, "problem", target, -1, Map.of("said", said));
  }
}
