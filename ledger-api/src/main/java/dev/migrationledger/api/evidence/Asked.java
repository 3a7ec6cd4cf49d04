package dev.migrationledger.api.evidence;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A question that waits for a verification, as it is named to whoever asks again.
 *
 * @param events so many were recorded when it was first asked, and are to be covered
 * @param work the verification it waits for, empty when it waits for none yet
 */
record Asked(long events, String work) {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})_([0-9a-f-]{36})");

  /** The question that a text names; empty when it names none. */
  static Optional<Asked> read(String text) {
    var matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new Asked(Long.parseLong(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  /** The text. */
  String text() {
    return events + "_" + work;
  }
}
