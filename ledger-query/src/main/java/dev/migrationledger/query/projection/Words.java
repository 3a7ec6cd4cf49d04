package dev.migrationledger.query.projection;

import dev.migrationledger.domain.script.Version;
import java.util.Locale;
import java.util.OptionalLong;

/** How the domain's words are written in tables and answers. */
public final class Words {

  private Words() {}

  /** A constant in lower case with hyphens: {@code rolled-back}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The digits a file name starts with, after an optional V; empty when there are none. */
  public static String versionOf(String file) {
    int start = !file.isEmpty() && (file.charAt(0) == 'V' || file.charAt(0) == 'v') ? 1 : 0;
    int end = start;
    while (end < file.length() && file.charAt(end) >= '0' && file.charAt(end) <= '9') {
      end++;
    }
    return end - start > 18 ? "" : file.substring(start, end);
  }

  /** The number of a version's text, when it has one. */
  public static OptionalLong number(String version) {
    return version.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(new Version(version).number());
  }

  /** The first twelve digits of a checksum, enough for a reader. */
  public static String brief(String checksum) {
    return checksum.length() > 12 ? checksum.substring(0, 12) : checksum;
  }
}
