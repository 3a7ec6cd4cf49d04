package dev.migrationledger.runner.execute.work;

import dev.migrationledger.domain.run.Finding;
import java.sql.Connection;
import java.util.List;

/** Holds what a script has done against what it says, before it is kept. */
public interface Verification {

  /** For what nobody looks at. */
  Verification NONE =
      new Verification() {
        @Override
        public boolean isWanted() {
          return false;
        }

        @Override
        public String question() {
          return "";
        }

        @Override
        public List<Finding> judge(List<List<String>> answer, Connection connection) {
          return List.of();
        }
      };

  /** Whether there is anything to look at. */
  boolean isWanted();

  /**
   * SQL that is sent before the script's first statement, for what nobody can know when it has run;
   * empty when there is nothing of that kind.
   *
   * @param inTransaction whether it is sent in the transaction of the whole script; else what it
   *     notes lasts as long as the session's settings
   */
  default String before(boolean inTransaction) {
    return "";
  }

  /** SQL whose rows it judges by; empty when there is nothing to ask in SQL. */
  String question();

  /**
   * What is wrong, in the order of the file; an error means that the script must not be kept.
   *
   * @param answer the rows that the question gave, NULL as an empty text
   * @param connection with the transaction still open when the script has one; it is left as it is
   */
  List<Finding> judge(List<List<String>> answer, Connection connection);
}
