package dev.migrationledger.runner.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.ask.Answer;
import dev.migrationledger.query.ask.Outcome;
import dev.migrationledger.runner.target.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer that a service gives in several parts. */
@SuppressWarnings("NullAway.Init")
final class RemoteAnswersTest {

  private static final String MOVED_ON =
      """
      {"type": "urn:migration-ledger:error:API-010", "status": 409, "code": "API-010",
       "detail": "the ledger is at event 9 now", "remedy": "Ask again."}
      """;

  private record Reply(int status, String body) {}

  private final Deque<Reply> replies = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private ServiceClient client;
  private RemoteAnswers answers;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::reply);
    server.start();
    client =
        new ServiceClient(
            ServiceAddress.of("http://127.0.0.1:" + server.getAddress().getPort()),
            new Secret("mlt_secret"),
            "test",
            Duration.ofSeconds(5));
    answers =
        new RemoteAnswers(
            client,
            () -> 0,
            target -> {
              throw new AssertionError("nobody asks for that");
            });
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  private void reply(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().getQuery());
    var reply = replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
    var body = reply.body().getBytes(StandardCharsets.UTF_8);
    var type = reply.status() == 200 ? "application/json" : "application/problem+json";
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(reply.status(), body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private static Reply part(String next, int... numbers) {
    var rows = new ArrayList<Map<String, Object>>();
    var evidence = new ArrayList<Evidence>();
    for (int number : numbers) {
      rows.add(Map.of("version", number));
      evidence.add(new Evidence(number, "MigrationApplied", "leaf-" + number));
    }
    return new Reply(
        200,
        AnswerJson.write(
            new Answer(
                "ledger/ask/v1",
                "prod",
                7,
                "what is applied",
                "3 of 3.",
                rows,
                evidence,
                "applied",
                List.of(),
                Outcome.ANSWERED,
                3,
                next)));
  }

  @Test
  void all_parts_are_asked_for_and_joined() {
    replies.addAll(List.of(part("7:1:2", 1, 2), part("", 3)));

    var answer = answers.ask("prod", "what is applied");

    assertThat(answer.rows()).extracting(r -> r.get("version")).containsExactly(1, 2, 3);
    assertThat(answer.evidence()).extracting(Evidence::index).containsExactly(1L, 2L, 3L);
    assertThat(answer.next()).isEmpty();
    assertThat(asked)
        .containsExactly(
            "q=what is applied&target=prod&limit=1000",
            "q=what is applied&target=prod&limit=1000&after=7:1:2");
  }

  @Test
  void an_answer_that_became_another_one_is_asked_for_anew() {
    replies.addAll(
        List.of(part("7:1:2", 1, 2), new Reply(409, MOVED_ON), part("9:1:1", 1), part("", 2)));

    assertThat(answers.ask("prod", "what is applied").rows()).hasSize(2);
    assertThat(asked).hasSize(4).last().asString().endsWith("after=9:1:1");
  }

  @Test
  void a_ledger_that_moves_on_and_on_is_told_after_some_times() {
    for (int i = 0; i < 20; i++) {
      replies.addAll(List.of(part("7:1:2", 1, 2), new Reply(409, MOVED_ON)));
    }

    assertThatThrownBy(() -> answers.ask("prod", "what is applied"))
        .isInstanceOf(RemoteFailure.NotServed.class)
        .hasMessageContaining("API-010 the ledger is at event 9 now");
    assertThat(asked).hasSize(10);
  }

  @Test
  void a_service_that_goes_on_without_end_is_not_followed() {
    replies.addAll(List.of(part("7:1:2", 1, 2), part("7:1:2")));

    assertThatThrownBy(() -> answers.ask("prod", "what is applied"))
        .hasMessageContaining("a further part of the answer holds nothing");
    assertThat(asked).hasSize(2);
  }
}
