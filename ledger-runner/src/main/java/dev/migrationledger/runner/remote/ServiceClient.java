package dev.migrationledger.runner.remote;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.UnreadableAnswer;
import dev.migrationledger.runner.target.Secret;
import dev.migrationledger.store.failure.StoreFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Speaks HTTP with the service; asks again while it does not answer, for about eight seconds, and
 * once more when it took the request and did not answer in time. An answer has to come whole within
 * its time and to be of a bearable length.
 */
final class ServiceClient implements AutoCloseable {

  private static final long[] PAUSES_MS = {250, 500, 1_000, 2_000, 4_000};
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final long LONGEST = 128L << 20;
  private static final int LONGEST_PROBLEM = 64 << 10;

  private static final int UNAVAILABLE = 502;

  /** The status of an answer that is not there yet, and has to be asked for again. */
  static final int GOES_ON = 202;

  private static final int OK = 200;
  private static final int REDIRECTED = 300;
  private static final int REFUSED = 400;
  private static final int CONFLICT = 409;

  private final ServiceAddress address;
  private final Secret token;
  private final String program;
  private final Duration patience;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  ServiceClient(ServiceAddress address, Secret token, String program) {
    this(address, token, program, ANSWER);
  }

  /**
   * The same with a patience of its own.
   *
   * @param patience how long an answer may take
   */
  ServiceClient(ServiceAddress address, Secret token, String program, Duration patience) {
    this.address = address;
    this.token = token;
    this.program = program;
    this.patience = patience;
  }

  /** What the service says when it refuses, as RFC 9457 has it, as far as it is needed here. */
  private record Problem(String code, String detail, String remedy) {

    static final Problem NONE = new Problem("", "", "");
  }

  /**
   * Asks.
   *
   * @throws StoreFailure.Unreachable when it does not answer
   * @throws RemoteFailure when it refuses
   */
  HttpResponse<byte[]> post(Operation operation, byte[] body) {
    return answer(
        request(address.of(operation))
            .header("Content-Type", "application/json")
            .header(Wire.SHAPE_HEADER, Wire.SHAPE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  /**
   * Reads.
   *
   * @param parameters what it is narrowed by
   * @param path the address's parts after the API's version
   * @param type what is wanted, without parameters
   * @throws StoreFailure.Unreachable when it does not answer
   * @throws RemoteFailure when it refuses, or answers with something else
   */
  HttpResponse<byte[]> get(Map<String, String> parameters, List<String> path, String type) {
    return typed(request(address.of(parameters, path)), type);
  }

  /**
   * Reads what is put on record when it is given: when an answer is lost it is asked for again
   * under the same key, so that it is recorded once.
   */
  HttpResponse<byte[]> getOnce(Map<String, String> parameters, List<String> path, String type) {
    var key = UUID.randomUUID().toString();
    return typed(request(address.of(parameters, path)).header(Wire.KEY_HEADER, key), type);
  }

  private HttpResponse<byte[]> typed(HttpRequest.Builder request, String type) {
    var response = answer(request.header("Accept", type).build());
    var given = type(response);
    if (!given.equals(type) && response.statusCode() != GOES_ON) {
      throw notUnderstood("it is " + (given.isEmpty() ? "of no type" : given) + ", not " + type);
    }
    return response;
  }

  RemoteFailure notUnderstood(String why) {
    return new RemoteFailure.Unusable(
        RemoteCode.NOT_UNDERSTOOD, "the answer of " + address + " cannot be read: " + why);
  }

  private HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri)
        .timeout(patience)
        .header("Authorization", "Bearer " + token.value())
        .header(Wire.PROGRAM_HEADER, program);
  }

  private HttpResponse<byte[]> answer(HttpRequest request) {
    for (int attempt = 0; ; attempt++) {
      var last = attempt == PAUSES_MS.length;
      try {
        var response = exchange(request);
        if (response.statusCode() < UNAVAILABLE || last) {
          return accepted(response);
        }
      } catch (BoundedBody.TooLong e) {
        throw new RemoteFailure.Unusable(
            RemoteCode.TOO_LONG, "the answer of " + address + " is too long: " + e.getMessage());
      } catch (IOException e) {
        if (last || (attempt > 0 && isSilent(e))) {
          throw unreachable(String.valueOf(e), e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw unreachable("interrupted", e);
      }
      pause(PAUSES_MS[attempt]);
    }
  }

  /** It takes the request and does nothing: that takes long enough when it is tried twice. */
  private static boolean isSilent(IOException e) {
    return e instanceof HttpTimeoutException && !(e instanceof HttpConnectTimeoutException);
  }

  /** The request's own limit ends with the answer's headers: this one is for all of it. */
  private HttpResponse<byte[]> exchange(HttpRequest request)
      throws IOException, InterruptedException {
    var answer = http.sendAsync(request, info -> new BoundedBody(LONGEST));
    try {
      return answer.get(patience.plus(CONNECT).toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no whole answer within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private HttpResponse<byte[]> accepted(HttpResponse<byte[]> response) {
    var status = response.statusCode();
    if (status == OK || (status == GOES_ON && response.request().method().equals("GET"))) {
      return response;
    }
    var problem = problem(response);
    if (status == CONFLICT && problem.code().startsWith("LEDGER-")) {
      throw new RemoteFailure.Refused(problem.detail());
    }
    if (status >= UNAVAILABLE) {
      throw unreachable(
          "status %d %s %s".formatted(status, problem.code(), problem.detail()).strip(),
          new IOException(problem.code()));
    }
    if (!problem.code().isEmpty()) {
      throw new RemoteFailure.NotServed(problem.code(), problem.detail(), problem.remedy());
    }
    throw notUnderstood(
        status >= REDIRECTED && status < REFUSED
            ? "it leads elsewhere (status %d, to %s), and the token does not go there"
                .formatted(status, response.headers().firstValue("Location").orElse("nowhere"))
            : "it is of status %d and %s, not a problem that the service tells"
                .formatted(status, type(response).isEmpty() ? "no type" : type(response)));
  }

  private static Problem problem(HttpResponse<byte[]> response) {
    if (!type(response).equals("application/problem+json")
        || response.body().length > LONGEST_PROBLEM) {
      return Problem.NONE;
    }
    try {
      var all = AnswerJson.object(response.body());
      return new Problem(word(all, "code"), word(all, "detail"), word(all, "remedy"));
    } catch (UnreadableAnswer e) {
      return Problem.NONE;
    }
  }

  private static String word(Map<String, Object> problem, String name) {
    return problem.get(name) instanceof String text ? text : "";
  }

  private static String type(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("Content-Type")
        .map(type -> type.replaceFirst(";.*", "").strip())
        .orElse("");
  }

  private StoreFailure.Unreachable unreachable(String why, Exception e) {
    return new StoreFailure.Unreachable("the service " + address + " does not answer: " + why, e);
  }

  static void pause(long ms) {
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
