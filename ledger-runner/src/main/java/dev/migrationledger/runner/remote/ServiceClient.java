package dev.migrationledger.runner.remote;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.runner.target.Secret;
import dev.migrationledger.store.failure.StoreFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Speaks HTTP with the service; asks again while it does not answer, for about eight seconds. */
final class ServiceClient implements AutoCloseable {

  private static final long[] PAUSES_MS = {250, 500, 1_000, 2_000, 4_000};
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private static final int UNAVAILABLE = 502;
  private static final int OK = 200;
  private static final int CONFLICT = 409;

  private final ServiceAddress address;
  private final Secret token;
  private final String program;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  ServiceClient(ServiceAddress address, Secret token, String program) {
    this.address = address;
    this.token = token;
    this.program = program;
  }

  /**
   * Asks.
   *
   * @throws StoreFailure.Unreachable when it does not answer
   * @throws RemoteFailure when it refuses
   */
  byte[] post(Operation operation, byte[] body) {
    var request =
        HttpRequest.newBuilder(address.of(operation))
            .timeout(ANSWER)
            .header("Authorization", "Bearer " + token.value())
            .header("Content-Type", "application/json")
            .header(Wire.SHAPE_HEADER, Wire.SHAPE)
            .header(Wire.PROGRAM_HEADER, program)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    for (int attempt = 0; ; attempt++) {
      var last = attempt == PAUSES_MS.length;
      try {
        var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() < UNAVAILABLE || last) {
          return answer(response);
        }
      } catch (IOException e) {
        if (last) {
          throw unreachable(String.valueOf(e), e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw unreachable("interrupted", e);
      }
      pause(PAUSES_MS[attempt]);
    }
  }

  RemoteFailure notUnderstood(Exception why) {
    return new RemoteFailure.Unusable(
        RemoteCode.NOT_UNDERSTOOD,
        "the answer of " + address + " cannot be read: " + why.getMessage());
  }

  private byte[] answer(HttpResponse<byte[]> response) {
    var status = response.statusCode();
    if (status == OK) {
      return response.body();
    }
    var problem = problem(response);
    var code = problem.getOrDefault("code", "");
    var detail = problem.getOrDefault("detail", "");
    if (status == CONFLICT && code.startsWith("LEDGER-")) {
      throw new RemoteFailure.Refused(detail);
    }
    if (status >= UNAVAILABLE) {
      throw unreachable("status " + status + " " + code + " " + detail, new IOException(code));
    }
    if (!code.isEmpty()) {
      throw new RemoteFailure.NotServed(code, detail, problem.getOrDefault("remedy", ""));
    }
    throw notUnderstood(new IOException("status " + status));
  }

  private static Map<String, String> problem(HttpResponse<byte[]> response) {
    var type = response.headers().firstValue("Content-Type").orElse("");
    if (!type.startsWith("application/problem+json")) {
      return Map.of();
    }
    var all = AnswerJson.object(new String(response.body(), StandardCharsets.UTF_8));
    return Map.of(
        "code", word(all, "code"), "detail", word(all, "detail"), "remedy", word(all, "remedy"));
  }

  private static String word(Map<String, Object> problem, String name) {
    return problem.get(name) instanceof String text ? text : "";
  }

  private StoreFailure.Unreachable unreachable(String why, Exception e) {
    return new StoreFailure.Unreachable("the service " + address + " does not answer: " + why, e);
  }

  private static void pause(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
