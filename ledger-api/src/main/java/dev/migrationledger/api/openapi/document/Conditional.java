package dev.migrationledger.api.openapi.document;

import dev.migrationledger.api.openapi.Members;
import dev.migrationledger.api.openapi.Success;
import java.util.Map;

/** How a reader who has an answer already asks whether it is still the same. */
final class Conditional {

  static final Map<String, Object> TAG =
      Members.of(
          "name",
          "If-None-Match",
          "in",
          "header",
          "required",
          false,
          "description",
          "The `ETag` of the answer that the caller has.",
          "schema",
          Members.of("type", "string"),
          "example",
          Success.Header.ETAG.example());

  static final Map<String, Object> SAME =
      Members.of("description", "The answer is the one whose `ETag` was sent; it has no body.");

  private Conditional() {}
}
