package dev.migrationledger.store.append;

import dev.migrationledger.store.log.Content;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/** Stores texts under their commitments. */
public final class ContentKeeper {

  private static final String INSERT =
      "INSERT INTO ledger.content (commitment, salt, body) VALUES (?, ?, ?)"
          + " ON CONFLICT (commitment) DO NOTHING";

  private static final int BATCH = 100;

  private ContentKeeper() {}

  /** Stores those that are not stored yet, in the caller's transaction. */
  public static void keep(Connection c, List<Content> contents) throws SQLException {
    try (var statement = c.prepareStatement(INSERT)) {
      int waiting = 0;
      for (var content : contents) {
        statement.setBytes(1, HexFormat.of().parseHex(content.commitment()));
        statement.setBytes(2, content.salt().bytes());
        statement.setBytes(3, content.text().getBytes(StandardCharsets.UTF_8));
        statement.addBatch();
        if (++waiting == BATCH) {
          statement.executeBatch();
          waiting = 0;
        }
      }
      statement.executeBatch();
    }
  }
}
