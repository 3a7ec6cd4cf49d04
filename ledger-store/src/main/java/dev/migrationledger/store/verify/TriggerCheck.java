package dev.migrationledger.store.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks whether the triggers that refuse changes are in place. */
final class TriggerCheck {

  private static final String STATES =
      "SELECT w.tab, w.trg, t.tgenabled IS NOT NULL, t.tgenabled::text IN ('O', 'A'),"
          + " p.prosrc LIKE '%RAISE EXCEPTION%'"
          + " FROM (VALUES ('entry', 'entry_is_append_only'), ('head', 'head_stays'),"
          + " ('head', 'head_only_grows'), ('content', 'content_stays'),"
          + " ('content', 'content_is_only_erased'), ('meta', 'meta_stays'),"
          + " ('meta', 'meta_keeps_identity')) AS w (tab, trg)"
          + " LEFT JOIN (pg_catalog.pg_trigger t"
          + " JOIN pg_catalog.pg_class r ON r.oid = t.tgrelid"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace AND n.nspname = 'ledger'"
          + " JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid)"
          + " ON t.tgname = w.trg AND r.relname = w.tab";

  private static final String MISSING_ROLES =
      "SELECT w.role FROM (VALUES ('ledger_reader'), ('ledger_writer')) AS w (role)"
          + " WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = w.role)";

  private TriggerCheck() {}

  static List<FirstBad> run(Connection c) throws SQLException {
    var bad = new ArrayList<FirstBad>();
    try (var statement = c.prepareStatement(STATES);
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        var name = "trigger " + rows.getString(2) + " on ledger." + rows.getString(1);
        if (!rows.getBoolean(3)) {
          bad.add(new FirstBad(-1, "triggers", name + " is missing"));
        } else if (!rows.getBoolean(4)) {
          bad.add(new FirstBad(-1, "triggers", name + " is disabled"));
        } else if (!rows.getBoolean(5)) {
          bad.add(new FirstBad(-1, "triggers", name + " no longer refuses anything"));
        }
      }
    }
    return bad;
  }

  /** What weakens the ledger and is no contradiction. */
  static List<String> notes(Connection c) throws SQLException {
    var notes = new ArrayList<String>();
    try (var statement = c.prepareStatement(MISSING_ROLES);
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        notes.add(
            "role "
                + rows.getString(1)
                + " does not exist: the installer could not make it; runners work as the schema's"
                + " owner");
      }
    }
    return notes;
  }
}
