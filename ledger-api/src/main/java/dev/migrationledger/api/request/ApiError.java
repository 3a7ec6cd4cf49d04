package dev.migrationledger.api.request;

import org.springframework.http.HttpStatus;

/** The catalogue of the service's own errors. */
public enum ApiError implements CataloguedError {
  UNKNOWN_TARGET(
      "API-001",
      HttpStatus.NOT_FOUND,
      "The ledger knows no such target.",
      "Use a name that GET /api/v1/targets lists."),
  WHICH_TARGET(
      "API-002",
      HttpStatus.BAD_REQUEST,
      "The question names no target, and there is no single one.",
      "Add ?target=NAME, or start the service with --target NAME."),
  BAD_PARAMETER(
      "API-003",
      HttpStatus.BAD_REQUEST,
      "The request cannot be understood.",
      "Correct what is named and ask again."),
  NO_SUCH_ADDRESS(
      "API-004",
      HttpStatus.NOT_FOUND,
      "There is nothing at this address.",
      "Start at GET /api/v1/targets."),
  NOT_ALLOWED(
      "API-005",
      HttpStatus.METHOD_NOT_ALLOWED,
      "This address does not take requests of this kind.",
      "Use GET, or see docs/api.md for what can be changed."),
  UNEXPECTED(
      "API-006",
      HttpStatus.INTERNAL_SERVER_ERROR,
      "The service met something it does not expect.",
      "Ask again; when it happens again, report what the service wrote to its standard error."),
  NOT_RECORDED(
      "API-007",
      HttpStatus.NOT_FOUND,
      "The ledger has recorded no such thing.",
      "Look for it in the list that the address without its last part gives."),
  TOO_MANY_WATCHERS(
      "API-008",
      HttpStatus.SERVICE_UNAVAILABLE,
      "As many runs are watched as the service allows.",
      "Close a page that shows a run under way, or ask GET /api/v1/runs again and again instead."),
  OTHER_VERSION(
      "API-009",
      HttpStatus.CONFLICT,
      "Runner and service are of versions that do not understand each other.",
      "Install the version of ledger on the runner's host that the service has, or the other way"
          + " round."),
  MOVED_ON(
      "API-010",
      HttpStatus.CONFLICT,
      "The ledger has moved on since the first part of this answer.",
      "Ask again from the first part, without after=, or with limit=0 for everything at once.");

  private final Entry entry;

  ApiError(String code, HttpStatus status, String condition, String remedy) {
    this.entry = new Entry(code, status, condition, remedy);
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
