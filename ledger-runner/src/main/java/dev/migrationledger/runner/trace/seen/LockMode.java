package dev.migrationledger.runner.trace.seen;

import java.util.Arrays;
import java.util.Locale;

/** The modes of locks on relations, the weakest first. */
public enum LockMode {
  ACCESS_SHARE("AccessShareLock"),
  ROW_SHARE("RowShareLock"),
  ROW_EXCLUSIVE("RowExclusiveLock"),
  SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock"),
  SHARE("ShareLock"),
  SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock"),
  EXCLUSIVE("ExclusiveLock"),
  ACCESS_EXCLUSIVE("AccessExclusiveLock");

  private final String inCatalog;

  LockMode(String inCatalog) {
    this.inCatalog = inCatalog;
  }

  /** As {@code pg_locks} names it. */
  public String inCatalog() {
    return inCatalog;
  }

  /** As SQL and people name it. */
  public String words() {
    return name().replace('_', ' ').toUpperCase(Locale.ROOT);
  }

  /** Whether writes wait for it. */
  public boolean stopsWrites() {
    return compareTo(SHARE) >= 0;
  }

  /** The mode that {@code pg_locks} names so. */
  public static LockMode of(String inCatalog) {
    return Arrays.stream(values())
        .filter(mode -> mode.inCatalog.equals(inCatalog))
        .findFirst()
        .orElse(ACCESS_SHARE);
  }
}
