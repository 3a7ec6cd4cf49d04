package dev.migrationledger.runner.source;

import dev.migrationledger.sql.SecretText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;

/** Which lines of a script must not be shown, because a secret stands in them. */
final class SecretLines {

  /** In a larger file each line is taken for one. */
  private static final long LARGEST = 1 << 20;

  /** Where a mistyped word before a password is what is wrong. */
  private static final Pattern SUSPECT =
      Pattern.compile(
          "\\b(?:CREATE|ALTER)\\s+(?:ROLE|USER|GROUP|SERVER|SUBSCRIPTION)\\b.*'|pas+w\\w*\\W{0,4}'",
          Pattern.CASE_INSENSITIVE);

  private final String[] written;
  private final String[] clean;

  private SecretLines(String[] written, String[] clean) {
    this.written = written;
    this.clean = clean;
  }

  static SecretLines of(SourceFile source) throws IOException {
    if (source.bytes() > LARGEST) {
      return new SecretLines(new String[0], new String[0]);
    }
    var text = new String(Files.readAllBytes(source.path()), StandardCharsets.UTF_8);
    return new SecretLines(text.split("\n", -1), SecretText.without(text).split("\n", -1));
  }

  boolean hide(int line) {
    return written.length != clean.length
        || line > written.length
        || !written[line - 1].equals(clean[line - 1])
        || SUSPECT.matcher(written[line - 1]).find();
  }
}
