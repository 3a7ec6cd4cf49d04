package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.LedgerCli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A target, its folder, and a command line that reaches its ledger over a service or directly. */
final class RemoteShop implements AutoCloseable {

  static final String TARGET = "shop";

  /** Moves a terminal's cursor, sets its title, and turns the direction of what follows. */
  static final String HOSTILE = "\u001b[2J\u001b]0;mine\u0007\u202e";

  final RunningService service;
  private final Path folders;
  private String target = "";
  private Path folder;

  RemoteShop(Path folder) throws Exception {
    this.folders = folder;
    this.folder = folder;
    this.service = new RunningService("remote_reading", "");
    open(TARGET);
  }

  /** Goes on with another target, which has a database and a folder of its own. */
  void open(String name) throws IOException {
    target = name;
    folder = Files.createDirectories(folders.resolve(name));
    service.server().createDatabase(name);
  }

  /** Changes the target by hand. */
  void change(String sql) throws SQLException {
    var server = service.server();
    try (var c = DriverManager.getConnection(server.url(target), server.user(), server.password());
        var statement = c.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Edits, fails, is refused, retires, and holds text that a terminal would obey. */
  void story() {
    write("0001_a.sql", "CREATE TABLE a(x int);\n");
    write("0002_b.sql", "CREATE TABLE b(x int);\n");
    assertThat(near("migrate", "--actor", "dana@example.com")).startsWith("0 ");
    write("0001_a.sql", "CREATE TABLE a(x int, y int); -- " + HOSTILE + "\n");
    assertThat(near("migrate", "--actor", "eve" + HOSTILE)).startsWith("3 ");
    assertThat(near("ack", "0001", "--reason", "only here" + HOSTILE)).startsWith("0 ");
    write(
        "0003_c.sql",
        "DO $$ BEGIN RAISE EXCEPTION E'bad \\x1b[2J thing'; END $$; -- " + HOSTILE + "\n");
    assertThat(near("migrate", "--actor", "dana@example.com")).startsWith("1 ");
    write("0004_d.sql", "CREATE TABLE d(x int);\n");
    assertThat(near("retire", "0004", "--reason", "not wanted")).startsWith("0 ");
    write("0005_e.sql", "CREATE TABLE e(x int);\n");
  }

  void write(String file, String text) {
    try {
      var path = folder.resolve("migrations").resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Exit code and what was said, with the ledger's database at hand. */
  String near(String... words) {
    return run(Map.of("LEDGER_LEDGER_URL", service.ledger().url()), words);
  }

  /** The same over the service. */
  String far(String token, String... words) {
    return over(service.address(), token, words);
  }

  /** The same over whatever is there. */
  String over(String address, String token, String... words) {
    return run(Map.of("LEDGER_LEDGER", address, "LEDGER_TOKEN", token), words);
  }

  private String run(Map<String, String> ledger, String... words) {
    var variables = new HashMap<String, String>();
    variables.put("PGHOST", "127.0.0.1");
    variables.put("PGPORT", Integer.toString(service.server().port()));
    variables.put("PGUSER", service.server().user());
    variables.put("PGPASSWORD", service.server().password());
    variables.put("PGDATABASE", target);
    variables.put("LEDGER_ACTOR", "dana@example.com");
    variables.putAll(ledger);
    var said = new StringWriter();
    var writer = new PrintWriter(said);
    var status =
        LedgerCli.run(new Console(writer, writer, false, variables), variables, folder, words);
    return status + " " + said;
  }

  /** A token of somebody who may do these things. */
  String token(String name, String... scopes) throws Exception {
    var all = List.of(scopes);
    return all.contains("run")
        ? service.newToken(name, ActorKind.SERVICE, all, Caller.EVERY_TARGET)
        : service.newToken(name, ActorKind.SERVICE, all);
  }

  @Override
  public void close() {
    service.close();
  }
}
