package dev.migrationledger.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.LedgerCli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A target, its ledger, a folder of migrations, and the program run on them. */
final class Site {

  static final String TARGET = "shop";
  private static final Pattern HALF_WAY = Pattern.compile("([0-9]{4}) stopped half-way");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final EmbeddedPostgres server;
  final EmbeddedPostgres ledgerServer;
  final Path folder;
  final String database;
  final String ledgerDatabase;
  final String target;

  private int port;

  private Site(
      EmbeddedPostgres server,
      EmbeddedPostgres ledgerServer,
      Path folder,
      String database,
      String ledgerDatabase,
      String target) {
    this.server = server;
    this.ledgerServer = ledgerServer;
    this.folder = folder;
    this.database = database;
    this.ledgerDatabase = ledgerDatabase;
    this.target = target;
  }

  static Site create(EmbeddedPostgres server, Path parent, boolean ledgerApart) {
    return create(server, server, parent, ledgerApart);
  }

  /** The ledger on a server of its own. */
  static Site create(EmbeddedPostgres server, EmbeddedPostgres ledgerServer, Path parent) {
    return create(server, ledgerServer, parent, true);
  }

  private static Site create(
      EmbeddedPostgres server, EmbeddedPostgres ledgerServer, Path parent, boolean ledgerApart) {
    var name = "shop_" + UUID.randomUUID().toString().substring(0, 8);
    var ledger = ledgerApart ? name + "_ledger" : name;
    ledgerServer.createDatabase(ledger);
    return create(new Site(server, ledgerServer, parent.resolve(name), name, ledger, TARGET));
  }

