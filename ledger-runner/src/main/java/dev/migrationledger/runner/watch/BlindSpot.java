package dev.migrationledger.runner.watch;

/**
 * What the capture cannot see (PostgreSQL 18 docs, "Event Triggers", chapter 38, and the reference
 * of CREATE EVENT TRIGGER).
 */
public enum BlindSpot {
  SHARED_OBJECTS(
      "Commands on what all databases of a server share: roles, role memberships, databases,"
          + " tablespaces, parameters' grants, ALTER SYSTEM, ALTER DATABASE ... SET. The server fires"
          + " no event trigger for them."),
  EVENT_TRIGGERS(
      "CREATE, ALTER and DROP EVENT TRIGGER: the server fires no event trigger for them. That one of"
          + " ours was switched off, dropped or altered is seen at the next look, and is a gap."),
  SWITCHED_OFF(
      "Anything while a trigger is disabled, while the setting event_triggers is off (PostgreSQL 17"
          + " and later; only superusers and whom they let), or in single-user mode. ENABLE ALWAYS"
          + " means that session_replication_role = replica switches nothing off."),
  CATALOG_WRITES(
      "Direct writes to the system catalogs (allow_system_table_mods), and changes of the server's"
          + " files."),
  RESTORES(
      "A restore from a base backup or to a point in time: the schema goes back and no command runs."
          + " A new timeline is noticed and is a gap. A pg_restore into this database is seen as the"
          + " commands it runs."),
  ROLLED_BACK(
      "Commands whose transaction was rolled back: nothing changed, and nothing is kept of them."),
  TEMPORARY("Temporary objects: left out on purpose."),
  NOT_SCHEMA(
      "TRUNCATE and other changes of rows, VACUUM, CLUSTER, REINDEX and REFRESH MATERIALIZED VIEW:"
          + " they change no definition. Rewrites by VACUUM FULL or CLUSTER fire nothing."),
  PARTS_OF_OBJECTS(
      "Which columns a command touched: ALTER TABLE names its table. GRANT, REVOKE and ALTER DEFAULT"
          + " PRIVILEGES name no object at all; their text does. A drop names what was asked for and"
          + " what depended on it, not the indexes, constraints and types inside."),
  INSIDE_FUNCTIONS(
      "The command inside a DO block or function: object, kind and tag are its own, the text is the"
          + " query of the client that led to it. Dynamic SQL is not shown."),
  OTHER_DATABASES("Other databases of the server: each has a capture of its own."),
  OPEN_TRANSACTIONS(
      "A transaction that is still open or prepared, and those that began after it, until it ends:"
          + " they wait to be collected."),
  SUPERUSERS("A superuser who means to hide something: see docs/threat-model.md.");

  private final String text;

  BlindSpot(String text) {
    this.text = text;
  }

  /** What it is, in words. */
  public String text() {
    return text;
  }
}
