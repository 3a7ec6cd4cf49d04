package dev.migrationledger.api;

import dev.migrationledger.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** A token for everybody there can be, written as the service keeps them. */
final class Roles {

  private static final String SECRET = "_" + "s".repeat(52);

  private Roles() {}

  static Map<String, String> tokens(Connection c) throws SQLException {
    var tokens = new TreeMap<String, String>();
    for (var scope : new String[] {"read", "run", "approve", "admin"}) {
      tokens.put(scope, token(c, scope, scope, ""));
    }
    var all = "read,run,approve,admin";
    tokens.put(
        "expired", token(c, "expired", all, "expires_at = clock_timestamp() - '1 s'::interval"));
    tokens.put("revoked", token(c, "revoked", all, "revoked_at = now(), revoked_by = 'eve'"));
    tokens.put("forged", token(c, "forged", all, "").replace("_s", "_t"));
    return tokens;
  }

  private static String token(Connection c, String name, String scopes, String change)
      throws SQLException {
    var id = (name + "aaaaaaaaaaaaaaaa").substring(0, 16);
    var text = "mlt_" + id + SECRET;
    try (var insert =
        c.prepareStatement(
            "INSERT INTO ledger.access_token (id, name, kind, scopes, targets, secret_hash,"
                + " created_by) VALUES (?, ?, 'service', string_to_array(?, ','), '{prod}', ?,"
                + " 'test')")) {
      insert.setString(1, id);
      insert.setString(2, name);
      insert.setString(3, scopes);
      insert.setBytes(4, Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).bytes());
      insert.executeUpdate();
    }
    if (!change.isEmpty()) {
      try (var update = c.createStatement()) {
        update.execute("UPDATE ledger.access_token SET " + change + " WHERE id = '" + id + "'");
      }
    }
    return text;
  }
}
