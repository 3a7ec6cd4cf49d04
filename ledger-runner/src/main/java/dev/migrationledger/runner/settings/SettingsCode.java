package dev.migrationledger.runner.settings;

import dev.migrationledger.runner.catalogue.Catalogued;
import dev.migrationledger.runner.catalogue.Entry;

/** What can be wrong with the settings; the error reference lists them. */
public enum SettingsCode implements Catalogued {
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

  private final Entry entry;

  SettingsCode(String code, String condition, String effect, String remedy) {
    this.entry = new Entry(code, condition, effect, remedy);
  }

  @Override
  public Entry entry() {
    return entry;
  }

  String said(String what) {
    return code() + " " + what;
  }
}