  private static Site create(Site site) {
    site.server.createDatabase(site.database);
    try {
      Files.createDirectories(site.folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    site.execute("CREATE TABLE ran (version text NOT NULL)");
    return site;
  }

  /** Another target of the same ledger, in a database that is emptied first. */
  Site sibling(String name, String in) {
    server.createDatabase(in);
    var path = folder.resolveSibling(name);
    var site = new Site(server, ledgerServer, path, in, ledgerDatabase, name);
    site.execute("DROP SCHEMA IF EXISTS ledger, public CASCADE; CREATE SCHEMA public");
    return create(site);
  }

  Site write(String file, String script) {
    try {
      Files.writeString(folder.resolve(file), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Migrations 1 to n: each makes a table, says that it ran, and does {@code more}. */
  Site steps(int n, String more) {
    IntStream.rangeClosed(1, n).forEach(i -> step(i, more));
    return this;
  }

  Site step(int i, String more) {
    var number = "%04d".formatted(i);
    return write(
        number + "_step.sql",
        "CREATE TABLE t%s (id bigint);%nINSERT INTO ran VALUES ('%s');%n%s%n"
            .formatted(number, number, more));
  }

  List<String> arguments(String... command) {
    var all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--dir", folder.toString(), "--target", target));
    all.addAll(List.of("--url", port == 0 ? url(database) : through(port, database)));
    if (!ledgerDatabase.equals(database) && ledgerServer == server) {
      all.addAll(List.of("--ledger-url", url(ledgerDatabase)));
    }
    return all;
  }

  /** Lets the program reach its target through another port. */
  Site through(int other) {
    port = other;
    return this;
  }

  /** Lets the program reach its target itself again. */
  Site direct() {
    port = 0;
    return this;
  }

  private static String through(int port, String name) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
  }

  private String url(String name) {
    return (name.equals(database) ? server : ledgerServer).url(name);
  }

  Map<String, String> environment() {
    var variables = new HashMap<String, String>();
    variables.put("PGUSER", server.user());
    variables.put("PGPASSWORD", server.password());
    if (ledgerServer != server) {
      variables.put("LEDGER_LEDGER_URL", ledgerUrl());
    }
    return Map.copyOf(variables);
  }

  RunnerProcess start(String... command) {
    return RunnerProcess.start(folder, environment(), List.of(), arguments(command));
  }

  /** Runs a command inside this JVM: for what is not about processes. */
  Ended run(String... command) {
    return run(environment(), folder, arguments(command));
  }

  /** With its user and password, for a program that has others for its target. */
  private String ledgerUrl() {
    return "postgresql://%s:%s@127.0.0.1:%d/%s"
        .formatted(
            ledgerServer.user(), ledgerServer.password(), ledgerServer.port(), ledgerDatabase);
  }

  /** The same as a role whose password is its name. */
  Ended runAs(String role, String... command) {
    var variables = new HashMap<>(environment());
    variables.put("PGUSER", role);
    variables.put("PGPASSWORD", role);
    variables.put("LEDGER_LEDGER_URL", ledgerUrl());
    var words = new ArrayList<>(arguments(command));
    int ledger = words.indexOf("--ledger-url");
    if (ledger >= 0) {
      words.subList(ledger, ledger + 2).clear();
    }
    return run(variables, folder, words);
  }

  static Ended run(Map<String, String> environment, Path folder, List<String> arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var console = new Console(new PrintWriter(out), new PrintWriter(err), false, environment);
    var status = LedgerCli.run(console, environment, folder, arguments.toArray(String[]::new));
    return new Ended(status, out.toString(), err.toString());
  }

  Connection connect(String to) {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        var at = to.equals(database) ? server : ledgerServer;
        return DriverManager.getConnection(at.url(to), at.user(), at.password());
      } catch (SQLException e) {
        if (System.nanoTime() > until) {
          throw new IllegalStateException(e);
        }
        pause();
      }
    }
  }

  void execute(String sql) {
    execute(database, sql);
  }

  void execute(String to, String sql) {
    try (var connection = connect(to);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  List<String> texts(String from, String sql) {
    try (var connection = connect(from);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (row.next()) {
        texts.add(row.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  List<String> texts(String sql) {
    return texts(database, sql);
  }

  void await(String condition) {
    await(database, condition);
  }

  void await(String in, String condition) {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (!texts(in, "SELECT (" + condition + ")::text").equals(List.of("true"))) {
      assertThat(System.nanoTime()).as("never came true: " + condition).isLessThan(until);
      pause();
    }
  }

  static void pause() {
    pause(10);
  }

  static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  List<String> applied() {
    return texts(
        ledgerDatabase,
        "SELECT convert_from(payload, 'UTF8')::jsonb ->> 'file' FROM ledger.entry WHERE payload_type"
            + " LIKE '%MigrationApplied' ORDER BY 1");
  }

  long entries() {
    return Long.parseLong(texts(ledgerDatabase, "SELECT count(*) FROM ledger.entry").getFirst());
  }

  /** Runs {@code migrate}, and {@code recover} for what it finds half-way, until all is done. */
  void finish(String about) {
    var first = run("migrate");
    if (first.status() == 3) {
      var halfWay =
          HALF_WAY.matcher(first.text()).results().map(r -> r.group(1)).distinct().toList();
      for (var version : halfWay) {
        assertThat(run("recover", version, "--reason", "crash", "--yes").status())
            .as(about + first.text())
            .isZero();
      }
      first = run("migrate");
    }
    assertThat(first.status()).as(about + first.text()).isZero();
  }

  /** Target, receipts, ledger, status and verification tell one story: all n ran, once. */
  void agrees(int n, String about) {
    var versions = IntStream.rangeClosed(1, n).mapToObj("%04d"::formatted).toList();
    var files = versions.stream().map(v -> v + "_step.sql").toList();
    assertThat(texts("SELECT version FROM ran ORDER BY 1")).as(about).isEqualTo(versions);
    assertThat(
            texts(
                "SELECT substr(tablename, 2) FROM pg_tables WHERE tablename ~ '^t[0-9]{4}$'"
                    + " ORDER BY 1"))
        .as(about)
        .isEqualTo(versions);
    assertThat(texts("SELECT file FROM ledger.receipt WHERE phase = 'APPLIED' ORDER BY 1"))
        .as(about)
        .isEqualTo(files);
    assertThat(applied()).as(about).isEqualTo(files);
    var status = run("status");
    assertThat(status.text()).as(about).contains(target + ": " + n + " applied, " + n + " in all");
    assertThat(run("status", "--exit-code").status()).as(about).isZero();
    var verdict = run("verify");
    assertThat(verdict.status()).as(about + verdict.text()).isZero();
    var before = entries();
    var again = run("migrate");
    assertThat(again.status()).as(about + again.text()).isZero();
    assertThat(entries()).as(about).isEqualTo(before);
  }
}
