package dev.migrationledger.api.page;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Every address that is no page, nor the API's, nor a file of the pages. */
@Controller
final class MissingPages {

  private static final String FIRST = "{first:(?!(?:api|actuator|assets|webjars)$).+}";

  private final PageProblems problems;

  MissingPages(PageProblems problems) {
    this.problems = problems;
  }

  @GetMapping({"/" + FIRST, "/" + FIRST + "/**"})
  ResponseEntity<String> missing() {
    return problems.refused(
        new PageProblem(PageError.NO_SUCH_PAGE, "", "Nothing is kept at this address."));
  }
}
