package dev.migrationledger.spring;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * What a database was found to be.
 *
 * @param database which one, without any secret; empty when it could not be reached
 * @param version the version it has come to; empty when nobody knows
 * @param errors what keeps the application from working, each with its remedy
 * @param warnings what is only wished for and is not so
 * @param notes what could not be looked at, and counts for nothing
 */
public record ContractReport(
    String database, String version, List<Line> errors, List<Line> warnings, List<String> notes) {

  public ContractReport {
    requireNonNull(database, "database");
    requireNonNull(version, "version");
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
    notes = List.copyOf(notes);
  }

  /** Something that is not as it should be: the message begins with its code. */
  public record Line(String message, String remedy) {
    public Line {
      requireNonNull(message, "message");
      requireNonNull(remedy, "remedy");
    }

    static Line of(StartupCode code, String message) {
      return new Line(code.code() + " error " + message, code.remedy());
    }
  }

  /** Whether the application can work. */
  public boolean kept() {
    return errors.isEmpty();
  }

  /** All of it, for people. */
  public String text() {
    var lines = new ArrayList<String>();
    lines.add(
        kept()
            ? "The database%s has all that this application requires%s."
                .formatted(of(), warnings.isEmpty() ? "" : ", and lacks what it wishes for")
            : "The database%s does not have what this application requires:".formatted(of()));
    errors.forEach(line -> add(line, lines));
    warnings.forEach(line -> add(line, lines));
    if (!notes.isEmpty()) {
      lines.add("");
      lines.add("Not looked at:");
      notes.forEach(note -> lines.add("  " + safe(note)));
    }
    return String.join("\n", lines);
  }

  private String of() {
    return database.isEmpty() ? "" : " " + database;
  }

  private static void add(Line line, List<String> lines) {
    lines.add("  " + safe(line.message()));
    lines.add("      " + safe(line.remedy()));
  }

  /** Names of a database end up in logs and terminals. */
  private static String safe(String text) {
    return text.lines()
        .map(line -> line.replaceAll("[\\p{Cc}\\p{Cf}]", "?"))
        .reduce((one, other) -> one + "\n      " + other)
        .orElse("");
  }
}
