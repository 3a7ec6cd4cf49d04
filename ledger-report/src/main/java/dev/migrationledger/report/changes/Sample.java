package dev.migrationledger.report.changes;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Changes drawn for closer inspection. Anybody who has the list and the seed can draw them again.
 *
 * @param seed what the draw depends on
 * @param method how they were drawn, in words
 * @param indexes the indexes of the changes drawn, ascending
 */
public record Sample(String seed, String method, List<Long> indexes) {

  /** How many changes are drawn when nobody says how many. */
  public static final int USUAL = 25;

  private static final String METHOD =
      "the changes with the smallest SHA-256 of seed, a colon and leaf hash, in UTF-8";

  public Sample {
    requireNonNull(seed, "seed");
    requireNonNull(method, "method");
    indexes = List.copyOf(indexes);
  }

  /** A seed that nobody can know before, 16 hexadecimal digits. */
  public static String newSeed() {
    var random = new byte[8];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Draws at most so many changes. */
  static Sample draw(List<Change> population, String seed, int size) {
    var drawn =
        population.stream()
            .sorted(Comparator.comparing((Change c) -> ticket(seed, c)))
            .limit(size)
            .map(Change::index)
            .sorted()
            .toList();
    return new Sample(seed, METHOD, drawn);
  }

  private static String ticket(String seed, Change change) {
    return Hash.sha256((seed + ":" + change.leaf()).getBytes(StandardCharsets.UTF_8)).hex();
  }
}
