package dev.migrationledger.domain.run;

import static java.util.Objects.requireNonNull;

/**
 * Something found before anything ran.
 *
 * @param code the catalogue's code, e.g. {@code PLAN-003}
 * @param severity how bad
 * @param file the file it is about, empty when about the whole folder or target
 * @param line 1-based, 0 when about the whole file
 * @param column 1-based in code points, 0 when about the whole line or file
 * @param message what was found, with the values
 * @param remedy what to do, imperative
 */
public record Finding(
    String code,
    Severity severity,
    String file,
    int line,
    int column,
    String message,
    String remedy) {

  public Finding {
    requireNonNull(code, "code");
    requireNonNull(severity, "severity");
    requireNonNull(file, "file");
    requireNonNull(message, "message");
    requireNonNull(remedy, "remedy");
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException("line and column must not be negative");
    }
  }

  /** Whether it keeps a run from starting. */
  public boolean blocks() {
    return severity == Severity.ERROR;
  }
}
