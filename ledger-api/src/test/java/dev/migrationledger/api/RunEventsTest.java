package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationledger.domain.script.Script;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A run that is watched while it is under way. */
final class RunEventsTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int MOST = 64;
  private static final Script ONE = Commands.script("0001", "one");
  private static final Script TWO = Commands.script("0002", "two");

  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("watched", "prod");
    service.keep(HostileStory.SQL, HostileStory.DIFF);
    service.record(HostileStory.commands());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void each_event_arrives_when_it_is_recorded_and_the_stream_ends_with_the_run() throws Exception {
    begin("live", "run-1");
    try (var stream = new Stream("/api/v1/targets/live/runs/run-1/events", "")) {
      await().atMost(SOON).until(() -> stream.lines().contains("\"event\":\"RunStarted\""));

      service.record(Commands.applied("live", "run-1", ONE));
      await().atMost(SOON).until(() -> stream.lines().contains("\"file\":\"0001_one.sql\""));
      service.record(Commands.applied("live", "run-1", TWO), Commands.finish("live", "run-1"));

      await().atMost(SOON).until(stream::ended);
      assertThat(stream.lines()).contains("event:end\ndata:{\"outcome\":\"succeeded\"}\n");
      assertThat(stream.ids()).isSorted().doesNotHaveDuplicates().hasSize(4);
    }
  }

  @Test
  void a_watcher_that_comes_again_gets_what_it_missed_and_after_the_end_nothing() throws Exception {
    begin("again", "run-2");
    service.record(Commands.applied("again", "run-2", ONE), Commands.finish("again", "run-2"));
    List<Long> all;
    try (var stream = new Stream("/api/v1/targets/again/runs/run-2/events", "")) {
      await().atMost(SOON).until(stream::ended);
      all = stream.ids();
    }

    try (var stream = new Stream("/api/v1/targets/again/runs/run-2/events", "" + all.getFirst())) {
      await().atMost(SOON).until(stream::ended);
      assertThat(stream.ids()).isEqualTo(all.subList(1, all.size()));
    }
    try (var stream = new Stream("/api/v1/targets/again/runs/run-2/events", "" + all.getLast())) {
      assertThat(stream.status()).isEqualTo(204);
    }
  }

  @Test
  void a_run_with_a_hostile_id_is_watched_too_and_no_text_of_it_ends_a_line() throws Exception {
    var id = "run <img src=x onerror=\"document.title='run'\">'\"`${7*7}";
    var path = "/run/events?target=" + encoded(HostileStory.TARGET) + "&id=" + encoded(id);
    try (var stream = new Stream(path, "")) {
      await().atMost(SOON).until(stream::ended);

      var json = new JsonMapper();
      stream
          .lines()
          .lines()
          .filter(line -> line.startsWith("data:"))
          .forEach(line -> assertThat(json.readTree(line.substring(5)).isObject()).isTrue());
      assertThat(stream.lines().lines())
          .allMatch(l -> l.isEmpty() || l.matches("(id|data|event):.*"));
    }
  }

  @Test
  void what_cannot_be_watched_is_a_problem() throws Exception {
    assertThat(service.get("/api/v1/targets/nowhere/runs/x/events").statusCode()).isEqualTo(404);
    var unknown = service.get("/api/v1/targets/" + target() + "/runs/none/events");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("API-007");
    var odd = service.get("/run/events?target=" + target() + "&id=x", "Last-Event-ID", "-1");
    assertThat(odd.statusCode()).isEqualTo(400);
    assertThat(odd.body()).contains("API-003");
  }

  @Test
  void there_are_only_so_many_watchers_and_a_place_is_free_when_one_leaves() throws Exception {
    begin("busy", "run-3");
    var path = "/api/v1/targets/busy/runs/run-3/events";
    var open = new ArrayList<Stream>();
    for (int i = 0; i < MOST; i++) {
      open.add(new Stream(path, ""));
    }
    var refused = service.get(path);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("API-008");
    assertThat(service.get("/api/v1/targets").statusCode()).isEqualTo(200);

    service.record(Commands.applied("busy", "run-3", ONE), Commands.finish("busy", "run-3"));

    await().atMost(SOON).until(() -> open.stream().allMatch(Stream::ended));
    try (var stream = new Stream(path, "")) {
      assertThat(stream.status()).isEqualTo(200);
    }
    open.forEach(Stream::close);
  }

  private static void begin(String target, String run) {
    service.record(
        Commands.register(target),
        Commands.discover(target, ONE),
        Commands.discover(target, TWO),
        Commands.start(target, run, ONE, TWO));
  }

  private static String target() throws Exception {
    begin("known", "other");
    return "known";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** What a watcher gets. */
  private static final class Stream implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    Stream(String path, String last) throws Exception {
      var request = service.request(path);
      if (!last.isEmpty()) {
        request.header("Last-Event-ID", last);
      }
      this.response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      this.reader = Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (var in =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        for (var line = in.readLine(); line != null; line = in.readLine()) {
          lines.add(line);
        }
      } catch (IOException e) {
        lines.add("broken: " + e);
      }
    }

    int status() {
      return response.statusCode();
    }

    String lines() {
      return String.join("\n", lines) + "\n";
    }

    boolean ended() {
      return !reader.isAlive();
    }

    List<Long> ids() {
      return lines.stream()
          .filter(line -> line.startsWith("id:"))
          .map(line -> Long.valueOf(line.substring(3)))
          .toList();
    }

    @Override
    public void close() {
      http.shutdownNow();
    }
  }
}
