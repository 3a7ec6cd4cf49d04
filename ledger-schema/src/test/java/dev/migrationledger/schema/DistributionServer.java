package dev.migrationledger.schema;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A server of the distribution's PostgreSQL with its own client programs, gone at the end. */
final class DistributionServer implements AutoCloseable {

  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final List<String> NEEDED =
      List.of("initdb", "postgres", "pg_ctl", "pg_dump", "psql");

  private final Path programs;
  private final Path folder;
  private final int port;

  private DistributionServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** The newest folder that has all programs. */
  static Optional<Path> programs() throws IOException {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> NEEDED.stream().allMatch(p -> Files.isExecutable(bin.resolve(p))))
          .max(Comparator.comparing(DistributionServer::version));
    }
  }

  private static int version(Path bin) {
    var name = String.valueOf(bin.getName(bin.getNameCount() - 2));
    return name.matches("[0-9]{1,4}") ? Integer.parseInt(name) : 0;
  }

  static DistributionServer start(Path programs) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("distribution-server-");
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var server = new DistributionServer(programs, folder, port);
    if (isRoot()) {
      server.run(List.of("chown", "postgres", folder.toString()));
    }
    var data = folder.resolve("data").toString();
    server.program(
        "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
    var options = "-c listen_addresses=127.0.0.1 -c fsync=off -p %d -k %s".formatted(port, folder);
    server.program("pg_ctl", "-D", data, "-w", "-l", folder + "/log", "-o", options, "start");
    return server;
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** Runs statements, each by itself. */
  void psql(String database, String... statements) throws IOException, InterruptedException {
    for (var statement : statements) {
      run(client("psql", database, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement));
    }
  }

  /** Runs a file. */
  void file(String database, Path file) throws IOException, InterruptedException {
    run(client("psql", database, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-"), file);
  }

  /** What {@code pg_dump} says of one database makes the other. */
  void copy(String from, String to) throws IOException, InterruptedException {
    var dump = Files.createTempFile("dump", ".sql");
    var said = run(client("pg_dump", from));
    Files.writeString(dump, said, StandardCharsets.UTF_8);
    file(to, dump);
    Files.delete(dump);
  }

  private List<String> client(String program, String database, String... more) {
    var command =
        new ArrayList<>(
            List.of(
                programs.resolve(program).toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-U",
                "postgres",
                "-d",
                database));
    command.addAll(List.of(more));
    return command;
  }

  /** PostgreSQL refuses to run as root. */
  private void program(String name, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    return run(command, Path.of("/dev/null"));
  }

  private String run(List<String> command, Path in) throws IOException, InterruptedException {
    var out = Files.createTempFile("said", ".txt");
    var errors = Files.createTempFile("errors", ".txt");
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    var status = process.waitFor();
    var said = Files.readString(out);
    var complaint = Files.readString(errors);
    Files.delete(out);
    Files.delete(errors);
    if (status != 0) {
      throw new IllegalStateException(command + " ended with " + status + ": " + said + complaint);
    }
    return said;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    program("pg_ctl", "-D", folder.resolve("data").toString(), "-w", "-m", "immediate", "stop");
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
