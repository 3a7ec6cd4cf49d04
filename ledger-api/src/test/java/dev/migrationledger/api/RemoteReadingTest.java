package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.migrationledger.store.merkle.Hash;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line shows of a ledger that it reaches over a service only. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(ReplaceUnderscores.class)
final class RemoteReadingTest {

  @TempDir static Path folder;
  private static RemoteShop shop;
  private static String reader;
  private static Instant told;

  @BeforeAll
  static void start() throws Exception {
    shop = new RemoteShop(folder);
    shop.story();
    told = Instant.now();
    reader = shop.token("rea", "read");
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "status --exit-code",
        "history",
        "history 2",
        "history --newest 3",
        "history --by DANA@example.com",
        "history --by nobody",
        "edits",
        "edits 0001",
        "edits 0002",
        "ask who edited 0001 after it ran",
        "ask which migrations never ran and why",
        "ask why did the last deploy fail",
        "ask why was 0004 retired",
        "ask what is the meaning of 100% life & death + taxes?",
        "ask who changed a"
      })
  void an_answer_is_the_same_over_a_service_as_from_the_database(String line) {
    var words = line.startsWith("ask ") ? line.split(" ", 2) : line.split(" ");
    var near = shop.near(words);
    assertThat(near).doesNotContain("REMOTE-", "CLI-", "\u001b", "\u202e");
    assertThat(shop.far(reader, words)).isEqualTo(near);

    var asked = Stream.concat(Stream.of(words), Stream.of("-o", "json")).toArray(String[]::new);
    var document = shop.near(asked);
    assertThat(document).contains("\"as_of\": ");
    assertThat(shop.far(reader, asked)).isEqualTo(document);
  }

  @ParameterizedTest
  @CsvSource({
    "changes, human",
    "changes, json",
    "changes, csv",
    "changes, markdown",
    "changes, html",
    "incident, human",
    "incident, json",
    "incident, csv",
    "incident, html"
  })
  void a_report_is_the_same_over_a_service_but_for_what_was_recorded_since(
      String subject, String format) throws Exception {
    var words =
        ("report " + subject + " --from 2020-01-01 --to " + told + " --seed s -o " + format)
            .split(" ");
    var near = shop.near(words);
    var far = shop.far(reader, words);

    assertThat(near).startsWith("0 ").hasSizeGreaterThan(400);
    assertThat(timeless(far)).isEqualTo(timeless(near));
    if (format.equals("human")) {
      assertThat(far).doesNotContain("\u001b", "\u202e");
    }
  }

  /** Without the size of the log, and its root. */
  private static String timeless(String report) throws Exception {
    var size = shop.service.json("/api/v1/targets/shop/status").at("/as_of").asInt();
    var sizes =
        IntStream.rangeClosed(size - 3, size + 1)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining("|", "\\b(", ")\\b"));
    return report.replaceAll("[0-9a-f]{64}", "HASH").replaceAll(sizes, "SIZE");
  }

  @Test
  void a_report_goes_into_a_file_and_is_on_record_as_taken_by_the_tokens_owner() throws Exception {
    var token = shop.token("aud", "read");
    var words = "report changes --from 2020-01-01 -o pdf --out far.pdf".split(" ");

    assertThat(shop.far(token, words)).startsWith("0 far.pdf: as of event ");
    var bytes = Files.readAllBytes(folder.resolve("shop/far.pdf"));
    assertThat(new String(bytes, 0, 5, StandardCharsets.UTF_8)).isEqualTo("%PDF-");
    assertThat(shop.far(token, "history", "--by", "aud", "-o", "json"))
        .contains("LogExported", "report changes");
    var newest = shop.service.json("/api/v1/events?event=LogExported&order=desc&limit=1");
    assertThat(newest.toString()).contains(Hash.sha256(bytes).hex(), "\"aud\"");
    assertThat(shop.far(token, words)).startsWith("2 ").contains("far.pdf is there already");
  }

  @Test
  void a_report_about_a_target_that_is_not_known_is_refused_as_from_the_database()
      throws Exception {
    var words = "report changes --from 2020-01-01 --target shpo".split(" ");

    assertThat(shop.near(words)).startsWith("2 ").contains("the ledger has no target \"shpo\"");
    assertThat(shop.far(reader, words)).isEqualTo(shop.near(words));
    assertThat(shop.far(shop.token("runb", "run"), words)).startsWith("2 ").contains("ACCESS-005");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "history", "edits"})
  void of_a_target_that_is_not_known_nothing_is_known_and_the_others_are_named(String command) {
    var near = shop.near(command, "--target", "shpo");

    assertThat(near).contains("note: the ledger has no target \"shpo\"; it knows shop");
    assertThat(shop.far(reader, command, "--target", "shpo")).isEqualTo(near);
    assertThat(shop.far(reader, command, "--target", "shpo", "-o", "json"))
        .isEqualTo(shop.near(command, "--target", "shpo", "-o", "json"));
  }

  @Test
  void a_question_about_a_target_that_is_not_known_is_answered_as_from_the_database() {
    for (var target : List.of("shpo", "a/b ü?")) {
      var words = new String[] {"ask", "--target", target, "who edited 0001 after it ran"};
      var near = shop.near(words);

      assertThat(near).contains("note: the ledger has no target \"" + target + "\"; it knows shop");
      assertThat(shop.far(reader, words)).isEqualTo(near);
    }
    assertThat(shop.far(reader, "ask", "--target", "shpo", "what is pending", "-o", "json"))
        .isEqualTo(shop.near("ask", "--target", "shpo", "what is pending", "-o", "json"));
  }

  @Test
  void a_report_for_a_terminal_is_on_record_as_one_for_people() throws Exception {
    var token = shop.token("looker", "read");
    var words = "report incident --from 2020-01-01".split(" ");

    assertThat(shop.far(token, words)).startsWith("0 ");
    var taken = shop.service.json("/api/v1/events?event=LogExported&actor=looker").toString();
    assertThat(taken).contains("human").doesNotContain("json");
    assertThat(shop.near(words)).startsWith("0 ");
    var near = shop.service.json("/api/v1/events?event=LogExported&order=desc&limit=1").toString();
    assertThat(near).contains("human");
  }

  @Test
  void a_report_whose_answer_was_lost_is_given_again_and_on_record_once() throws Exception {
    var token = shop.token("loser", "read");
    try (var proxy = new LosingProxy(shop.service.address())) {
      var words = "report changes --from 2020-01-01 -o csv --out lost.csv".split(" ");

      assertThat(shop.over(proxy.address(), token, words)).startsWith("0 lost.csv: as of event ");
      assertThat(proxy.lost).hasValue(1);
    }
    var taken = shop.service.json("/api/v1/events?event=LogExported&actor=loser").at("/items");
    assertThat(taken).hasSize(1);
    var bytes = Files.readAllBytes(folder.resolve("shop/lost.csv"));
    assertThat(taken.toString()).contains(Hash.sha256(bytes).hex());
  }

  @Test
  void drift_that_may_not_be_read_is_not_recorded_either() throws Exception {
    var before = shop.service.json("/api/v1/targets/shop/status").at("/as_of").asLong();

    assertThat(shop.far(shop.token("blind", "run"), "drift"))
        .startsWith("2 ")
        .contains("ACCESS-005", "\"blind\" has run");
    assertThat(shop.service.json("/api/v1/targets/shop/status").at("/as_of").asLong())
        .isEqualTo(before);
  }

  @Test
  void verifying_over_a_service_gives_what_it_found_and_says_that_it_is_its_word() {
    var near = shop.near("verify");
    var far = shop.far(reader, "verify");

    assertThat(near).startsWith("0 ").contains("intact: ");
    assertThat(far)
        .startsWith("0 ")
        .contains(near.substring(near.indexOf("intact: ")).strip())
        .contains("the service verified its log at 20", "this is its own word");
    assertThat(shop.far(reader, "verify", "-o", "json"))
        .contains("\"schema\": \"ledger/verify/v1\"", "\"intact\": true", "its own word");
  }

  @Test
  void a_verification_that_goes_on_is_asked_for_again_until_it_is_done() throws Exception {
    var asked = new ArrayList<String>();
    var done = shop.service.get("/api/v1/verification").body().getBytes(StandardCharsets.UTF_8);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(String.valueOf(exchange.getRequestURI().getQuery()));
          if (asked.size() < 3) {
            exchange.getResponseHeaders().add("Location", "/api/v1/verification?begun=7");
            exchange.sendResponseHeaders(202, -1);
          } else {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, done.length);
            exchange.getResponseBody().write(done);
          }
          exchange.close();
        });
    server.start();
    try {
      var address = "http://127.0.0.1:" + server.getAddress().getPort();
      var before = System.nanoTime();

      assertThat(shop.over(address, reader, "verify", "--target", "shop"))
          .startsWith("0 ")
          .contains("intact: ");
      assertThat(asked).containsExactly("null", "begun=7", "begun=7");
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .as("an answer that came at once is not asked for again at once")
          .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_verification_that_goes_on_without_a_name_is_not_asked_for_again() throws Exception {
    try (var stranger = new Stranger(202, "text/html", "wait")) {
      assertThat(shop.over(stranger.address(), reader, "verify", "--target", "shop"))
          .startsWith("2 ")
          .contains(
              "REMOTE-004 the answer of "
                  + stranger.address()
                  + " cannot be read: it is of status 202, but its Location "
                  + stranger.address()
                  + "/elsewhere does not say with begun= which verification goes on");
    }
  }

  @Test
  void who_may_only_run_is_told_which_scope_reading_takes() throws Exception {
    var runner = shop.token("runa", "run");

    for (var command : new String[] {"status", "history", "edits"}) {
      assertThat(shop.far(runner, command))
          .startsWith("2 ")
          .contains("ACCESS-005", "this needs the scope \"read\"; \"runa\" has run.")
          .doesNotContain(runner);
    }
    assertThat(shop.far(runner, "ask", "who edited 0001", "-o", "json"))
        .contains("\"exit_code\": 2", "ACCESS-005");
  }

  @Test
  void a_token_that_nobody_gave_out_reads_nothing() {
    assertThat(shop.far("mlt_nothing", "history")).startsWith("2 ").contains("ACCESS-002");
  }

  @Test
  void a_service_that_is_away_is_told_as_unreachable() {
    assertThat(shop.over("http://127.0.0.1:1", reader, "history"))
        .startsWith("9 ")
        .contains("the service http://127.0.0.1:1 does not answer");
  }

  @Test
  void who_reads_over_a_service_stands_in_the_access_log() throws Exception {
    var token = shop.token("logged", "read");
    shop.far(token, "history", "0001");

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(shop.service.get("/api/v1/access-log?principal=logged").body())
                .contains("\"read\"", "/api/v1/targets/shop/history?version=0001"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | text/html        | <h1>Sign in</h1>           | it is text/html, not application/json",
        "200 | application/json | null                       | it is not the JSON of a HistoryAnswer",
        "200 | application/json | {\"schema\":\"x\"}         | it is not the JSON of a HistoryAnswer",
        "200 | application/json | {\"schema\":\"ledger/history/v2\",\"target\":\"\",\"as_of\":1,\"events\":[]} | it is ledger/history/v2, and this program reads ledger/history/v1",
        "302 | text/html        | elsewhere                  | it leads elsewhere (status 302, to http://127.0.0.1",
        "403 | text/html        | no                         | it is of status 403 and text/html, not a problem",
        "400 | application/problem+json | [                  | it is of status 400 and application/problem+json"
      })
  void what_is_no_answer_of_a_ledger_is_told_as_what_it_is(
      int status, String type, String body, String told) throws Exception {
    try (var stranger = new Stranger(status, type, body)) {
      assertThat(shop.over(stranger.address(), reader, "history"))
          .startsWith("2 ")
          .contains("REMOTE-004 the answer of " + stranger.address() + " cannot be read: " + told)
          .doesNotContain(reader);
      assertThat(stranger.followed).hasValue(0);
    }
  }

  @Test
  void what_a_newer_service_says_more_is_passed_over() throws Exception {
    var more =
        "{\"schema\":\"ledger/history/v1\",\"target\":\"shop\",\"as_of\":1,\"weather\":{\"x\":[1]},"
            + "\"events\":[{\"index\":1,\"event\":\"Snowed\",\"version\":\"\",\"file\":\"\",\"run\":\"\","
            + "\"actor\":\"eve\",\"at\":null,\"sentence\":\"It snowed.\",\"leaf\":\"\",\"depth\":3}]}";

    try (var stranger = new Stranger(200, "application/json", more)) {
      assertThat(shop.over(stranger.address(), reader, "history"))
          .startsWith("0 ")
          .contains("Snowed  It snowed.");
    }
  }

  /** A server that answers each question with the same, and is no ledger's service. */
  private static final class Stranger implements AutoCloseable {

    private final AtomicInteger followed = new AtomicInteger();
    private final HttpServer server;

    Stranger(int status, String type, String body) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/elsewhere", exchange -> followed.incrementAndGet());
      server.createContext(
          "/api",
          exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type + ";charset=UTF-8");
            exchange.getResponseHeaders().add("Location", address() + "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
      server.start();
    }

    String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @Test
  void an_answer_without_end_is_cut_off() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          try (var out = exchange.getResponseBody()) {
            var blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int n = 0; n < 1_000; n++) {
              out.write(blanks);
            }
          }
        });
    server.start();
    try {
      var address = "http://127.0.0.1:" + server.getAddress().getPort();

      assertThat(shop.over(address, reader, "history"))
          .startsWith("2 ")
          .contains("REMOTE-005", "it has more than 128 MiB", "--newest N");
    } finally {
      server.stop(0);
    }
  }
}
