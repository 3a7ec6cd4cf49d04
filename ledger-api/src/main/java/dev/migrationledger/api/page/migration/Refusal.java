package dev.migrationledger.api.page.migration;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.api.request.ApiProblem;
import dev.migrationledger.api.request.Problems;
import dev.migrationledger.domain.ledger.LedgerRefusal;
import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * A form that was not taken.
 *
 * @param status what it is answered with
 * @param code the error's code, empty when the details name one each
 * @param title what is the case
 * @param details this very case, a line for each thing that is wrong
 * @param form which form: {@code approve}, {@code withdraw} or {@code review}
 * @param reason what was typed, so that it is not lost
 */
record Refusal(
    HttpStatus status,
    String code,
    String title,
    List<String> details,
    String form,
    String reason) {

  Refusal {
    requireNonNull(status, "status");
    requireNonNull(code, "code");
    requireNonNull(title, "title");
    details = List.copyOf(details);
    requireNonNull(form, "form");
    requireNonNull(reason, "reason");
  }

  /** The request cannot be understood. */
  static Refusal of(ApiProblem e, String form, String reason) {
    var error = e.error();
    return new Refusal(
        error.status(),
        error.code(),
        error.condition(),
        List.of(String.valueOf(e.getMessage()), error.remedy()),
        form,
        reason);
  }

  /** The rules refuse it. */
  static Refusal of(LedgerRefusal e, String form, String reason) {
    return new Refusal(
        HttpStatus.CONFLICT,
        "",
        Problems.RULES_REFUSE,
        String.valueOf(e.getMessage()).lines().toList(),
        form,
        reason);
  }
}
