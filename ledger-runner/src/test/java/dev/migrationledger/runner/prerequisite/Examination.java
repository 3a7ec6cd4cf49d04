package dev.migrationledger.runner.prerequisite;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.schema.LiveObjects;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptParser;
import dev.migrationledger.runner.source.ScriptWatcher;
import dev.migrationledger.runner.source.SyntaxCheck;
import dev.migrationledger.runner.target.Secret;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.ScriptReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Scripts that are checked, and run, on a database of their own. */
final class Examination implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  final TargetSession session;
  private final Path folder;
  private final Relay relay = new Relay();
  private final SyntaxCheck syntax =
      new SyntaxCheck("18.1", SyntaxCheck.Extent.EVERYTHING, this::searchPath, List.of(relay));

  /** One parser for all examinations, each with a watcher of its own. */
  private static final class Relay implements ScriptWatcher {
    private final List<ScriptWatcher> to = new ArrayList<>();

    @Override
    public boolean wantsFacts() {
      return true;
    }

    @Override
    public void statement(ParsedScript script, ParsedStatement statement, List<Fact> facts) {
      to.getFirst().statement(script, statement, facts);
    }

    @Override
    public void end(ParsedScript script, ScriptReader reader, boolean whole) {
      to.getFirst().end(script, reader, whole);
    }

    @Override
    public void notRead(ParsedScript script) {
      to.getFirst().notRead(script);
    }
  }

  Examination(EmbeddedPostgres server, Path folder) {
    this(server, folder, server.user(), server.password(), create(server));
  }

  Examination(EmbeddedPostgres server, Path folder, String user, String password, String database) {
    this.folder = folder;
    session =
        TargetSession.open(
            new TargetAddress(server.url(database), user, new Secret(password), Map.of()));
  }

  private String searchPath() {
    return LiveObjects.searchPath(session);
  }

  static String create(EmbeddedPostgres server) {
    var database = "examined" + COUNT.incrementAndGet();
    server.createDatabase(database);
    return database;
  }

  /** What is found about scripts, each by its file's name. */
  List<Finding> findings(Map<String, String> scripts) {
    try {
      var migrations = Files.createTempDirectory(folder, "set");
      for (var script : scripts.entrySet()) {
        Files.writeString(migrations.resolve(script.getKey()), script.getValue());
      }
      return findings(migrations);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Finding> findings(Path migrations) {
    var prerequisites = new Prerequisites(session);
    List<ParsedScript> scripts =
        MigrationDirectory.read(migrations, Naming.LEDGER).migrations().stream()
            .map(s -> ScriptParser.parse(s, Naming.LEDGER))
            .toList();
    relay.to.clear();
    relay.to.add(prerequisites);
    syntax.check(scripts);
    return prerequisites.unmet();
  }

  /** As a test compares them. */
  List<String> lines(Map<String, String> scripts) {
    return findings(scripts).stream()
        .map(f ->
            "%s %s %s:%d:%d %s"
                .formatted(f.code(), f.severity(), f.file(), f.line(), f.column(), f.message()))
        .toList();
  }

  List<String> lines(String script) {
    return lines(Map.of("0001_a.sql", script));
  }

  /** What the server says about a statement; empty when it runs it. */
  String run(String sql) {
    try (var statement = session.connection().createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
      return "";
    } catch (SQLException e) {
      return e.getSQLState() + " " + e.getMessage();
    }
  }

  @Override
  public void close() {
    syntax.close();
    session.close();
  }
}
