package dev.migrationledger.schema.contract.text;

import java.util.Collection;
import java.util.Locale;

/** The name that was probably meant. */
public final class NearMiss {

  private static final int SHORTEST = 3;

  private NearMiss() {}

  /** The name most like the one wanted; empty when none is. */
  public static String of(String wanted, Collection<String> names) {
    String best = "";
    int least = Integer.MAX_VALUE;
    for (String name : names) {
      int far = distance(plain(wanted), plain(name));
      if (far < least) {
        least = far;
        best = name;
      }
    }
    return best;
  }

  /** How names are often told apart by nobody: case, underscores, hyphens. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_\\- ]", "");
  }

  private static int distance(String one, String other) {
    if (Math.min(one.length(), other.length()) >= SHORTEST
        && (one.contains(other) || other.contains(one))) {
      return 1 + Math.abs(one.length() - other.length()) / 4;
    }
    int edits = edits(one, other);
    return edits <= Math.max(1, one.length() / SHORTEST) ? edits : Integer.MAX_VALUE;
  }

  private static int edits(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(above[j - 1] + change, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[other.length()];
  }
}
