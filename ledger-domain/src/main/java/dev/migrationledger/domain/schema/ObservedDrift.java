package dev.migrationledger.domain.schema;

import static java.util.Objects.requireNonNull;

/**
 * A difference as a scan found it.
 *
 * @param drift what differs
 * @param by who did it
 * @param lastMigration the file of the migration that last had to do with the object, empty when
 *     none is known
 */
public record ObservedDrift(Drift drift, Attribution by, String lastMigration) {

  public ObservedDrift {
    requireNonNull(drift, "drift");
    requireNonNull(by, "by");
    requireNonNull(lastMigration, "lastMigration");
  }
}
