package dev.migrationledger.bench;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures one row: in each repetition every contestant once, each time another one first.
 * Databases stay until the server's folder is deleted: dropping thousands of relations slows the
 * server down.
 */
final class Contest {

  private final EmbeddedPostgres server;
  private final Launches launches;
  private final PrintStream progress;
  private final boolean quick;
  private int databases;

  Contest(EmbeddedPostgres server, Launches launches, PrintStream progress, boolean quick) {
    this.server = server;
    this.launches = launches;
    this.progress = progress;
    this.quick = quick;
  }

  Map<Contestant, Series> run(Row row, List<Contestant> contestants)
      throws IOException, InterruptedException, GeneralSecurityException, SQLException {
    var scripts = scripts(row);
    var series = new EnumMap<Contestant, Series>(Contestant.class);
    var prepared = new EnumMap<Contestant, String>(Contestant.class);
    contestants.forEach(c -> series.put(c, new Series()));
    if (row.action() != Action.MIGRATE && row.action() != Action.GRAPH) {
      for (var contestant : contestants) {
        prepared.put(contestant, prepare(row, contestant, scripts, series));
      }
    }
    var order = new ArrayList<>(contestants);
    for (int repetition = 0; repetition < row.repetitions(quick); repetition++) {
      for (var contestant : order) {
        var known = prepared.get(contestant);
        measure(row, contestant, scripts, known == null ? database() : known, series);
      }
      Collections.rotate(order, 1);
    }
    progress.println();
    return series;
  }

  private Scripts scripts(Row row)
      throws IOException, InterruptedException, GeneralSecurityException {
    var scripts = new Scripts(row.workload(), launches.work().resolve(row.workload().name()));
    return scripts.plain().toFile().exists()
        ? scripts
        : Scripts.write(row.workload(), launches.work());
  }

  /** Applies everything, unmeasured; what does not check has nothing to prepare. */
  private String prepare(
      Row row, Contestant contestant, Scripts scripts, Map<Contestant, Series> series)
      throws IOException, InterruptedException, SQLException {
    var database = database();
    boolean needed = contestant != Contestant.SHA256 && row.action() != Action.VERSION;
    if (needed) {
      run(contestant, Action.MIGRATE, scripts, database, series);
    }
    if (needed && contestant.isLedger()) {
      // a first answer makes the read models: a later one is what people wait for
      run(contestant, Action.STATUS, scripts, database, series);
    }
    return database;
  }

  private void measure(
      Row row,
      Contestant contestant,
      Scripts scripts,
      String database,
      Map<Contestant, Series> series)
      throws IOException, InterruptedException, SQLException {
    var own = series.computeIfAbsent(contestant, c -> new Series());
    if (own.failure().isEmpty()) {
      execute("postgres", "CHECKPOINT");
      run(contestant, row.action(), scripts, database, series).forEach(own::add);
    }
  }

  private List<Launch.Sample> run(
      Contestant contestant,
      Action action,
      Scripts scripts,
      String database,
      Map<Contestant, Series> series)
      throws IOException, InterruptedException {
    try {
      var sample = launches.of(contestant, action, scripts, database).measure();
      progress.print('.');
      return List.of(sample);
    } catch (IllegalStateException e) {
      series.computeIfAbsent(contestant, c -> new Series()).fail(String.valueOf(e.getMessage()));
      progress.print('!');
      return List.of();
    }
  }

  private String database() {
    databases++;
    var name = "bench_" + databases;
    server.createDatabase(name);
    return name;
  }

  private void execute(String database, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.url(database), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
