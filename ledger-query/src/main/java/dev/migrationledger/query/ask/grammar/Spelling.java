package dev.migrationledger.query.ask.grammar;

import java.util.Locale;
import java.util.Optional;

/** What a word was meant to be that differs by a letter or two from one that is known. */
public final class Spelling {

  private static final double LIKE = 0.7;

  private Spelling() {}

  /**
   * What a word was meant to mean.
   *
   * @param concept what the known word means
   * @param likeness from 0 to 1, which is the word itself
   */
  public record Meant(Concept concept, double likeness) {}

  /** The nearest known word's meaning; empty when none is near, or the nearest means nothing. */
  public static Optional<Meant> of(String word) {
    var lower = word.toLowerCase(Locale.ROOT);
    var nearest = Optional.<Meant>empty();
    double best = Fillers.all().stream().mapToDouble(f -> likeness(lower, f)).max().orElse(0);
    for (var known : Concept.known().entrySet()) {
      double likeness = likeness(lower, known.getKey());
      if (likeness >= LIKE && likeness > best) {
        best = likeness;
        nearest = Optional.of(new Meant(known.getValue(), likeness));
      }
    }
    return nearest;
  }

  static double likeness(String a, String b) {
    int longer = Math.max(a.length(), b.length());
    return longer - Math.min(a.length(), b.length()) > (1 - LIKE) * longer
        ? 0
        : 1 - (double) distance(a, b) / longer;
  }

  /** Letters left out, put in, changed, or swapped with the next (optimal string alignment). */
  private static int distance(String a, String b) {
    var rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          rows[i][j] = i + j;
          continue;
        }
        int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        rows[i][j] =
            Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + changed);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
        }
      }
    }
    return rows[a.length()][b.length()];
  }
}
