package dev.migrationledger.bench.program;

import java.nio.file.Path;
import java.sql.DriverManager;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;

/**
 * Liquibase by its API, with its defaults: one change set with one {@code sqlFile} a script.
 *
 * <p>Arguments: {@code migrate | status}, JDBC address, user, folder of {@code changelog.xml}. The
 * password comes from {@code PGPASSWORD}.
 */
public final class LiquibasePeer {

  private LiquibasePeer() {}

  /** Migrates or asks. */
  public static void main(String[] arguments) throws Exception {
    var password = System.getenv("PGPASSWORD");
    // closing Liquibase closes the connection; closing it twice is an error there
    var connection = DriverManager.getConnection(arguments[1], arguments[2], password);
    var database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(connection));
    try (var folder = new DirectoryResourceAccessor(Path.of(arguments[3]));
        var liquibase = new Liquibase("changelog.xml", folder, database)) {
      switch (arguments[0]) {
        case "migrate" -> liquibase.update(new Contexts(), new LabelExpression());
        case "status" ->
            System.out.println(
                liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).size()
                    + " to run");
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }
}
