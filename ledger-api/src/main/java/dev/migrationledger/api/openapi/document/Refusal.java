package dev.migrationledger.api.openapi.document;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.api.openapi.Members;
import dev.migrationledger.api.request.CataloguedError;
import dev.migrationledger.api.request.Problems;
import dev.migrationledger.domain.ledger.LedgerRefusalCode;
import dev.migrationledger.store.failure.StoreError;
import java.util.Map;

/**
 * An error as a reader of the API meets it.
 *
 * @param code its stable name
 * @param status the status it is answered with
 * @param condition what is the case
 * @param remedy what to do
 * @param example how one of them reads
 */
record Refusal(String code, int status, String condition, String remedy, String example) {

  private static final int CONFLICT = 409;

  Refusal {
    requireNonNull(code, "code");
    requireNonNull(condition, "condition");
    requireNonNull(remedy, "remedy");
    requireNonNull(example, "example");
  }

  static Refusal of(CataloguedError error) {
    return new Refusal(
        error.code(), error.status().value(), error.condition(), error.remedy(), Details.of(error));
  }

  static Refusal of(StoreError error) {
    return new Refusal(
        error.code(),
        Problems.status(error).value(),
        error.condition(),
        error.remedy(),
        error.code() + " " + error.condition() + " " + error.effect() + " " + error.remedy());
  }

  static Refusal of(LedgerRefusalCode code) {
    return new Refusal(
        code.code(), CONFLICT, code.condition(), Problems.DO_WHAT_IS_SAID, code.example());
  }

  Map<String, Object> problem() {
    return Members.of(
        "type",
        Problems.type(code).toString(),
        "title",
        condition,
        "status",
        status,
        "detail",
        example,
        "code",
        code,
        "remedy",
        remedy);
  }
}
