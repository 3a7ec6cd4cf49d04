package dev.migrationledger.bench;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows about the audit service on a long history: what it takes to fill and replay it beside a bare
 * copy of the same rows, and what answers take over HTTP with eight clients beside reading the same
 * rows with bare SQL.
 */
final class AuditRows {

  static final List<String> NAMES = List.of("audit-100000", "audit-1000000");

  private static final String PROGRAMS = "dev.migrationledger.bench.audit.";
  private static final int TARGETS = 200;
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
  private static final Pattern TOKEN = Pattern.compile("mlt_\\S+");
  private static final long PATIENCE_MS = 60_000;

  private final Path home;
  private final Path work;
  private final EmbeddedPostgres server;
  private final Report report;
  private final PrintStream progress;
  private final boolean quick;

  AuditRows(
      Path home,
      Path work,
      EmbeddedPostgres server,
      Report report,
      PrintStream progress,
      boolean quick) {
    this.home = home;
    this.work = work;
    this.server = server;
    this.report = report;
    this.progress = progress;
    this.quick = quick;
  }

  void run(String row) throws IOException, InterruptedException {
    progress.print(row + " ");
    var database = row.replace('-', '_');
    server.createDatabase(database);
    int migrations = row.equals("audit-100000") ? 100 : 1_000;
    var filled = fill(database, migrations);
    progress.print('.');
    report.replay(row, filled);
    ask(database);
    progress.println();
  }

  private double[] fill(String database, int migrations) throws IOException, InterruptedException {
    var sizes = List.of(Integer.toString(TARGETS), Integer.toString(migrations));
    var said = output(program("FleetLedger", "-Xmx4g", arguments(database), sizes));
    return List.of(said.strip().split(" ", -1)).stream().mapToDouble(Double::parseDouble).toArray();
  }

  private void ask(String database) throws IOException, InterruptedException {
    var said = work.resolve("serve.txt");
    var serve =
        new ProcessBuilder(
            home.resolve("ledger").toString(),
            "serve",
            "--port",
            "0",
            "-u",
            server.libpqUrl(database));
    serve.environment().put("LEDGER_NO_BUILD", "1");
    serve.environment().put("PGPASSWORD", server.password());
    var process =
        serve
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      var address = awaited(process, said, ADDRESS);
      var token = awaited(process, said, TOKEN);
      var given = new ArrayList<>(List.of(address, token));
      given.addAll(arguments(database));
      given.add(quick ? "40" : "400");
      report.answers(output(program("AskingClients", "-Xmx3g", given, List.of())));
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static String awaited(Process process, Path said, Pattern what)
      throws IOException, InterruptedException {
    for (long waited = 0; waited < PATIENCE_MS && process.isAlive(); waited += 200) {
      var found = what.matcher(Files.readString(said));
      if (found.find()) {
        return found.group();
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException("the service did not start: " + Files.readString(said));
  }

  private List<String> arguments(String database) {
    return List.of(server.url(database), server.user(), server.password());
  }

  /** On the service's own class path: it is no part of that of the other programs. */
  private List<String> program(
      String name, String memory, List<String> arguments, List<String> more) {
    var api = home.resolve("ledger-api/target");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(memory, "-cp"));
    command.add(
        String.join(
            File.pathSeparator,
            home.resolve("ledger-bench/target/classes").toString(),
            api.resolve("classes").toString(),
            api.resolve("lib").toString() + File.separator + "*"));
    command.add(PROGRAMS + name);
    command.addAll(arguments);
    command.addAll(more);
    return command;
  }

  /** What it prints; its errors go where ours go. */
  private String output(List<String> command) throws IOException, InterruptedException {
    var out = work.resolve("audit.txt");
    var process =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(out.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command.get(4) + " failed: " + Files.readString(out));
    }
    return Files.readString(out);
  }
}
