package dev.migrationledger.sql;

import java.io.IOException;

/** Recognises psql's backslash commands; their arguments are never shown, they may be secrets. */
final class MetaCommands {

  private static final int LONGEST_NAME = 32;

  private final ByteWindow window;
  private final Problems problems;

  MetaCommands(ByteWindow window, Problems problems) {
    this.window = window;
    this.problems = problems;
  }

  /** Skips the line; anything but restrict and unrestrict is a problem. */
  void betweenStatements() throws IOException {
    String name = name();
    if (!name.equals("restrict") && !name.equals("unrestrict")) {
      report(name);
    }
    skipLine();
  }

  /** Skips the line; true when the command sends the statement, as {@code \gexec} does. */
  boolean insideStatement() throws IOException {
    String name = name();
    report(name);
    skipLine();
    return name.startsWith("g") || name.equals("watch") || name.equals("crosstabview");
  }

  private void skipLine() throws IOException {
    window.skipTo((byte) '\n');
  }

  private void report(String name) {
    Place place = window.place();
    problems.add(
        SqlProblemCode.META_COMMAND,
        place,
        "psql meta-command \\%s at line %d, column %d is not SQL"
            .formatted(name, place.line(), place.column()));
  }

  private String name() throws IOException {
    StringBuilder name = new StringBuilder();
    int b = window.peek(1);
    while (b > ' ' && b < 0x7F && b != '\\' && name.length() < LONGEST_NAME) {
      name.append((char) b);
      b = window.peek(1 + name.length());
    }
    return name.toString();
  }
}
