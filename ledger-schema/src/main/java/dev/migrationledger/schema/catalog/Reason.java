package dev.migrationledger.schema.catalog;

import java.sql.SQLException;

/** Why the server did not answer. */
record Reason(SchemaCode code) {

  static Reason of(SQLException e) {
    var state = String.valueOf(e.getSQLState());
    return new Reason(
        switch (state) {
          case "42501" -> SchemaCode.DENIED;
          case "55P03", "57014", "40P01" -> SchemaCode.LOCKED;
          // "cache lookup failed" and "could not open relation": dropped since it was listed
          case "XX000", "42P01", "42704", "42883", Rows.GONE -> SchemaCode.CHANGING;
          default ->
              state.startsWith("08") || state.startsWith("57P")
                  ? SchemaCode.LOST
                  : SchemaCode.REFUSED;
        });
  }

  SnapshotFailure failure(String asked, SQLException e) {
    return SnapshotFailure.of(code, asked, e);
  }
}
