package dev.migrationledger.bench.program;

import dev.migrationledger.sql.parse.PostgresSql;
import java.util.Locale;

/**
 * PostgreSQL's parser by itself: what the first statement of a program costs, and one later. Prints
 * two numbers: seconds to the first tree, milliseconds a statement once it is warm.
 */
public final class ParserSpeed {

  private static final int STATEMENTS = 2_000;
  private static final int ROUNDS = 6;

  private ParserSpeed() {}

  /** Measures and prints. */
  public static void main(String[] arguments) {
    long started = System.nanoTime();
    try (var sql = new PostgresSql()) {
      sql.parse(typical(0));
      double load = (System.nanoTime() - started) / 1e9;
      double warm = 0;
      for (int round = 1; round <= ROUNDS; round++) {
        var script = new StringBuilder();
        for (int i = 0; i < STATEMENTS; i++) {
          script.append(typical(round * STATEMENTS + i));
        }
        long begin = System.nanoTime();
        sql.parse(script.toString());
        warm = (System.nanoTime() - begin) / 1e6 / STATEMENTS;
      }
      System.out.printf(Locale.ROOT, "%.3f %.4f%n", load, warm);
    }
  }

  private static String typical(int number) {
    return "CREATE TABLE t%d (a int PRIMARY KEY, b text DEFAULT 'x', c numeric(10,2) NOT NULL CHECK (c > 0));%n"
        .formatted(number);
  }
}
