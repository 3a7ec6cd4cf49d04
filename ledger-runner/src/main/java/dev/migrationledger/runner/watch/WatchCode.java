package dev.migrationledger.runner.watch;

import dev.migrationledger.runner.catalogue.Catalogued;
import dev.migrationledger.runner.catalogue.Entry;

/** What can stand in the way of capturing DDL: each condition with what it means and the remedy. */
public enum WatchCode implements Catalogued {
  NO_RIGHT_TO_INSTALL(
      "WATCH-001",
      "the role may not create event triggers, or not own what they need",
      "Nothing was installed; migrations and snapshots go on without the capture.",
      "Install with a superuser, or on a managed service with the role that may (rds_superuser,"
          + " cloudsqlsuperuser, azure_pg_admin): ledger watch install --url postgres://admin@host/db"),
  NOT_INSTALLED(
      "WATCH-002",
      "the capture is not installed on this target, and no captured row is left to collect",
      "Nothing was recorded.",
      "Run \"ledger watch install\"."),
  NO_RIGHT_TO_COLLECT(
      "WATCH-003",
      "the role may not read the captured rows",
      "Nothing was collected; the rows stay.",
      "Let the capture's owner run: ledger watch install --collector ROLE"),
  FOREIGN_TABLE(
      "WATCH-004",
      "the table of captured rows belongs to a role that did not install the capture",
      "Its rows prove nothing and are not taken in.",
      "Look at who made it, drop it, and run \"ledger watch install\"."),
  NO_RIGHT_TO_REMOVE(
      "WATCH-005",
      "the role may not take the capture out",
      "It stays as it is, and goes on capturing.",
      "Take it out with the role that installed it, or with a superuser."),
  BUSY(
      "WATCH-006",
      "another session is at the capture, or holds a lock on it",
      "Nothing was changed by this command.",
      "Run it again when the other has ended.");

  private final Entry entry;

  WatchCode(String code, String condition, String effect, String remedy) {
    this.entry = new Entry(code, condition, effect, remedy);
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
