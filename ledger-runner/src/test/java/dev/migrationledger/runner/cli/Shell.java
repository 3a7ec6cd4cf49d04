package dev.migrationledger.runner.cli;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** Command lines in a folder of their own, on a database of their own. */
final class Shell {

  private static final AtomicInteger COUNT = new AtomicInteger();

  final Path folder;
  final String database = "cli" + COUNT.incrementAndGet();
  final Map<String, String> environment = new HashMap<>();
  private final EmbeddedPostgres server;

  Shell(EmbeddedPostgres server, Path folder) {
    this.server = server;
    this.folder = folder;
    server.createDatabase(database);
    environment.putAll(
        Map.of(
            "PGHOST",
            "127.0.0.1",
            "PGPORT",
            Integer.toString(server.port()),
            "PGUSER",
            server.user(),
            "PGPASSWORD",
            server.password(),
            "PGDATABASE",
            database,
            "LEDGER_TARGET",
            "shop",
            "LEDGER_ACTOR",
            "dana@example.com"));
  }

  /** What a command line said and how it ended. */
  record Said(int status, String out, String err) {

    String all() {
      return out + err;
    }
  }

  Said run(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var console =
        new Console(new PrintWriter(out), new PrintWriter(err), false, Map.copyOf(environment));
    var status = LedgerCli.run(console, Map.copyOf(environment), folder, words);
    return new Said(status, out.toString(), err.toString());
  }

  Shell write(String file, String text) {
    try {
      var path = folder.resolve("migrations").resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean holds(String file) {
    return Files.exists(folder.resolve("migrations").resolve(file));
  }

  void remove(String file) {
    try {
      Files.delete(folder.resolve("migrations").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything in the folder becomes a commit of this author. */
  void commit(String author, String message) {
    try (var git = Git.init().setDirectory(folder.toFile()).call()) {
      var who = new PersonIdent(author, author.split(" ", 2)[0] + "@example.com");
      git.add().addFilepattern("migrations").call();
      git.commit()
          .setSign(false)
          .setNoVerify(true)
          .setAuthor(who)
          .setCommitter(who)
          .setMessage(message)
          .call();
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs SQL as the server's superuser. */
  void sql(String sql) {
    try (var connection =
            DriverManager.getConnection(server.url(database), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Runs SQL that has to fail. */
  void sqlThatFails(String sql) {
    try {
      sql(sql);
    } catch (IllegalStateException e) {
      return;
    }
    throw new AssertionError("did not fail: " + sql);
  }

  /** The first column of the first row. */
  String ask(String sql) {
    try (var connection =
            DriverManager.getConnection(server.url(database), server.user(), server.password());
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "no row";
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  String events() {
    return ask("SELECT count(*) FROM ledger.entry");
  }
}
