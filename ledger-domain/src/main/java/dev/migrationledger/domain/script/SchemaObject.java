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
    if (name.length() > LONGEST) {
      int end = LONGEST - CUT.length();
      name = name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end);
      name += CUT;
    }
  }

  /** As in {@code table users}. */
  public String label() {
    return kind + " " + name;
  }
}
