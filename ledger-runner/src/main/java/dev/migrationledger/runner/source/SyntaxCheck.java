package dev.migrationledger.runner.source;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.sql.SqlProblemCode;
import dev.migrationledger.sql.parse.PostgresSql;
import dev.migrationledger.sql.parse.ScriptReader;
import dev.migrationledger.sql.parse.SyntaxError;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks PostgreSQL's own parser about scripts that are going to run. Making one costs nothing: the
 * parser is loaded with the first script. What it cannot take (a file over 16 MiB, a statement over
 * 4 MiB) is left to the server.
 */
public final class SyntaxCheck implements AutoCloseable {

  /** Reading more would keep a deploy waiting for longer than its failure does. */
  static final long LARGEST = 16L << 20;

  /** A file in another dialect has an error in each statement. */
  static final int MOST_ERRORS = 100;

  /** A script that sets it may hold bodies the server does not look at, as pg_dump's do. */
  private static final String BODIES_UNCHECKED = "check_function_bodies";

  private final PostgresSql parser = new PostgresSql();
  private final Grammar server;

  /**
   * A check for one server.
   *
   * @param serverVersion the target's, e.g. {@code 17.2}
   */
  public SyntaxCheck(String serverVersion) {
    this.server = new Grammar(serverVersion);
  }

  /** The syntax errors of a script, by place; none when the file cannot be read. */
  public List<Finding> check(SourceFile source) {
    if (source.bytes() > LARGEST) {
      return List.of();
    }
    try (var reader = parser.read(Files.newInputStream(source.path()))) {
      return findings(source, errors(reader));
    } catch (IOException e) {
      return List.of();
    }
  }

  @Override
  public void close() {
    parser.close();
  }

  private static List<SyntaxError> errors(ScriptReader reader) throws IOException {
    Set<Integer> accepted = new HashSet<>();
    var uncheckedBodies = false;
    for (var s = reader.next(); s != null; s = reader.next()) {
      accepted.add(s.statement().ordinal());
      uncheckedBodies |= s.statement().text().contains(BODIES_UNCHECKED);
    }
    var errors = new ArrayList<>(reader.syntaxErrors());
    if (uncheckedBodies) {
      errors.removeIf(e -> accepted.contains(e.statement()));
    }
    return errors;
  }

  private List<Finding> findings(SourceFile source, List<SyntaxError> errors) throws IOException {
    if (errors.isEmpty()) {
      return List.of();
    }
    var findings = new ArrayList<Finding>();
    var secrets = SecretLines.of(source);
    for (var error : errors.subList(0, Math.min(errors.size(), MOST_ERRORS))) {
      var more = errors.size() - MOST_ERRORS;
      var last = more > 0 && findings.size() == MOST_ERRORS - 1;
      var message = message(error, secrets.hide(error.place().line()));
      findings.add(
          finding(
              source, error, last ? message + "\n(and " + more + " more in this file)" : message));
    }
    return findings;
  }

  private Finding finding(SourceFile source, SyntaxError error, String message) {
    var refused = server.isThatOf(error);
    return new Finding(
        SqlProblemCode.SYNTAX.code(),
        refused ? Severity.ERROR : Severity.WARNING,
        source.file(),
        error.place().line(),
        error.place().column(),
        refused ? message : message + "\n(" + server.doubt() + ")",
        SqlProblemCode.SYNTAX.remedy());
  }

  private static String message(SyntaxError error, boolean hidden) {
    return hidden
        ? error.message().replaceFirst("(?s) at or near .*", "")
            + " in statement "
            + error.statement()
            + " (the line is not shown: it may hold a secret)"
        : error.message() + " in statement " + error.statement() + "\n" + error.excerpt();
  }
}
