package dev.migrationledger.api.page;

import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.store.failure.StoreFailure;
import java.util.Map;
import org.springframework.http.ResponseEntity;

/** What a page's reader is told when the service does not let them in. */
public final class Refused {

  private final Html html;
  private final PageProblems problems;

  Refused(Html html, PageProblems problems) {
    this.html = html;
    this.problems = problems;
  }

  /** The refusal as a page. */
  public ResponseEntity<String> page(Exception why) {
    return switch (why) {
      case AccessProblem e -> {
        var said = PageProblems.Said.of(e.error(), e.detail());
        yield html.page(e.error().status(), "problem", "", -1, Map.of("said", said));
      }
      case StoreFailure e -> problems.store(e);
      case RuntimeException e -> problems.unexpected(e);
      default -> problems.unexpected(new IllegalStateException(why));
    };
  }
}
