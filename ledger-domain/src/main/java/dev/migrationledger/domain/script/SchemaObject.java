package dev.migrationledger.domain.script;

import static java.util.Objects.requireNonNull;

/**
 * An object of the schema that a script names.
 *
 * @param kind what sort of object, in lower case, e.g. {@code table}, {@code materialized view}
 * @param name with its schema unless that is {@code public}; a part's with its table's, e.g. {@code
 *     users.email}; at most {@link #LONGEST} characters
 * @param action what is done to it: {@code creates}, {@code alters}, {@code drops}, {@code reads},
 *     {@code writes} or {@code uses}
 * @param line 1-based line of the script where it is named first
 */
public record SchemaObject(String kind, String name, String action, int line) {

  /** A name that is longer is cut, and ends in an ellipsis. */
  public static final int LONGEST = 256;

  private static final String CUT = "…";

  public SchemaObject {
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
    requireNonNull(action, "action");
    name = brief(name);
  }

  /** The text, cut when it is longer than {@link #LONGEST}. */
  public static String brief(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = LONGEST - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }

  /** As in {@code table users}. */
  public String label() {
    return kind + " " + name;
  }
}
