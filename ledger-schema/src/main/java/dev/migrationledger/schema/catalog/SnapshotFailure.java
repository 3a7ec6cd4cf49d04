package dev.migrationledger.schema.catalog;

import java.sql.SQLException;

/** A schema that could not be read. Nothing was changed, and there is no half a snapshot. */
public final class SnapshotFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final SchemaCode code;

  private SnapshotFailure(SchemaCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  private SnapshotFailure(SchemaCode code, String message) {
    super(message);
    this.code = code;
  }

  /** What kind of failure. */
  public SchemaCode code() {
    return code;
  }

  /** A server that did not answer as it should. */
  public static SnapshotFailure of(SchemaCode code, String what, SQLException e) {
    var first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new SnapshotFailure(
        code,
        "%s the schema could not be read at \"%s\": %s (%s). Nothing was changed. %s"
            .formatted(code.code(), what, first, e.getSQLState(), code.remedy()),
        e);
  }

  /** A text that is no snapshot. */
  public static SnapshotFailure unreadable(String why) {
    return new SnapshotFailure(
        SchemaCode.UNREADABLE,
        "SCHEMA-006 this is no snapshot: %s. %s".formatted(why, SchemaCode.UNREADABLE.remedy()));
  }
}
