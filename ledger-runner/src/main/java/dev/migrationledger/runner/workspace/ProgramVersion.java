package dev.migrationledger.runner.workspace;

/** Which program this is. */
public final class ProgramVersion {

  /** The version, as the build names it. */
  public static final String TEXT = "0.1.0";

  private ProgramVersion() {}
}
