package dev.migrationledger.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says about the server on a data folder (PostgreSQL 18 docs, 66.1).
 *
 * @param port 0 as long as the server has not come to writing it
 */
record Postmaster(long pid, int port, String status) {

  /** Above every possible process id, so that PostgreSQL takes the file for a dead server's. */
  private static final String NOBODY = "2147483646";

  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;
  private static final int ANSWER_MILLIS = 2000;

  /** The living server on this folder, if there is one. */
  static Optional<Postmaster> on(Path data) {
    return read(data).filter(found -> isAlive(found.pid) && found.serves(data));
  }

  static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !isZombie(pid);
  }

  /**
   * Makes a file whose process id now belongs to somebody else harmless: PostgreSQL would refuse to
   * start. The rest stays, because from it PostgreSQL finds orphaned backends of the dead server.
   */
  static void disarm(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    Optional<Postmaster> stale = read(data).filter(found -> isPresent(found.pid));
    if (stale.isPresent()) {
      List<String> lines = Files.readAllLines(file);
      lines.set(0, NOBODY);
      Files.write(file, lines);
    }
  }

  boolean ready() {
    return status.equals("ready") && port > 0;
  }

  boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), ANSWER_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Postmaster> read(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      if (lines.isEmpty()) {
        return Optional.empty();
      }
      String port = lines.size() > PORT_LINE ? lines.get(PORT_LINE).strip() : "";
      String status = lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "";
      return Optional.of(
          new Postmaster(
              Long.parseLong(lines.getFirst().strip()),
              port.isEmpty() ? 0 : Integer.parseInt(port),
              status));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A process id may have been given to somebody else since: then the program is another one. */
  private boolean serves(Path data) {
    ProcessHandle.Info info = ProcessHandle.of(pid).map(ProcessHandle::info).orElse(null);
    if (info == null) {
      return false;
    }
    boolean program =
        info.command()
            .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
            .orElse(true);
    boolean folder =
        info.arguments().map(all -> List.of(all).contains(data.toString())).orElse(true);
    return program && folder;
  }

  private static boolean isPresent(long pid) {
    return ProcessHandle.of(pid).isPresent();
  }

  /** In a container nobody may collect the dead: they keep their id, and do nothing. */
  private static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }
}
