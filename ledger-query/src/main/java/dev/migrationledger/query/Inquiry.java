package dev.migrationledger.query;

import java.sql.Connection;

/**
 * Something to be asked of read models that cover everything.
 *
 * @param <T> its answer
 */
@FunctionalInterface
public interface Inquiry<T> {

  /**
   * Reads the answer.
   *
   * @param c in a transaction that sees one moment; stays open
   * @param asOf index of the last event the read models cover, −1 when there is none
   */
  T answer(Connection c, long asOf);
}
