package dev.migrationledger.spring;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The application in examples/spring-boot-app, in a process of its own, on a database of its own.
 */
final class Shop {

  static final Path EXAMPLE = Path.of("..", "examples", "spring-boot-app");
  private static final Path CLASSES = Path.of("target", "example-classes");
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

  private final EmbeddedPostgres server;
  private final String database = "shop" + COUNT.incrementAndGet();

  Shop(EmbeddedPostgres server) {
    this.server = server;
    server.createDatabase(database);
  }

  /** What is started: its output so far, and the process. */
  record Running(Process process, Path output) implements AutoCloseable {

    String said() {
      try {
        return Files.readString(output);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String get(String path) throws IOException, InterruptedException {
      var port = PORT.matcher(said());
      if (!port.find()) {
        throw new IllegalStateException("not started:\n" + said());
      }
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.group(1) + path)).build();
      try (var client = HttpClient.newHttpClient()) {
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      }
    }

    /** Whether it takes traffic, or ended before it did. */
    boolean serves() throws InterruptedException {
      for (int i = 0; i < 600 && process.isAlive(); i++) {
        if (PORT.matcher(said()).find()) {
          return true;
        }
        Thread.sleep(100);
      }
      return false;
    }

    int ends() throws InterruptedException {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("still running:\n" + said());
      }
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  String url() {
    return server.url(database);
  }

  Shop sql(String... statements) throws SQLException {
    try (var c = DriverManager.getConnection(url(), server.user(), server.password());
        var sql = c.createStatement()) {
      for (var each : statements) {
        sql.execute(each);
      }
    }
    return this;
  }

  Shop migrate(String version) throws SQLException, IOException {
    try (Stream<Path> files = Files.list(EXAMPLE.resolve("migrations"))) {
      for (var file : files.filter(f -> f.getFileName().toString().startsWith(version)).toList()) {
        sql(Files.readString(file));
      }
    }
    return receipt(version, "APPLIED");
  }

  /** Receipts as the runner writes them. */
  Shop receipt(String version, String phase) throws SQLException {
    return sql(
        "CREATE SCHEMA IF NOT EXISTS ledger",
        "CREATE TABLE IF NOT EXISTS ledger.receipt (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY"
            + " KEY, target text NOT NULL, version text NOT NULL, phase text NOT NULL)",
        "INSERT INTO ledger.receipt (target, version, phase) VALUES ('shop-test', '%s', '%s')"
            .formatted(version, phase));
  }

  Running start(String... arguments) throws IOException {
    return startOn(url(), server.user(), server.password(), arguments);
  }

  Running startOn(String url, String user, String password, String... arguments)
      throws IOException {
    var output = Files.createTempFile(Path.of("target"), "shop", ".log");
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-cp",
                classes()
                    + File.pathSeparator
                    + EXAMPLE.resolve("src/main/resources")
                    + File.pathSeparator
                    + System.getProperty("java.class.path"),
                "example.shop.ShopApplication",
                "--server.port=0",
                "--server.address=127.0.0.1"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SHOP_URL", url);
    builder.environment().put("SHOP_USER", user);
    builder.environment().put("SHOP_PASSWORD", password);
    return new Running(builder.redirectOutput(output.toFile()).start(), output);
  }

  private static synchronized Path classes() throws IOException {
    var source = EXAMPLE.resolve("src/main/java/example/shop/ShopApplication.java");
    if (!Files.exists(CLASSES.resolve("example"))) {
      Files.createDirectories(CLASSES);
      int status =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  null,
                  null,
                  "-proc:none",
                  "-parameters",
                  "-d",
                  CLASSES.toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  source.toString());
      if (status != 0) {
        throw new IllegalStateException("the example does not compile");
      }
    }
    return CLASSES;
  }
}
