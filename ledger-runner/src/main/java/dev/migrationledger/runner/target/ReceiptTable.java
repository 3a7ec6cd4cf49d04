package dev.migrationledger.runner.target;

import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Table {@code ledger.receipt} in the target: made once, read whole. */
final class ReceiptTable {

  private static final String PHASES = "phase IN ('BEGUN', 'STEP', 'APPLIED', 'ROLLED_BACK')";

  private static final List<String> COLUMNS =
      List.of(
          "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY|Order of writing",
          "target text NOT NULL|Name of the target in the ledger",
          "run text NOT NULL|Run of the runner that wrote the row",
          "version text NOT NULL|Number of the migration",
          "file text NOT NULL|File of the migration",
          "checksum text NOT NULL|SHA-256 of the bytes that ran, lower-case hexadecimal",
          "phase text NOT NULL CHECK ("
              + PHASES
              + ")|APPLIED: the"
              + " migration is done. ROLLED_BACK: it was taken back by its down script. BEGUN and"
              + " STEP: a statement of a non-transactional script is about to run, or is done",
          "statement integer NOT NULL|1-based statement the row speaks of; for APPLIED the last",
          "statements integer NOT NULL|Statements that ran to their end so far",
          "started_at timestamptz NOT NULL|Start of the transaction, or of the statement",
          "ended_at timestamptz NOT NULL|Clock when the row was written",
          "earlier_ms bigint NOT NULL|Milliseconds spent before started_at, failed attempts"
              + " included",
          "lock_wait_ms bigint NOT NULL|Milliseconds lost to lock timeouts and retries",
          "attempts integer NOT NULL|How often it was tried",
          "role text NOT NULL|Database role that ran it",
          "backend_pid integer NOT NULL|Server process that ran it",
          "transaction_id text NOT NULL|Transaction that holds the change; empty when"
              + " non-transactional");

  private final String url;

  ReceiptTable(String url) {
    this.url = url;
  }

