package dev.migrationledger.query;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Lends one and the same connection to a thread again and again. */
final class OneConnection {

  private final DataSource ds;
  private final ThreadLocal<Connection> kept = new ThreadLocal<>();

  OneConnection(DataSource ds) {
    this.ds = ds;
  }

  DataSource dataSource() {
    return proxy(DataSource.class, ds, "getConnection");
  }

  private Connection lend() throws SQLException {
    if (kept.get() == null) {
      kept.set(ds.getConnection());
    }
    return proxy(Connection.class, kept.get(), "close");
  }

  private <T> T proxy(Class<T> type, T real, String kept) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals(kept)) {
                return type == DataSource.class ? lend() : null;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
