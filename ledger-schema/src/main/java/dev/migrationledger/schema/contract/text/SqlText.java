package dev.migrationledger.schema.contract.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes apart what the server writes: quotes and parentheses are understood, nothing else is. */
public final class SqlText {

  private SqlText() {}

  /** The position after the quoted text that begins here; here when none does. */
  static int afterQuotes(String text, int from) {
    char quote = text.charAt(from);
    if (quote != '"' && quote != '\'') {
      return from;
    }
    int at = from + 1;
    while (at < text.length()) {
      if (text.charAt(at) != quote) {
        at++;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
        at += 2;
      } else {
        return at + 1;
      }
    }
    return text.length();
  }

  /** The position of the parenthesis that closes the one here; the text's end when none does. */
  public static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); ) {
      int after = afterQuotes(text, i);
      if (after > i) {
        i = after;
        continue;
      }
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
      i++;
    }
    return text.length();
  }

  /** What stands between the first parenthesis from here on and the one that closes it. */
  public static String inside(String text, int from) {
    int open = indexOf(text, '(', from);
    return open < 0 ? "" : text.substring(open + 1, closing(text, open));
  }

  /** The first such character outside quotes; -1 when there is none. */
  public static int indexOf(String text, char wanted, int from) {
    for (int i = from; i < text.length(); ) {
      int after = afterQuotes(text, i);
      if (after > i) {
        i = after;
      } else if (text.charAt(i) == wanted) {
        return i;
      } else {
        i++;
      }
    }
    return -1;
  }

  /** The parts between separators that stand outside quotes and parentheses, stripped. */
  public static List<String> split(String text, char separator) {
    var parts = new ArrayList<String>();
    int begin = 0;
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      int after = afterQuotes(text, i);
      if (after > i) {
        i = after;
      } else if (c == '(') {
        i = Math.min(closing(text, i) + 1, text.length());
      } else {
        if (c == separator) {
          parts.add(text.substring(begin, i).strip());
          begin = i + 1;
        }
        i++;
      }
    }
    var last = text.substring(begin).strip();
    if (!last.isEmpty() || !parts.isEmpty()) {
      parts.add(last);
    }
    return parts;
  }

  /** An identifier without its quotes. */
  public static String unquoted(String identifier) {
    return identifier.length() > 1 && identifier.startsWith("\"") && identifier.endsWith("\"")
        ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
        : identifier;
  }

  /** The identifier that a text begins with, with its quotes if it has them. */
  public static String leadingIdentifier(String text) {
    if (text.startsWith("\"")) {
      return text.substring(0, afterQuotes(text, 0));
    }
    int end = 0;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || "_$".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return text.substring(0, end);
  }

  /** Lower case and single blanks wherever no quotes are. */
  public static String folded(String text) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int after = afterQuotes(text, i);
      if (after > i) {
        out.append(text, i, after);
        i = after;
      } else {
        int next = i;
        while (next < text.length() && text.charAt(next) != '"' && text.charAt(next) != '\'') {
          next++;
        }
        out.append(text.substring(i, next).toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
        i = next;
      }
    }
    return out.toString().strip();
  }

  /**
   * An expression as it is compared: without casts, parentheses and blanks, which the server writes
   * as it sees fit.
   */
  public static String essence(String expression) {
    var text = folded(expression);
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int after = afterQuotes(text, i);
      if (after > i) {
        out.append(text, i, after);
        i = after;
      } else if (text.startsWith("::", i)) {
        i = afterType(text, i + 2);
      } else {
        if ("() ".indexOf(text.charAt(i)) < 0) {
          out.append(text.charAt(i));
        }
        i++;
      }
    }
    return out.toString();
  }

  private static int afterType(String text, int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at = afterQuotes(text, at);
      } else if (c == '(' && at > from) {
        at = Math.min(closing(text, at) + 1, text.length());
      } else if (Character.isLetterOrDigit(c) || "_.[]$".indexOf(c) >= 0) {
        at++;
      } else if (c == ' ' && continues(text.substring(at + 1))) {
        at++;
      } else {
        return at;
      }
    }
    return at;
  }

  /** The types whose names have several words. */
  private static boolean continues(String rest) {
    return rest.matches("(varying|precision|with(out)? time zone|time zone|zone)\\b.*");
  }
}
