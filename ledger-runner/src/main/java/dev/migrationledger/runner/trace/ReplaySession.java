package dev.migrationledger.runner.trace;

import dev.migrationledger.runner.scratch.ScratchDatabase;
import dev.migrationledger.runner.target.TargetSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The session that a replay runs in, as new for each script, and another one to look from. */
final class ReplaySession implements AutoCloseable {

  private final ScratchDatabase database;
  private final boolean objectsSeen;
  private TargetSession target;
  private final TargetSession second;

  private ReplaySession(
      ScratchDatabase database, boolean objectsSeen, TargetSession target, TargetSession second) {
    this.database = database;
    this.objectsSeen = objectsSeen;
    this.target = target;
    this.second = second;
  }

  static ReplaySession open(ScratchDatabase database) {
    TargetSession target = database.open();
    try {
      boolean objectsSeen = ObjectNotes.install(target.connection());
      return new ReplaySession(database, objectsSeen, target, database.open());
    } catch (SQLException e) {
      target.close();
      throw new IllegalStateException("the new database could not be prepared", e);
    } catch (RuntimeException e) {
      target.close();
      throw e;
    }
  }

  TargetSession target() {
    return target;
  }

  Connection second() {
    return second.connection();
  }

  /** Whether touched objects are noted. */
  boolean objectsSeen() {
    return objectsSeen;
  }

  /** Takes back what the last script set; a session that it ended is opened again. */
  void renew() {
    try (Statement statement = target.connection().createStatement()) {
      statement.execute("DISCARD ALL");
    } catch (SQLException e) {
      target.close();
      target = database.open();
    }
  }

  @Override
  public void close() {
    second.close();
    target.close();
  }
}
