package dev.migrationledger.store.axon;

import dev.migrationledger.store.connection.Connections;
import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * JDBC transactions for Axon: one connection for a unit of work, or for the thread outside one. A
 * transaction started inside another joins it.
 */
public final class JdbcTransactions implements TransactionManager {

  private final Connections connections;

  @SuppressWarnings("ThreadLocalUsage") // one for each database, there is no static state
  private final ThreadLocal<Connection> outsideUnitOfWork = new ThreadLocal<>();

  private final String resource = "jdbc-" + System.identityHashCode(this);

  public JdbcTransactions(Connections connections) {
    this.connections = connections;
  }

  @Override
  public Transaction startTransaction() {
    if (current() != null) {
      return new Joined();
    }
    var c = connections.borrow();
    bind(c);
    return new Owned(c);
  }

  /**
   * Does work on the transaction's connection, or in a transaction of its own when there is none.
   *
   * @param action what is being done, after "to"
   */
  <T> T with(String action, Connections.Work<T> work) {
    var c = current();
    if (c == null) {
      return connections.inTransaction(action, work);
    }
    try {
      return work.on(c);
    } catch (SQLException e) {
      throw SqlFailures.of(e, action, c);
    }
  }

  private @Nullable Connection current() {
    if (CurrentUnitOfWork.isStarted()) {
      Connection c = CurrentUnitOfWork.get().root().getResource(resource);
      if (c != null) {
        return c;
      }
    }
    return outsideUnitOfWork.get();
  }

  private void bind(Connection c) {
    if (CurrentUnitOfWork.isStarted()) {
      CurrentUnitOfWork.get().root().resources().put(resource, c);
    } else {
      outsideUnitOfWork.set(c);
    }
  }

  private void unbind() {
    if (CurrentUnitOfWork.isStarted()) {
      CurrentUnitOfWork.get().root().resources().remove(resource);
    }
    outsideUnitOfWork.remove();
  }

  private final class Owned implements Transaction {

    private final Connection connection;
    private boolean ended;

    Owned(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void commit() {
      try {
        connection.commit();
      } catch (SQLException e) {
        throw Connections.commitFailure(e);
      }
      end(true);
    }

    @Override
    public void rollback() {
      if (!ended) {
        end(connections.rolledBack(connection));
      }
    }

    private void end(boolean usable) {
      ended = true;
      unbind();
      if (usable) {
        connections.giveBack(connection);
      } else {
        connections.discard(connection);
      }
    }
  }

  private static final class Joined implements Transaction {
    @Override
    public void commit() {}

    @Override
    public void rollback() {}
  }
}
