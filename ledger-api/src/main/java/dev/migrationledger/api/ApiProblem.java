package dev.migrationledger.api;

import java.io.Serial;
import java.util.List;

/** The service refuses a request. */
final class ApiProblem extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final ApiError error;

  ApiProblem(ApiError error, String detail) {
    super(detail);
    this.error = error;
  }

  ApiError error() {
    return error;
  }

  static String names(List<String> targets) {
    return targets.isEmpty() ? "none yet" : "\"" + String.join("\", \"", targets) + "\"";
  }
}
