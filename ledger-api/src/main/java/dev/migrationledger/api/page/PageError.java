package dev.migrationledger.api.page;

import dev.migrationledger.api.request.CataloguedError;
import org.springframework.http.HttpStatus;

/** The catalogue of what a page may have to say instead of an answer. */
public enum PageError implements CataloguedError {
  UNKNOWN_TARGET(
      "PAGE-001",
      HttpStatus.NOT_FOUND,
      "The ledger knows no such target.",
      "Choose one of the targets on the overview."),
  UNKNOWN_MIGRATION(
      "PAGE-002",
      HttpStatus.NOT_FOUND,
      "The target has no such migration.",
      "Choose one from the target's list of migrations."),
  NO_SUCH_PAGE(
      "PAGE-003",
      HttpStatus.NOT_FOUND,
      "There is no page at this address.",
      "Start at the overview, or ask a question."),
  BAD_ADDRESS(
      "PAGE-004",
      HttpStatus.BAD_REQUEST,
      "The address cannot be understood.",
      "Correct what is named, or start at the overview."),
  UNEXPECTED(
      "PAGE-005",
      HttpStatus.INTERNAL_SERVER_ERROR,
      "The service met something it does not expect.",
      "Load the page again; when it happens again, report what the service wrote to its standard error."),
  UNKNOWN_RUN(
      "PAGE-006",
      HttpStatus.NOT_FOUND,
      "The target has no such run.",
      "Choose one from the target's list of runs."),
  UNKNOWN_EVENT(
      "PAGE-007",
      HttpStatus.NOT_FOUND,
      "The ledger has no such event.",
      "Use an index from 0 to the one that stands at the foot of each page.");

  private final Entry entry;

  PageError(String code, HttpStatus status, String condition, String remedy) {
    this.entry = new Entry(code, status, condition, remedy);
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
