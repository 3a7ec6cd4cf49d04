package dev.migrationledger.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rows about schemas, on one installed PostgreSQL and its programs: a snapshot and a look for drift
 * beside {@code pg_dump -s} of the same database, and a shadow replay beside {@code psql} applying
 * the same files.
 */
final class SchemaRows {

  static final List<String> NAMES = List.of("schema-500", "schema-5000", "shadow-1000");

  private static final Pattern REPLAY =
      Pattern.compile("\"name\": \"replay\"[^}]*\"duration_ms\": (\\d+)");

  private final Path home;
  private final Path work;
  private final Programs programs;
  private final Report report;
  private final PrintStream progress;
  private final int repetitions;

  SchemaRows(
      Path home, Path work, Programs programs, Report report, PrintStream progress, boolean quick) {
    this.home = home;
    this.work = work;
    this.programs = programs;
    this.report = report;
    this.progress = progress;
    this.repetitions = quick ? 3 : 7;
  }

  void run(String row) throws IOException, InterruptedException, GeneralSecurityException {
    progress.print(row + " ");
    if (row.equals("shadow-1000")) {
      shadow();
    } else {
      schema(row, Integer.parseInt(row.substring(row.indexOf('-') + 1)));
    }
    progress.println();
  }

  private void schema(String row, int tables) throws IOException, InterruptedException {
    var database = row.replace('-', '_');
    create(database);
    var script = work.resolve(row + ".sql");
    Files.writeString(script, ddl(tables));
    programs.client(work, "psql", database, "-qX", "-1", "-f", script.toString()).measure();
    var url = programs.url(database);
    ledger("drift", "-u", url, "--take-as-is", "--reason", "measured").measure();
    programs.client(work, "psql", "postgres", "-qXc", "CHECKPOINT").measure();
    var launches = new LinkedHashMap<String, Launch>();
    launches.put("pg_dump -s", programs.client(work, "pg_dump", database, "-s", "-f", "dump.sql"));
    launches.put(
        "ledger schema export", ledger("schema", "export", "-u", url, "--out", "snapshot.json"));
    launches.put("ledger drift", ledger("drift", "-u", url));
    report.beside(
        "%s: the schema of %,d tables".formatted(row, tables),
        "pg_dump -s",
        measure(launches),
        Map.of("ledger schema export", 1.0, "ledger drift", 1.0));
  }

  private Map<String, Series> measure(Map<String, Launch> launches)
      throws IOException, InterruptedException {
    var series = new LinkedHashMap<String, Series>();
    launches.keySet().forEach(name -> series.put(name, new Series()));
    var order = new ArrayList<>(launches.keySet());
    for (int repetition = 0; repetition < repetitions; repetition++) {
      for (var name : order) {
        series.computeIfAbsent(name, n -> new Series()).add(launches.get(name).measure());
        progress.print('.');
      }
      Collections.rotate(order, 1);
    }
    return series;
  }

  /** The replay is one check of several: its own time is what the answer says of it. */
  private void shadow() throws IOException, InterruptedException, GeneralSecurityException {
    var scripts =
        Scripts.write(Workload.SMALL_1000, Files.createDirectories(work.resolve("shadow")));
    var psql = new Series();
    var whole = new Series();
    var replay = new Series();
    for (int repetition = 0; repetition < repetitions; repetition++) {
      var database = "shadow_" + repetition;
      create(database);
      programs.client(work, "psql", "postgres", "-qXc", "CHECKPOINT").measure();
      var driver = scripts.driver().toString();
      psql.add(
          programs
              .client(work, "psql", database, "-qX", "-v", "ON_ERROR_STOP=1", "-f", driver)
              .measure());
      progress.print('.');
      forget();
      programs.client(work, "psql", "postgres", "-qXc", "CHECKPOINT").measure();
      var url = programs.url("postgres");
      var dir = scripts.plain().toString();
      var sample = ledger("ci", "--dir", dir, "--shadow-url", url, "--output", "json").measure();
      whole.add(sample);
      var said = REPLAY.matcher(Files.readString(work.resolve("output.txt")));
      if (!said.find()) {
        throw new IllegalStateException("ledger ci does not tell how long its replay took");
      }
      replay.add(new Launch.Sample(Long.parseLong(said.group(1)) / 1e3, sample.peakKb()));
      progress.print('.');
    }
    var measured = new LinkedHashMap<String, Series>();
    measured.put("psql -f, with a history row each", psql);
    measured.put("ledger ci, its check \"replay\"", replay);
    measured.put("ledger ci, whole: parsed, linted, replayed twice", whole);
    report.beside(
        "shadow-1000: 1,000 small scripts on an empty database",
        "psql -f, with a history row each",
        measured,
        Map.of("ledger ci, its check \"replay\"", 2.0));
  }

  /** What was replayed before would be remembered. */
  private void forget() throws IOException {
    var memory = work.resolve(".ledger");
    if (Files.exists(memory)) {
      try (Stream<Path> files = Files.walk(memory)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private void create(String database) throws IOException, InterruptedException {
    programs.client(work, "psql", "postgres", "-qXc", "CREATE DATABASE " + database).measure();
  }

  private Launch ledger(String... words) {
    var command = new ArrayList<>(List.of(home.resolve("ledger").toString()));
    command.addAll(List.of(words));
    return new Launch(command, Map.of("LEDGER_NO_BUILD", "1", "LEDGER_NAMING", "flyway"), work);
  }

  private static String ddl(int tables) {
    var text = new StringBuilder();
    for (int number = 1; number <= tables; number++) {
      text.append(
          """
          CREATE TABLE shop_%1$d (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            parent_id bigint REFERENCES shop_%2$d (id),
            name text NOT NULL,
            total_cents bigint NOT NULL DEFAULT 0 CHECK (total_cents >= 0),
            made_at timestamptz NOT NULL DEFAULT now()
          );
          CREATE INDEX shop_%1$d_name_idx ON shop_%1$d (name);
          """
              .formatted(number, Math.max(1, number - 1)));
    }
    return text.toString();
  }
}