  /** An SQL identifier in quotes. */
  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  void install(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      if (isThere(sql)) {
        return;
      }
      StringBuilder ddl = new StringBuilder();
      try (ResultSet schema =
          sql.executeQuery("SELECT 1 FROM pg_namespace WHERE nspname = 'ledger'")) {
        if (!schema.next()) {
          ddl.append("CREATE SCHEMA ledger; COMMENT ON SCHEMA ledger IS ")
              .append("'Migration Ledger: what ran here, and the proof of it';");
        }
      }
      ddl.append(tableDdl());
      try {
        sql.execute(ddl.toString());
      } catch (SQLException e) {
        whenRefused(sql, e);
      }
    }
  }

  List<Receipt> read(Connection connection) throws SQLException {
    List<Receipt> receipts = new ArrayList<>();
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT target, run, version, file, checksum, phase, statement, statements,"
                    + " (extract(epoch FROM started_at) * 1000000)::bigint,"
                    + " (extract(epoch FROM ended_at) * 1000000)::bigint,"
                    + " earlier_ms, lock_wait_ms, attempts, role, backend_pid, transaction_id"
                    + " FROM ledger.receipt ORDER BY id")) {
      while (row.next()) {
        receipts.add(receipt(row));
      }
    } catch (SQLException e) {
      if ("42P01".equals(e.getSQLState()) || "3F000".equals(e.getSQLState())) {
        return List.of();
      }
      if ("42501".equals(e.getSQLState())) {
        throw refusal(connection, "the role may not read ledger.receipt");
      }
      throw e;
    }
    return inEffect(receipts);
  }

  /** Without what a later receipt takes back: the migration is as if it had never run. */
  private static List<Receipt> inEffect(List<Receipt> receipts) {
    var takenBack = new HashMap<Long, Integer>();
    for (int i = 0; i < receipts.size(); i++) {
      if (receipts.get(i).phase() == Receipt.Phase.ROLLED_BACK) {
        takenBack.put(receipts.get(i).version().number(), i);
      }
    }
    if (takenBack.isEmpty()) {
      return List.copyOf(receipts);
    }
    var left = new ArrayList<Receipt>();
    for (int i = 0; i < receipts.size(); i++) {
      var receipt = receipts.get(i);
      if (receipt.phase() == Receipt.Phase.ROLLED_BACK
          || i > takenBack.getOrDefault(receipt.version().number(), -1)) {
        left.add(receipt);
      }
    }
    return List.copyOf(left);
  }

  /** Lets a table of an older program hold receipts of rollbacks. */
  void admitRollbacks(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      String narrow;
      try (ResultSet check =
          sql.executeQuery(
              "SELECT quote_ident(conname) FROM pg_constraint WHERE contype = 'c' AND conrelid ="
                  + " 'ledger.receipt'::regclass AND pg_get_constraintdef(oid) LIKE '%''BEGUN''%'"
                  + " AND pg_get_constraintdef(oid) NOT LIKE '%''ROLLED_BACK''%'")) {
        if (!check.next()) {
          return;
        }
        narrow = check.getString(1);
      }
      var wider =
          "ALTER TABLE ledger.receipt DROP CONSTRAINT "
              + narrow
              + ", ADD CONSTRAINT receipt_phase_check CHECK ("
              + PHASES
              + ")";
      try {
        sql.execute(wider);
      } catch (SQLException e) {
        if (!"42501".equals(e.getSQLState())) {
          throw e;
        }
        throw new TargetFailure.NoRights(
            url, "ledger.receipt was made by an older program and holds no rollbacks", wider + ";");
      }
    }
  }

  private static Receipt receipt(ResultSet row) throws SQLException {
    Instant started = micros(row.getLong(9));
    Instant ended = micros(row.getLong(10));
    long duration = row.getLong(11) + Math.max(0, ChronoUnit.MILLIS.between(started, ended));
    return new Receipt(
        row.getString(1),
        row.getString(2),
        new Version(row.getString(3)),
        row.getString(4),
        new Checksum(row.getString(5)),
        Receipt.Phase.valueOf(row.getString(6)),
        row.getInt(7),
        new Execution(
            started,
            ended,
            duration,
            row.getInt(8),
            0,
            row.getLong(12),
            row.getInt(13),
            row.getString(14),
            row.getInt(15),
            row.getString(16)));
  }

  private static Instant micros(long sinceEpoch) {
    return Instant.EPOCH.plus(sinceEpoch, ChronoUnit.MICROS);
  }

  private boolean isThere(Statement sql) throws SQLException {
    try (ResultSet table =
        sql.executeQuery(
            "SELECT has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')"
                + " AND has_table_privilege(c.oid, 'INSERT')"
                + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = 'ledger' AND c.relname = 'receipt'")) {
      if (!table.next()) {
        return false;
      }
      if (!table.getBoolean(1)) {
        throw refusal(sql.getConnection(), "the role may not read and write ledger.receipt");
      }
      return true;
    }
  }

  private void whenRefused(Statement sql, SQLException e) throws SQLException {
    switch (String.valueOf(e.getSQLState())) {
      case "42501" ->
          throw refusal(sql.getConnection(), "the receipts cannot be made: " + e.getMessage());
      case "42P06", "42P07", "23505" -> {
        if (!isThere(sql)) {
          throw e;
        }
      }
      default -> throw e;
    }
  }

  private TargetFailure refusal(Connection connection, String what) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT current_database(), current_user, EXISTS (SELECT FROM pg_namespace WHERE"
                    + " nspname = 'ledger'), EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON"
                    + " n.oid = c.relnamespace WHERE n.nspname = 'ledger' AND c.relname ="
                    + " 'receipt')")) {
      row.next();
      String role = quoted(row.getString(2));
      String schema = "GRANT USAGE" + (row.getBoolean(4) ? "" : ", CREATE");
      String grant =
          row.getBoolean(3)
              ? schema + " ON SCHEMA ledger TO " + role + ";"
              : "GRANT CREATE ON DATABASE " + quoted(row.getString(1)) + " TO " + role + ";";
      String table =
          row.getBoolean(4) ? " GRANT SELECT, INSERT ON ledger.receipt TO " + role + ";" : "";
      return new TargetFailure.NoRights(url, what, grant + table);
    }
  }

  private static String tableDdl() {
    StringBuilder table = new StringBuilder("CREATE TABLE ledger.receipt (");
    StringBuilder comments =
        new StringBuilder("COMMENT ON TABLE ledger.receipt IS 'Receipts of migrations, written in")
            .append(" the transaction of the change itself';");
    for (String column : COLUMNS) {
      String[] parts = column.split("\\|", 2);
      table.append(table.charAt(table.length() - 1) == '(' ? "" : ", ").append(parts[0]);
      comments
          .append("COMMENT ON COLUMN ledger.receipt.")
          .append(parts[0], 0, parts[0].indexOf(' '))
          .append(" IS '")
          .append(parts[1])
          .append("';");
    }
    return table
        .append("); CREATE INDEX receipt_version ON ledger.receipt (version); COMMENT ON INDEX")
        .append(" ledger.receipt_version IS 'Finds the receipts of one migration';")
        .append(comments)
        .toString();
  }
}
