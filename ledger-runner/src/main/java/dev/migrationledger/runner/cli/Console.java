package dev.migrationledger.runner.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command speaks: answers to stdout, everything else to stderr, colour only on a terminal.
 */
public final class Console {

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;
  private final boolean colour;

  /** A console over two streams. */
  public Console(
      PrintWriter out, PrintWriter err, boolean terminal, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.colour = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** The process's own streams, in UTF-8. */
  public static Console system() {
    return new Console(
        new PrintWriter(System.out, false, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent(),
        System.getenv());
  }

  /** A console nobody reads. */
  public static Console silent() {
    return new Console(
        new PrintWriter(Writer.nullWriter()),
        new PrintWriter(Writer.nullWriter()),
        false,
        Map.of());
  }

  PrintWriter answers() {
    return out;
  }

  PrintWriter notes() {
    return err;
  }

  /** Whether somebody watches. */
  public boolean isTerminal() {
    return terminal;
  }

  /** A line of the answer; control characters in it become visible. */
  public void answer(String line) {
    out.println(Printable.block(line));
  }

  /** The whole answer as it is: JSON escapes by itself. */
  public void raw(String text) {
    out.print(text);
    out.flush();
  }

  /** A line for whoever runs the command, beside the answer. */
  public void note(String line) {
    out.flush();
    err.println(Printable.block(line));
    err.flush();
  }

  /** Writes over the current line of a terminal. */
  public void overwrite(String line) {
    if (terminal) {
      err.print("\r\u001b[2K" + Printable.line(line));
      err.flush();
    }
  }

  /** Empties the current line of a terminal. */
  public void wipe() {
    if (terminal) {
      err.print("\r\u001b[2K");
      err.flush();
    }
  }

  /** Makes sure that everything said is out. */
  public void flush() {
    out.flush();
    err.flush();
  }

  /** A line of the answer in a colour, where colours are wanted. */
  public void answer(Paint paint, String line) {
    var safe = Printable.block(line);
    out.println(colour ? "\u001b[" + paint.code + "m" + safe + "\u001b[0m" : safe);
  }

  /** The few colours used. */
  public enum Paint {
    GOOD("32"),
    BAD("31"),
    WARN("33"),
    FAINT("2"),
    STRONG("1");

    private final String code;

    Paint(String code) {
      this.code = code;
    }
  }
}
