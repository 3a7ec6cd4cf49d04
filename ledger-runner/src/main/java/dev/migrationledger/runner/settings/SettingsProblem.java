package dev.migrationledger.runner.settings;

import java.util.List;

/** Something in the settings cannot be understood; says all of it, a line each. */
public final class SettingsProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** States the problems. */
  public SettingsProblem(List<String> problems) {
    super(String.join("\n", problems) + "\nNothing was run.");
  }
}
