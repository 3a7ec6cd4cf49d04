package dev.migrationledger.sql.order;

import java.util.Collection;
import java.util.Locale;

/** The name that was probably meant. */
final class NearMiss {

  private static final int SHORTEST = 3;

  private NearMiss() {}

  /** The name most like the one wanted; empty when none is. */
  static String of(String wanted, Collection<String> names) {
    String best = "";
    int least = Integer.MAX_VALUE;
    for (String name : names) {
      int distance = distance(wanted.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return best;
  }

  /** The number of edits; that a name contains the other counts as few. */
  private static int distance(String one, String other) {
    boolean inside = one.contains(other) || other.contains(one);
    if (inside && Math.min(one.length(), other.length()) >= SHORTEST) {
      return 1 + Math.abs(one.length() - other.length()) / 4;
    }
    int edits = edits(one, other);
    return edits <= Math.max(1, one.length() / 3) ? edits : Integer.MAX_VALUE;
  }

  private static int edits(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      above[j] = j;
    }
    int[] twoAbove = above;
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(above[j - 1] + change, 1 + Math.min(above[j], row[j - 1]));
        if (isSwapped(one, i, other, j)) {
          row[j] = Math.min(row[j], twoAbove[j - 2] + 1);
        }
      }
      twoAbove = above;
      above = row;
    }
    return above[other.length()];
  }

  private static boolean isSwapped(String one, int i, String other, int j) {
    return i > 1
        && j > 1
        && one.charAt(i - 1) == other.charAt(j - 2)
        && one.charAt(i - 2) == other.charAt(j - 1);
  }
}
