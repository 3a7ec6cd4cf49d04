package dev.migrationledger.runner.source;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a script's statements can share a transaction, or each has to stand alone. */
final class TransactionSplit {

  private @Nullable Statement alone;
  private @Nullable Statement together;
  private String name = "";

  /**
   * A statement that cannot run in a transaction.
   *
   * @param called what PostgreSQL calls it, empty when not known
   */
  void alone(Statement statement, String called) {
    if (alone == null) {
      alone = statement;
      name = called.isEmpty() ? "" : " (" + called + ")";
    }
  }

  /** A statement that changes something, and can be taken back. */
  void together(Statement statement) {
    together = together == null ? statement : together;
  }

  boolean needsNone() {
    return alone != null;
  }

  /** What is wrong when both are in one file. */
  Optional<Finding> mixed(String file) {
    if (alone == null || together == null) {
      return Optional.empty();
    }
    return Optional.of(
        SourceCode.MIXED_TRANSACTION.at(
            file,
            alone.start().line(),
            alone.start().column(),
            "statement "
                + alone.ordinal()
                + name
                + " cannot run in a transaction, statement "
                + together.ordinal()
                + " (line "
                + together.start().line()
                + ") should run in one"));
  }
}
