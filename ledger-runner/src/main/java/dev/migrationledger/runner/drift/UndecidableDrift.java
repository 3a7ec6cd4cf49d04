package dev.migrationledger.runner.drift;

/** It cannot be said whether the schema has drifted. Nothing was recorded. */
public final class UndecidableDrift extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final DriftCode code;

  UndecidableDrift(DriftCode code, String what) {
    super(
        "%s it cannot be said whether the schema has drifted: %s. Nothing was recorded. %s"
            .formatted(code.code(), what, code.remedy()));
    this.code = code;
  }

  /** Why. */
  public DriftCode code() {
    return code;
  }
}
