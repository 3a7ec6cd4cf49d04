package dev.migrationledger.runner.settings;

/** What can be wrong with the settings; the error reference lists them. */
public enum SettingsCode {
  FILE_UNREADABLE(
      "CONFIG-001",
      "ledger.yaml cannot be read, or is not YAML with one setting a line.",
      "Nothing was run.",
      "Correct the file where the message points, e.g. \"dir: migrations\"."),
  UNKNOWN_SETTING(
      "CONFIG-002",
      "ledger.yaml names a setting that does not exist.",
      "Nothing was run: a setting that is not understood would silently not hold.",
      "Correct its name; the message lists the settings there are."),
  BAD_VALUE(
      "CONFIG-003",
      "A setting's value cannot be understood.",
      "Nothing was run.",
      "Write one of the values that the message names.");

  private final String code;
  private final String condition;
  private final String effect;
  private final String remedy;

  SettingsCode(String code, String condition, String effect, String remedy) {
    this.code = code;
    this.condition = condition;
    this.effect = effect;
    this.remedy = remedy;
  }

  /** Its number, such as {@code CONFIG-001}. */
  public String code() {
    return code;
  }

  /** When it is reported. */
  public String condition() {
    return condition;
  }

  /** What state things are in then. */
  public String effect() {
    return effect;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }

  String said(String what) {
    return code + " " + what;
  }
}
