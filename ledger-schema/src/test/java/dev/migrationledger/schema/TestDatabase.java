package dev.migrationledger.schema;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own on one embedded server. */
public final class TestDatabase {

  private static final EmbeddedPostgres SERVER = EmbeddedPostgres.temporary();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
  }

  private final String name;

  private TestDatabase(String name) {
    this.name = name;
  }

  public static TestDatabase fresh() {
    var name = "schema_" + DATABASES.incrementAndGet();
    SERVER.createDatabase(name);
    return new TestDatabase(name);
  }

  public Connection connect() throws SQLException {
    return connect(SERVER.user(), SERVER.password());
  }

  public Connection connect(String user, String password) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    // the driver would cut a script into statements by rules of its own
    properties.setProperty("preferQueryMode", "simple");
    return DriverManager.getConnection(SERVER.url(name), properties);
  }

  /** Runs statements; each by itself when they are given one by one. */
  public TestDatabase run(String... statements) throws SQLException {
    try (Connection c = connect();
        Statement sql = c.createStatement()) {
      for (String each : statements) {
        sql.execute(each);
      }
    }
    return this;
  }

  public SchemaSnapshot snapshot() throws SQLException {
    try (Connection c = connect()) {
      return SchemaSnapshot.take(c);
    }
  }

  /** A file beside the tests. */
  public static String resource(String path) {
    try (var in = TestDatabase.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every kind of object. */
  public static TestDatabase withEverything() throws SQLException {
    return fresh().run(resource("/fixtures/everything.sql"));
  }
}
