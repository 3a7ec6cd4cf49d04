package dev.migrationledger.domain.origin;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names in a signature by which a person is told from another: the whole name, the address and
 * the part of the address before its @. Two signatures that share one of them count as one person:
 * where it is not sure, nobody is taken for somebody else.
 */
public final class Identity {

  private Identity() {}

  /**
   * Whether two signatures, each {@code Name <address>}, a name or an address, are one person's.
   */
  public static boolean isSame(String one, String other) {
    var names = names(one);
    return names(other).stream().anyMatch(names::contains);
  }

  private static Set<String> names(String signature) {
    var names = new TreeSet<String>();
    var text = signature.strip().toLowerCase(Locale.ROOT);
    int open = text.lastIndexOf('<');
    if (open >= 0 && text.endsWith(">")) {
      name(text.substring(0, open).strip(), names);
      name(text.substring(open + 1, text.length() - 1).strip(), names);
    } else {
      name(text, names);
    }
    return names;
  }

  /** A hosting site's address for people who hide theirs is {@code number+name@…}. */
  private static void name(String text, Set<String> names) {
    if (text.isEmpty()) {
      return;
    }
    names.add(text);
    int at = text.indexOf('@');
    if (at > 0) {
      names.add(text.substring(0, at).replaceFirst("^\\d+\\+", ""));
    }
  }
}
