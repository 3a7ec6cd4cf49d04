package dev.migrationledger.query.audit;

import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import java.sql.Connection;
import java.util.List;

/** The targets and the people that {@code audit_trail} names, and whether there may be others. */
public final class AuditNames {

  private static final String REGISTRATIONS = "WHERE event = 'TargetRegistered' ORDER BY target";

  private AuditNames() {}

  /** Everybody who did something on the target. */
  public static List<String> actors(Connection c, String target) {
    return Rows.texts(
        c,
        AuditTrail.TABLE,
        AuditTrail.ACTOR,
        "WHERE index IN (WITH RECURSIVE known(name) AS ("
            + "SELECT min(lower(actor)) FROM ledger.audit_trail WHERE target = ? UNION ALL"
            + " SELECT (SELECT min(lower(actor)) FROM ledger.audit_trail"
            + " WHERE target = ? AND lower(actor) > name) FROM known WHERE name IS NOT NULL)"
            + " SELECT (SELECT min(index) FROM ledger.audit_trail"
            + " WHERE target = ? AND lower(actor) = name) FROM known WHERE name IS NOT NULL)"
            + " ORDER BY actor",
        target,
        target,
        target);
  }

  /** The registration of every target the ledger knows, by target. */
  public static List<Row> registrations(Connection c) {
    return Rows.select(c, AuditTrail.REGISTERED, REGISTRATIONS);
  }

  /** Every target the ledger knows, by name. */
  public static List<String> targets(Connection c) {
    return Rows.texts(c, AuditTrail.TABLE, AuditTrail.TARGET, REGISTRATIONS);
  }

  /** The leaf of an event, empty when there is no such event. */
  public static String leafOf(Connection c, long index) {
    return leaf(Rows.texts(c, AuditTrail.TABLE, AuditTrail.LEAF, "WHERE index = ?", index));
  }

  /** The leaf of the last registration of a target, empty when there is none. */
  public static String lastRegistration(Connection c) {
    return leaf(
        Rows.texts(
            c,
            AuditTrail.TABLE,
            AuditTrail.LEAF,
            "WHERE event = 'TargetRegistered' ORDER BY index DESC LIMIT 1"));
  }

  /** The leaf of the last event of a target, empty when there is none. */
  public static String lastLeaf(Connection c, String target) {
    return leaf(
        Rows.texts(
            c,
            AuditTrail.TABLE,
            AuditTrail.LEAF,
            "WHERE target = ? ORDER BY index DESC LIMIT 1",
            target));
  }

  private static String leaf(List<String> found) {
    return found.isEmpty() ? "" : found.getFirst();
  }
}
