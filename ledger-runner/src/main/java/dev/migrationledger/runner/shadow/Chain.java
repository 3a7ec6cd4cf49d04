package dev.migrationledger.runner.shadow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Names what scripts make, one after the other, on one major version of the server: each name is a
 * hash over the one before and the next script's checksum.
 */
final class Chain {

  /** Another one when a snapshot of the same schema is written otherwise than before. */
  private static final String FORMAT = "ledger/shadow/v1 ledger/schema/v1 ";

  private Chain() {}

  /** The names before the first step and after each; a setup counts when there is one. */
  static List<String> keys(String majorVersion, List<Step> setup, List<Step> steps) {
    var at = sha256(FORMAT + majorVersion);
    for (var step : setup) {
      at = sha256(at + " setup " + step.planned().checksum().hex());
    }
    var keys = new ArrayList<String>(List.of(at));
    for (var step : steps) {
      at = sha256(at + " " + step.planned().checksum().hex());
      keys.add(at);
    }
    return keys;
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
