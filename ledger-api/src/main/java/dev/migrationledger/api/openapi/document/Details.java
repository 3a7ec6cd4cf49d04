package dev.migrationledger.api.openapi.document;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.api.request.CataloguedError;

/** How the detail of each error of the service reads, as an example. */
final class Details {

  private Details() {}

  static String of(CataloguedError error) {
    return switch (error) {
      case ApiError api -> of(api);
      case AccessError access -> of(access);
      default -> error.condition();
    };
  }

  private static String of(ApiError error) {
    return switch (error) {
      case UNKNOWN_TARGET -> "the ledger has no target \"prud\"; it knows \"prod\", \"test\".";
      case WHICH_TARGET -> "the ledger knows \"prod\", \"test\".";
      case BAD_PARAMETER ->
          "limit=0 is no size of a page (1 to 1000); nobody here knows \"colour\"; known are limit,"
              + " after, order.";
      case NO_SUCH_ADDRESS -> "No static resource api/v1/target.";
      case NOT_ALLOWED -> "Method 'DELETE' is not supported.";
      case UNEXPECTED -> "IllegalStateException";
      case NOT_RECORDED -> "target \"prod\" has no migration 4711.";
      case TOO_MANY_WATCHERS -> "64 runs are watched already, which is the most.";
      case OTHER_VERSION ->
          "the runner is ledger 0.2.0 and the service migration-ledger 0.1.0, and they do not speak"
              + " of the same things (9f86d081884c and e3b0c44298fc).";
      case MOVED_ON ->
          "what is recorded that the answer may rest on is not what it was when the first part was"
              + " given, or the cursor is that of another question; this one is about prod";
    };
  }

  private static String of(AccessError error) {
    return switch (error) {
      case NOT_LOGGED_IN -> "nobody is logged in.";
      case UNKNOWN_TOKEN -> "the token is not known.";
      case EXPIRED -> "token 5f2b6c0b of \"ci-shop\" expired at 2026-03-01T14:03:00.000000Z.";
      case REVOKED -> "token 5f2b6c0b of \"ci-shop\" was revoked at 2026-03-01T14:03:00.000000Z.";
      case SCOPE_MISSING -> "this needs the scope \"admin\"; \"ci-shop\" has read, run.";
      case OTHER_TARGET -> "\"ci-shop\" may run migrations on \"test\", and not on \"prod\".";
      case NOBODY_MAY -> "POST /api/v1/targets.";
      case FORGED -> "the form carries no proof of the page it was shown on.";
      case TOO_MANY -> "more than 600 questions in a minute.";
      case NO_SUCH_TOKEN -> "there is no token \"5f2b6c0b\".";
      case TOO_LARGE -> "the body is larger than 65536 bytes; nothing was done.";
      case BAD_JWT -> "the JWT has expired.";
      case ISSUER_AWAY -> "the keys of https://login.example.org cannot be had.";
      case STALE_LOGIN -> "this browser has begun no login that this would be the end of.";
      case ISSUER_REFUSES -> "https://login.example.org says \"access_denied\".";
    };
  }
}
