package dev.migrationledger.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server of an installed PostgreSQL with its own {@code pg_dump} and {@code psql}: the embedded
 * one has no such programs, and those of another version may refuse it. As root it runs as the user
 * {@code postgres}.
 */
final class Programs implements AutoCloseable {

  private static final List<String> NEEDED =
      List.of("initdb", "postgres", "pg_ctl", "pg_dump", "psql");

  private final Path bin;
  private final Path folder;
  private final int port;

  private Programs(Path bin, Path folder, int port) {
    this.bin = bin;
    this.folder = folder;
    this.port = port;
  }

  /** What a named folder lacks; empty when it has all programs. */
  static Optional<String> missing(String named) {
    if (named.isEmpty()) {
      return Optional.of("no --server-bin and no BENCH_SERVER_BIN names a PostgreSQL's bin folder");
    }
    var lacking =
        NEEDED.stream().filter(p -> !Files.isExecutable(Path.of(named).resolve(p))).toList();
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(named + " has no " + String.join(", ", lacking));
  }

  static Programs start(Path bin) throws IOException, InterruptedException {
    // not below the project: the server's user may not enter that
    var folder = Files.createTempDirectory("ledger-bench-server-");
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    if (isRoot()) {
      new Launch(List.of("chown", "postgres", folder.toString()), Map.of(), folder).measure();
    }
    var programs = new Programs(bin, folder, port);
    var data = folder.resolve("data").toString();
    programs.asServer("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8");
    programs.asServer(
        "pg_ctl",
        "-D",
        data,
        "-w",
        "-l",
        folder + "/log",
        "-o",
        "-c listen_addresses=127.0.0.1 -c max_locks_per_transaction=1024 -p %d -k %s"
            .formatted(port, folder),
        "start");
    return programs;
  }

  String url(String database) {
    return "postgresql://postgres@127.0.0.1:%d/%s".formatted(port, database);
  }

  /** A client program on a database, to be measured in a folder. */
  Launch client(Path in, String program, String database, String... more) {
    var command = new ArrayList<>(List.of(bin.resolve(program).toString(), "-d", url(database)));
    command.addAll(List.of(more));
    return new Launch(command, Map.of(), in);
  }

  private void asServer(String program, String... more) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(more));
    new Launch(command, Map.of(), folder).measure();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Override
  public void close() throws IOException {
    try {
      asServer("pg_ctl", "-D", folder.resolve("data").toString(), "-w", "-m", "fast", "stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the server was stopped; its folder is " + folder, e);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
