package dev.migrationledger.domain.run;

import static java.util.Objects.requireNonNull;

/**
 * Why a migration did not end well and what it left.
 *
 * @param kind what sort of end
 * @param sqlState PostgreSQL's five-character code, empty when the server said nothing
 * @param message the server's message, or ours
 * @param detail the server's detail, may be empty
 * @param hint the server's hint, may be empty
 * @param statement 1-based number of the failing statement, 0 when not known
 * @param line 1-based line in the file, 0 when not known
 * @param column 1-based column in the file, 0 when not known
 * @param kept how many statements of the script stay in effect: 0 when all was rolled back
 */
public record Failure(
    Kind kind,
    String sqlState,
    String message,
    String detail,
    String hint,
    int statement,
    int line,
    int column,
    int kept) {

  /** What sort of end. */
  public enum Kind {
    /** A statement failed and the transaction was rolled back. */
    ROLLED_BACK,
    /** The runner or the server went away; no receipt, so nothing was kept. */
    INTERRUPTED,
    /** A non-transactional script stopped half-way: some statements stay. */
    HALF_DONE
  }

  public Failure {
    requireNonNull(kind, "kind");
    requireNonNull(sqlState, "sqlState");
    requireNonNull(message, "message");
    requireNonNull(detail, "detail");
    requireNonNull(hint, "hint");
  }
}
