package dev.migrationledger.api.openapi.document;

import dev.migrationledger.api.access.Scope;
import dev.migrationledger.api.openapi.Members;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a caller says who it is. */
final class Security {

  private Security() {}

  static Map<String, Object> schemes() {
    return Members.of(
        "token",
        Members.of(
            "type",
            "http",
            "scheme",
            "bearer",
            "bearerFormat",
            "mlt_...",
            "description",
            "A token of the service: `Authorization: Bearer mlt_...`. An admin makes one with `POST"
                + " /tokens`; the first start shows one. No scope includes another: `read` is for"
                + " what is asked for with GET, `run` for recording runs on the targets that the"
                + " token names, `approve` for approving, `admin` for tokens."),
        "jwt",
        Members.of(
            "type",
            "http",
            "scheme",
            "bearer",
            "bearerFormat",
            "JWT",
            "description",
            "A JWT of the identity provider that the service is configured with, in the same"
                + " header."));
  }

  /** Each of both will do; the scope is named as what the caller has to have. */
  static List<Map<String, Object>> of(Optional<Scope> scope) {
    var roles = scope.map(Scope::word).map(List::of).orElse(List.of());
    return List.of(Members.of("token", roles), Members.of("jwt", roles));
  }
}
