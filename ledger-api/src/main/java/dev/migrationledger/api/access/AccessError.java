package dev.migrationledger.api.access;

import dev.migrationledger.api.request.CataloguedError;
import org.springframework.http.HttpStatus;

/** The catalogue of reasons why the service does not serve a caller. */
public enum AccessError implements CataloguedError {
  NOT_LOGGED_IN(
      "ACCESS-001",
      HttpStatus.UNAUTHORIZED,
      "The request does not say who sends it.",
      "Send a token as \"Authorization: Bearer mlt_...\"; an admin makes one with POST /api/v1/tokens."),
  UNKNOWN_TOKEN(
      "ACCESS-002",
      HttpStatus.UNAUTHORIZED,
      "The token is none that the service knows.",
      "Check that it was copied whole; else ask an admin for a new one."),
  EXPIRED(
      "ACCESS-003",
      HttpStatus.UNAUTHORIZED,
      "The token has expired.",
      "Ask an admin for a new one."),
  REVOKED(
      "ACCESS-004",
      HttpStatus.UNAUTHORIZED,
      "The token was revoked.",
      "Ask an admin for a new one."),
  SCOPE_MISSING(
      "ACCESS-005",
      HttpStatus.FORBIDDEN,
      "The caller may not do this.",
      "Use a token with the scope that is named; an admin makes one with POST /api/v1/tokens."),
  OTHER_TARGET(
      "ACCESS-006",
      HttpStatus.FORBIDDEN,
      "The caller may not run migrations on this target.",
      "Use a token that names the target; an admin makes one with POST /api/v1/tokens."),
  NOBODY_MAY(
      "ACCESS-007",
      HttpStatus.FORBIDDEN,
      "Nobody may use this address: who may was never decided.",
      "Report it: each address has to have a decision."),
  FORGED(
      "ACCESS-008",
      HttpStatus.FORBIDDEN,
      "The form does not come from the page that was shown last.",
      "Load the page again and send the form again."),
  TOO_MANY(
      "ACCESS-009",
      HttpStatus.TOO_MANY_REQUESTS,
      "There were too many requests of this kind.",
      "Wait as long as the header Retry-After says."),
  NO_SUCH_TOKEN(
      "ACCESS-010",
      HttpStatus.NOT_FOUND,
      "There is no token with this id.",
      "Use an id that GET /api/v1/tokens lists."),
  TOO_LARGE(
      "ACCESS-011",
      HttpStatus.CONTENT_TOO_LARGE,
      "The request is larger than this address takes.",
      "Send less at once."),
  BAD_JWT(
      "ACCESS-012",
      HttpStatus.UNAUTHORIZED,
      "The JWT is not accepted.",
      "Get a new one from the issuer, made for the audience of this service."),
  ISSUER_AWAY(
      "ACCESS-013",
      HttpStatus.SERVICE_UNAVAILABLE,
      "The issuer of JWTs cannot be asked, or not understood.",
      "Check oidc-issuer and oidc-keys, and that the service reaches them; tokens go on working."),
  STALE_LOGIN(
      "ACCESS-014",
      HttpStatus.BAD_REQUEST,
      "The login at the issuer was begun in another browser, or too long ago.",
      "Begin again on the page /login; the browser has to keep cookies."),
  ISSUER_REFUSES(
      "ACCESS-015",
      HttpStatus.UNAUTHORIZED,
      "The issuer does not log the person in.",
      "Begin again on the page /login; where it stays so, compare oidc-client, its secret and the"
          + " address of the service with what the issuer has.");

  private final Entry entry;

  AccessError(String code, HttpStatus status, String condition, String remedy) {
    this.entry = new Entry(code, status, condition, remedy);
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
