package dev.migrationledger.runner.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.runner.target.Secret;
import dev.migrationledger.store.failure.StoreFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What a runner does when the service does not do what services do. */
final class ServiceClientTest {

  @Test
  void a_service_that_takes_requests_and_never_answers_is_asked_twice() throws IOException {
    Queue<Socket> taken = new ConcurrentLinkedQueue<>();
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var client =
            new ServiceClient(
                ServiceAddress.of("http://127.0.0.1:" + silent.getLocalPort()),
                new Secret("mlt_secret"),
                "test",
                Duration.ofSeconds(1))) {
      Thread.ofPlatform().daemon().start(() -> take(silent, taken));

      assertThatThrownBy(() -> client.get(Map.of(), List.of("targets"), "application/json"))
          .isInstanceOf(StoreFailure.Unreachable.class)
          .hasMessageContaining("127.0.0.1:" + silent.getLocalPort() + " does not answer")
          .hasMessageNotContaining("mlt_secret");

      assertThat(taken).hasSize(2);
    } finally {
      for (var socket : taken) {
        socket.close();
      }
    }
  }

  private static void take(ServerSocket silent, Queue<Socket> taken) {
    try {
      while (true) {
        taken.add(silent.accept());
      }
    } catch (IOException e) {
      // the test is over
    }
  }
}
