package dev.migrationledger.query.dependency;

import static java.util.Objects.requireNonNull;

/**
 * What a script does to an object, as it was recorded when the script was discovered.
 *
 * @param number the migration's number
 * @param kind what sort of object, e.g. {@code table}
 * @param name its name, with its schema unless that is public; a part's with its table's
 * @param action what is done: creates, alters, drops, reads, writes or uses
 * @param line the line that names it first
 */
public record RecordedObject(long number, String kind, String name, String action, int line) {

  public RecordedObject {
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
    requireNonNull(action, "action");
  }
}
