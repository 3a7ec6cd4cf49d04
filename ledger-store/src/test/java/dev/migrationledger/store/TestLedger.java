package dev.migrationledger.store;

import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RegisterTarget;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.origin.Actor;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.domain.origin.CiContext;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.ScriptFacts;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A ledger in a database of its own on one embedded server, and commands to fill it with. */
public final class TestLedger implements AutoCloseable {

  public static final Origin ORIGIN =
      new Origin(
          new Actor("ada", ActorKind.HUMAN, "option", "", "ada", "host-1", "app"),
          CiContext.NONE,
          "run-1",
          "ledger 0.1.0");

  private static final EmbeddedPostgres SERVER = EmbeddedPostgres.temporary();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
  }

  private final String database;
  private final LedgerStore store;

  private TestLedger(String database) throws SQLException {
    this.database = database;
    try (var c = connection()) {
      LedgerStore.install(c);
    }
    this.store = LedgerStore.open(dataSource());
  }

  public static TestLedger fresh() throws SQLException {
    return new TestLedger(emptyDatabase());
  }

  public static String emptyDatabase() {
    var name = "ledger_" + DATABASES.incrementAndGet();
    SERVER.createDatabase(name);
    return name;
  }

  public static PGSimpleDataSource dataSource(String database) {
    var ds = new PGSimpleDataSource();
    ds.setUrl(SERVER.url(database));
    ds.setUser(SERVER.user());
    ds.setPassword(SERVER.password());
    return ds;
  }

  public LedgerStore store() {
    return store;
  }

  public String database() {
    return database;
  }

  public DataSource dataSource() {
    return dataSource(database);
  }

  public Connection connection() throws SQLException {
    return dataSource().getConnection();
  }

  /** As a superuser who switched the triggers off. */
  public void tamper(String... statements) throws SQLException {
    try (var c = connection();
        var statement = c.createStatement()) {
      for (var table : List.of("entry", "head", "content", "meta")) {
        statement.execute("ALTER TABLE ledger." + table + " DISABLE TRIGGER USER");
      }
      for (var sql : statements) {
        statement.execute(sql);
      }
      for (var table : List.of("entry", "head", "content", "meta")) {
        statement.execute("ALTER TABLE ledger." + table + " ENABLE TRIGGER USER");
      }
    }
  }

  public static RegisterTarget register(String target) {
    return new RegisterTarget(target, "production", "7001", "shop");
  }

  /** Registers, discovers, starts, applies and finishes; 3 + 3 × n events. */
  public static void wholeRun(LedgerStore store, String target, int migrations) {
    store.send(register(target), ORIGIN);
    var scripts = IntStream.rangeClosed(1, migrations).mapToObj(TestLedger::script).toList();
    store.send(new DiscoverMigrations(target, scripts), ORIGIN);
    var plan =
        scripts.stream()
            .map(s -> new PlannedMigration(s.version(), s.file(), s.checksum()))
            .toList();
    store.send(new StartRun(target, "run-1", plan, List.of(), List.of(), Map.of()), ORIGIN);
    plan.forEach(p -> store.send(applied(target, p), ORIGIN));
    store.send(new FinishRun(target, "run-1", RunOutcome.SUCCEEDED, 17), ORIGIN);
  }

  public static RecordApplied applied(String target, PlannedMigration p) {
    var at = Instant.parse("2026-01-02T03:04:05.678901Z");
    var execution = new Execution(at, at, 3, 1, 0, 0, 1, "app", 4711, "815");
    return RecordApplied.one(target, "run-1", p.version(), p.checksum(), execution);
  }

  public static Script script(int number) {
    var text = String.format("%04d", number);
    var checksum = new Checksum(Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex());
    var at = Instant.parse("2026-01-01T00:00:00Z");
    return new Script(
        new Version(text),
        text + "_step.sql",
        checksum,
        checksum,
        100,
        "",
        new Authorship(
            Authorship.Source.COMMITTED,
            "c0ffee",
            "Ada",
            "ada@example.org",
            "Ada",
            "ada@example.org",
            at,
            at,
            "Add a step"),
        List.of(),
        List.of(),
        true,
        ScriptFacts.NONE);
  }

  @Override
  public void close() {
    store.close();
  }
}
