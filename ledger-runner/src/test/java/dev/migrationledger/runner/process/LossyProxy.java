package dev.migrationledger.runner.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Stands between a program and its server. Once, when the server has carried out the COMMIT of a
 * transaction that holds a given statement, it hangs up on the program before the answer.
 */
final class LossyProxy implements AutoCloseable {

  private final ServerSocket door;
  private final int server;
  private final String statement;
  private final AtomicBoolean lost = new AtomicBoolean();

  private LossyProxy(ServerSocket door, int server, String statement) {
    this.door = door;
    this.server = server;
    this.statement = "\0" + statement + "\0";
  }

  static LossyProxy before(int server, String statement) throws IOException {
    var door = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    var proxy = new LossyProxy(door, server, statement);
    Thread.ofVirtual().start(proxy::serve);
    return proxy;
  }

  int port() {
    return door.getLocalPort();
  }

  /** Whether an answer was withheld. */
  boolean hasLost() {
    return lost.get();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        var client = door.accept();
        var back = new Socket(InetAddress.ofLiteral("127.0.0.1"), server);
        var watched = new AtomicBoolean();
        Thread.ofVirtual().start(() -> pass(client, back, bytes -> notice(watched, bytes)));
        Thread.ofVirtual().start(() -> pass(back, client, bytes -> !withholds(watched, bytes)));
      } catch (IOException e) {
        // closed, or the server is away: the client sees it
      }
    }
  }

  private boolean notice(AtomicBoolean watched, String bytes) {
    if (bytes.contains(statement)) {
      watched.set(true);
    }
    return true;
  }

  private boolean withholds(AtomicBoolean watched, String bytes) {
    return watched.get() && bytes.contains("COMMIT\0") && lost.compareAndSet(false, true);
  }

  private static void pass(Socket from, Socket to, Predicate<String> passes) {
    var buffer = new byte[1 << 16];
    try (from;
        to;
        InputStream in = from.getInputStream()) {
      var out = to.getOutputStream();
      for (var n = in.read(buffer); n > 0; n = in.read(buffer)) {
        if (!passes.test(new String(buffer, 0, n, StandardCharsets.ISO_8859_1))) {
          return;
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // one end hung up: both are closed
    }
  }
}
