package dev.migrationledger.runner.actor;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/** Text from outside made harmless to print: one line, no control or direction marks, bounded. */
final class ForeignText {

  private static final int NAME_LIMIT = 256;
  private static final int URL_LIMIT = 2_048;
  private static final int REPLACEMENT = 0xFFFD;

  private final Map<String, String> environment;

  ForeignText(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The first of these variables that says something, cleaned; empty when none does. */
  String first(String... names) {
    for (String name : names) {
      String value = clean(environment.getOrDefault(name, ""));
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  boolean has(String name) {
    return !first(name).isEmpty();
  }

  boolean isTrue(String name) {
    String value = first(name);
    return value.equalsIgnoreCase("true") || value.equals("1") || value.equalsIgnoreCase("yes");
  }

  /** The first of these variables that holds a web address, without anything that may be secret. */
  String firstUrl(String... names) {
    for (String name : names) {
      String url = url(environment.getOrDefault(name, ""));
      if (!url.isEmpty()) {
        return url;
      }
    }
    return "";
  }

  /** A web address without user, password, query and fragment; empty when it is none. */
  static String url(String text) {
    String line = oneLine(text);
    if (line.length() > URL_LIMIT) {
      return "";
    }
    try {
      URI uri = new URI(line);
      String scheme = uri.getScheme();
      if (scheme == null || !scheme.matches("(?i)https?") || uri.getHost() == null) {
        return "";
      }
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      String path = uri.getRawPath() == null ? "" : uri.getRawPath();
      return scheme + "://" + uri.getHost() + port + path;
    } catch (URISyntaxException _) {
      return "";
    }
  }

  static String clean(String text) {
    String line = oneLine(text);
    if (line.length() <= NAME_LIMIT) {
      return line;
    }
    int end = NAME_LIMIT - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), URL_LIMIT + 1));
    text.strip()
        .codePoints()
        .limit(URL_LIMIT + 1L)
        .forEach(point -> line.appendCodePoint(isHarmless(point) ? point : REPLACEMENT));
    return line.toString();
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
