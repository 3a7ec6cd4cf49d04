package dev.migrationledger.api.request;

import dev.migrationledger.domain.script.Version;
import java.io.Serial;
import java.util.List;

/** The service refuses a request. */
public final class ApiProblem extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final ApiError error;

  /**
   * A refusal.
   *
   * @param detail this very case, with its values
   */
  public ApiProblem(ApiError error, String detail) {
    super(detail);
    this.error = error;
  }

  /** The target has no migration of this number. */
  public static ApiProblem noMigration(String target, Version version) {
    return new ApiProblem(
        ApiError.NOT_RECORDED,
        "target \"" + target + "\" has no migration " + version.text() + ".");
  }

  /** What kind of refusal it is. */
  public ApiError error() {
    return error;
  }

  /** Names in quotes, or that there are none. */
  public static String names(List<String> targets) {
    return targets.isEmpty() ? "none yet" : "\"" + String.join("\", \"", targets) + "\"";
  }
}
