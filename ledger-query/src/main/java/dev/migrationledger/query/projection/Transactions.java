package dev.migrationledger.query.projection;

import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs work in one transaction on a connection that is not in one. */
public final class Transactions {

  private Transactions() {}

  /** Each statement sees what is committed before it; for moving a read model on. */
  public static <T> T writing(Connection c, Supplier<T> work) {
    return run(
        c,
        () -> {
          execute(c, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED", "");
          return work.get();
        });
  }

  /**
   * All statements see one moment. The tables are locked against being switched by a rebuild before
   * that moment is fixed, and always in this order: a reader that came to a switched table with an
   * older moment would find it empty.
   */
  public static <T> T reading(Connection c, Iterable<ReadModel> models, Supplier<T> work) {
    return run(
        c,
        () -> {
          execute(c, opening(models), names(models));
          return work.get();
        });
  }

  /**
   * The same, when the read models cover the log: what they cover is asked with the message that
   * opens the transaction, since every question begins with both.
   *
   * @param work takes the index that all of them cover, when that is the last of the log
   */
  public static <T> T readingCurrent(
      Connection c, List<ReadModel> models, Function<OptionalLong, T> work) {
    return run(c, () -> work.apply(Positions.current(c, models, opening(models) + "; ")));
  }

  private static String opening(Iterable<ReadModel> models) {
    return "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; LOCK TABLE "
        + names(models)
        + " IN ACCESS SHARE MODE";
  }

  /** Locks the tables of read models, in their order, until the transaction ends. */
  public static void lock(Connection c, Iterable<ReadModel> models, String mode) {
    var names = names(models);
    execute(c, "LOCK TABLE " + names + " IN " + mode + " MODE", names);
  }

  static String names(Iterable<ReadModel> models) {
    var names = new StringBuilder();
    for (var model : models) {
      names.append(names.isEmpty() ? "" : ", ").append(model.table().live());
    }
    return names.toString();
  }

  private static <T> T run(Connection c, Supplier<T> work) {
    try {
      var autoCommit = c.getAutoCommit();
      c.setAutoCommit(false);
      try {
        var result = work.get();
        c.commit();
        return result;
      } catch (RuntimeException | Error e) {
        c.rollback();
        throw e;
      } finally {
        c.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, "work on the read models", c);
    }
  }

  private static void execute(Connection c, String sql, String locked) {
    try (var statement = c.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      if ("42P01".equals(e.getSQLState()) || "3F000".equals(e.getSQLState())) {
        throw new QueryFailure.NotInstalled("one of the tables " + locked + " is missing");
      }
      throw SqlFailures.of(
          e, locked.isEmpty() ? "work on the read models" : "lock the read models", c);
    }
  }
}
