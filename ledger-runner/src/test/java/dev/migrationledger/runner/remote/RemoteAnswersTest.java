package dev.migrationledger.runner.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.ask.Answer;
import dev.migrationledger.query.ask.Outcome;
import dev.migrationledger.runner.target.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a runner asks a service for. */
final class RemoteAnswersTest {

  private static final int ROWS = 3_000;

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();

  private void reply(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().getQuery());
    var rows = IntStream.range(0, ROWS).mapToObj(n -> Map.<String, Object>of("version", n));
    var answer =
        new Answer(
            "ledger/ask/v1",
            "prod",
            7,
            "what is applied",
            "All.",
            rows.toList(),
            List.of(),
            "applied",
            List.of(),
            Outcome.ANSWERED,
            ROWS,
            "");
    var body = AnswerJson.write(answer).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  @Test
  void an_answer_is_asked_for_as_a_whole() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::reply);
    server.start();
    try (var client =
        new ServiceClient(
            ServiceAddress.of("http://127.0.0.1:" + server.getAddress().getPort()),
            new Secret("mlt_secret"),
            "test",
            Duration.ofSeconds(5))) {
      var answers =
          new RemoteAnswers(
              client,
              () -> 0,
              target -> {
                throw new AssertionError("nobody asks for that");
              });

      assertThat(answers.ask("prod", "what is applied").rows()).hasSize(ROWS);
      assertThat(asked).containsExactly("q=what is applied&target=prod&limit=0");
    } finally {
      server.stop(0);
    }
  }
}
