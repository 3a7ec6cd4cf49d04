package dev.migrationledger.runner.watch;

import java.util.List;

/** What the capture's parts are called in a target, and in the ledger. */
final class CaptureNames {

  /**
   * An event trigger of ours.
   *
   * @param name its name
   * @param event what fires it
   */
  record Trigger(String name, String event) {

    String part() {
      return "event trigger " + name;
    }
  }

  static final List<Trigger> TRIGGERS =
      List.of(
          new Trigger("ledger_ddl_drop", "sql_drop"),
          new Trigger("ledger_ddl_end", "ddl_command_end"),
          new Trigger("ledger_ddl_rewrite", "table_rewrite"));

  static final String FUNCTION = "function ledger.capture_ddl()";
  static final String GUARD_FUNCTION = "function ledger.capture_stays()";
  static final String GUARD = "trigger ddl_capture_stays on ledger.ddl_capture";
  static final String TABLE = "table ledger.ddl_capture";
  static final String FAILURES = "sequence ledger.ddl_capture_failures";
  static final String SETTING = "setting event_triggers";
  static final String TIMELINE = "the server's timeline";

  private CaptureNames() {}
}
