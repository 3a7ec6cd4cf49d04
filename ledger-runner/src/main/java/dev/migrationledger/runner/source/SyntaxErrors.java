package dev.migrationledger.runner.source;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.sql.SecretText;
import dev.migrationledger.sql.SqlProblemCode;
import dev.migrationledger.sql.parse.SyntaxError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells the syntax errors of one script with the line and a caret, but for lines in which a secret
 * may stand.
 */
public final class SyntaxErrors {

  /** In a larger file each line is taken for one with a secret. */
  private static final long LARGEST = 1 << 20;

  /** A file in another dialect has an error in each statement. */
  static final int MOST = 100;

  /** Where a mistyped word before a password is what is wrong. */
  private static final Pattern SUSPECT =
      Pattern.compile(
          "\\b(?:CREATE|ALTER)\\s+(?:ROLE|USER|GROUP|SERVER|SUBSCRIPTION)\\b.*['$]|pas+w\\w*\\W{0,4}['$]",
          Pattern.CASE_INSENSITIVE);

  private final String[] written;
  private final String[] clean;

  private SyntaxErrors(String[] written, String[] clean) {
    this.written = written;
    this.clean = clean;
  }

  /**
   * A finding for each error, in the order given; after {@value #MOST} the last one says how many
   * more there are.
   *
   * @param file the name the script is shown by
   * @param path where its bytes are
   * @throws IOException when they cannot be read
   */
  public static List<Finding> findings(String file, Path path, List<SyntaxError> errors)
      throws IOException {
    if (errors.isEmpty()) {
      return List.of();
    }
    var lines = read(path);
    var findings = new ArrayList<Finding>();
    for (var error : errors.subList(0, Math.min(errors.size(), MOST))) {
      var left = findings.size() == MOST - 1 ? errors.size() - MOST : 0;
      var more = left > 0 ? "\n(and " + left + " more in this file)" : "";
      findings.add(
          new Finding(
              SqlProblemCode.SYNTAX.code(),
              Severity.ERROR,
              file,
              error.place().line(),
              error.place().column(),
              lines.message(error) + more,
              SqlProblemCode.SYNTAX.remedy()));
    }
    return findings;
  }

  private static SyntaxErrors read(Path path) throws IOException {
    if (Files.size(path) > LARGEST) {
      return new SyntaxErrors(new String[0], new String[0]);
    }
    var text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    return new SyntaxErrors(text.split("\n", -1), SecretText.without(text).split("\n", -1));
  }

  private String message(SyntaxError error) {
    return mayHoldSecret(error.place().line())
        ? error.message().replaceFirst("(?s) at or near .*", "")
            + " in statement "
            + error.statement()
            + " (the line is not shown: it may hold a secret)"
        : error.message() + " in statement " + error.statement() + "\n" + error.excerpt();
  }

  private boolean mayHoldSecret(int line) {
    return written.length != clean.length
        || line > written.length
        || !written[line - 1].equals(clean[line - 1])
        || SUSPECT.matcher(written[line - 1]).find();
  }
}
