package dev.migrationledger.bench.program;

import org.flywaydb.core.Flyway;

/**
 * Flyway by its API, with its defaults.
 *
 * <p>Arguments: {@code migrate | info}, JDBC address, user, folder. The password comes from {@code
 * PGPASSWORD}.
 */
public final class FlywayPeer {

  private FlywayPeer() {}

  /** Migrates or asks. */
  public static void main(String[] arguments) {
    var flyway =
        Flyway.configure()
            .dataSource(arguments[1], arguments[2], System.getenv("PGPASSWORD"))
            .locations("filesystem:" + arguments[3])
            .load();
    switch (arguments[0]) {
      case "migrate" -> System.out.println(flyway.migrate().migrationsExecuted + " applied");
      case "info" -> System.out.println(flyway.info().applied().length + " applied");
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }
}
