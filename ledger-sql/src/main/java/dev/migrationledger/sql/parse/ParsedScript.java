package dev.migrationledger.sql.parse;

import dev.migrationledger.sql.SqlProblem;
import dev.migrationledger.sql.tree.Fingerprint;
import java.util.List;
import java.util.Objects;

/**
 * A whole script, parsed.
 *
 * @param checksum SHA-256 of its bytes, in lower-case hex
 * @param statements those that PostgreSQL accepts
 * @param syntaxErrors the others, and errors in bodies
 * @param problems everything wrong, syntax errors included, by place
 */
public record ParsedScript(
    String checksum,
    List<ParsedStatement> statements,
    List<SyntaxError> syntaxErrors,
    List<SqlProblem> problems) {

  public ParsedScript {
    Objects.requireNonNull(checksum, "checksum");
    statements = List.copyOf(statements);
    syntaxErrors = List.copyOf(syntaxErrors);
    problems = List.copyOf(problems);
  }

  /** Whether every statement has its tree: nothing is wrong, and nothing was too large. */
  public boolean isRead() {
    return problems.isEmpty() && statements.stream().allMatch(one -> one.unread().isEmpty());
  }

  /** What is left of it when only the trees count; see {@link Fingerprint}. */
  public String fingerprint() {
    return Fingerprint.of(statements.stream().map(ParsedStatement::tree).toList());
  }
}
