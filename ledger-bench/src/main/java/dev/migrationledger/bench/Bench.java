package dev.migrationledger.bench;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures the rows that are named, or all.
 *
 * <p>Arguments: {@code [--quick] [--only contestant,…] [--server-bin folder] [row …]}. The system
 * property {@code bench.home} names the project's folder.
 */
public final class Bench {

  private static final String PARSER = "parser";

  private Bench() {}

  /** Prints the tables; exits with 0 whatever they say. */
  public static void main(String[] arguments) throws Exception {
    var given = List.of(arguments);
    if (given.contains("--help") || given.contains("-h")) {
      System.out.println(
          "ledger-bench/bench [--quick] [--only CONTESTANT,...] [--server-bin FOLDER] [row ...]\n"
              + "The rows, all of them when none is named: "
              + rowNames());
      return;
    }
    var home = Path.of(System.getProperty("bench.home", ".")).toAbsolutePath().normalize();
    int only = given.indexOf("--only");
    var wanted = only < 0 ? "" : given.get(only + 1);
    int bin = given.indexOf("--server-bin");
    var programs =
        bin < 0 ? System.getenv().getOrDefault("BENCH_SERVER_BIN", "") : given.get(bin + 1);
    var names =
        given.stream()
            .filter(a -> !a.startsWith("--") && !a.equals(wanted))
            .filter(a -> bin < 0 || !a.equals(programs))
            .toList();
    boolean parser = names.isEmpty() || names.contains(PARSER);
    var rows = rows(names);
    var parent = Files.createDirectories(home.resolve("ledger-bench/target"));
    var folder = Files.createTempDirectory(parent, "run-");
    var work = Files.createDirectories(folder.resolve("work"));
    try (var server = EmbeddedPostgres.start(folder.resolve("server"))) {
      var out = new PrintStream(System.out, true, java.nio.charset.StandardCharsets.UTF_8);
      boolean quick = given.contains("--quick");
      var launches = new Launches(home, work, server);
      var contest = new Contest(server, launches, System.err, quick);
      var report = new Report(out);
      if (parser) {
        launches.parser().measure();
        var numbers = Files.readString(work.resolve("output.txt")).strip().split(" ", -1);
        report.parser(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
      }
      for (var row : rows) {
        System.err.print(row.name() + " ");
        report.print(row, contest.run(row, contestants(row, wanted)));
      }
      schemaRows(names, programs, home, work, report, quick);
      var audit = new AuditRows(home, work, server, report, System.err, quick);
      for (var name : AuditRows.NAMES) {
        if (names.isEmpty() || names.contains(name)) {
          audit.run(name);
        }
      }
      out.println("Goals missed: " + report.missed());
    } finally {
      delete(folder);
    }
  }

  private static void schemaRows(
      List<String> names, String bin, Path home, Path work, Report report, boolean quick)
      throws Exception {
    var wanted =
        SchemaRows.NAMES.stream().filter(n -> names.isEmpty() || names.contains(n)).toList();
    if (wanted.isEmpty()) {
      return;
    }
    var missing = Programs.missing(bin);
    if (missing.isPresent()) {
      System.err.println(
          String.join(", ", wanted)
              + " LEFT OUT: "
              + missing.get()
              + "; e.g. --server-bin /usr/lib/postgresql/18/bin");
      return;
    }
    try (var server = Programs.start(Path.of(bin))) {
      var rows = new SchemaRows(home, work, server, report, System.err, quick);
      for (var name : wanted) {
        rows.run(name);
      }
    }
  }

  private static String rowNames() {
    var all = Row.all().stream().map(Row::name).collect(Collectors.joining(", "));
    return String.join(
        ", ", PARSER, all, String.join(", ", SchemaRows.NAMES), String.join(", ", AuditRows.NAMES));
  }

  private static List<Row> rows(List<String> names) {
    var all = Row.all();
    var known = all.stream().map(Row::name).toList();
    var unknown =
        names.stream()
            .filter(n -> !known.contains(n) && !n.equals(PARSER))
            .filter(n -> !SchemaRows.NAMES.contains(n) && !AuditRows.NAMES.contains(n))
            .toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no row " + unknown + "; the rows are " + rowNames());
    }
    return names.isEmpty() ? all : all.stream().filter(r -> names.contains(r.name())).toList();
  }

  private static List<Contestant> contestants(Row row, String wanted) {
    var psql = hasPsql();
    if (!psql) {
      System.err.println("psql is not on PATH: that floor is LEFT OUT");
    }
    return row.contestants().stream()
        .filter(c -> psql || c != Contestant.PSQL)
        .filter(c -> wanted.isEmpty() || List.of(wanted.split(",", -1)).contains(c.name()))
        .toList();
  }

  private static boolean hasPsql() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "psql")));
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
