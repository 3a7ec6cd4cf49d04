package dev.migrationledger.bench.audit;

import dev.migrationledger.query.ask.catalogue.Question;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Asks a running service every question of the catalogue, and for every list and page, with several
 * clients at once, each time about another target and another migration. Before it measures, it
 * asks {@value #WARM} of each, and waits {@value #PAUSE_S} seconds for the compiler, which clients
 * on the same processors keep from its work. Arguments: address of the service, token of an admin,
 * address, user and password of the ledger database, requests of each. Prints a line for each: its
 * name, milliseconds of the median, of the 99th percentile, of the slowest, and of the 99th
 * percentile of reading the same rows by their indexes with bare SQL.
 */
public final class AskingClients {

  private static final int CLIENTS = 8;
  private static final int TOKENS = 40;
  private static final int TARGETS = 200;
  private static final int WARM = 600;
  private static final int PAUSE_S = 30;
  private static final Pattern INDEX = Pattern.compile("\"index\": (\\d+)");
  private static final Pattern SECRET = Pattern.compile("\"secret\": ?\"([^\"]+)\"");
  private static final List<String> LISTS =
      List.of(
          "/api/v1/targets",
          "/api/v1/events?limit=100",
          "/api/v1/events?limit=100&order=desc",
          "/api/v1/events?limit=100&actor=ada",
          "/api/v1/targets/TARGET/migrations?limit=100",
          "/api/v1/targets/TARGET/events?limit=100",
          "/api/v1/targets/TARGET/runs?limit=100",
          "/api/v1/targets/TARGET/edit-history?limit=100",
          "/api/v1/targets/TARGET/drift-history?limit=100",
          "/api/v1/targets/TARGET/status",
          "/",
          "/migrations?target=TARGET",
          "/migration?target=TARGET&version=VERSION",
          "/runs?target=TARGET",
          "/drift?target=TARGET",
          "/incident?target=TARGET",
          "/evidence",
          "/graph?target=TARGET",
          "/at?target=TARGET");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;
  private final List<String> tokens = new ArrayList<>();
  private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final SplittableRandom random = new SplittableRandom(29);

  private AskingClients(String address) {
    this.address = address;
  }

  /** Asks and prints. */
  public static void main(String[] arguments) throws Exception {
    var clients = new AskingClients(arguments[0]);
    clients.makeTokens(arguments[1]);
    for (int i = 0; i < CLIENTS; i++) {
      clients.connections.add(
          DriverManager.getConnection(arguments[2], arguments[3], arguments[4]));
    }
    int requests = Integer.parseInt(arguments[5]);
    var measured = new LinkedHashMap<String, List<String>>();
    var first = new ArrayList<Callable<Boolean>>();
    for (var question : Question.values()) {
      var name = "ask: " + question.example();
      measured.put(name, repeated(requests, () -> clients.question(question.example())));
      repeated(WARM, () -> clients.question(question.example()))
          .forEach(address -> first.add(() -> clients.get(address).isEmpty()));
    }
    for (var list : LISTS) {
      measured.put(list, repeated(requests, () -> clients.about(list)));
      repeated(WARM, () -> clients.about(list))
          .forEach(address -> first.add(() -> clients.get(address).isEmpty()));
    }
    // answered when the verification of a starting service, once in 24 hours, is done
    clients.get(clients.question("has any record been altered"));
    Collections.shuffle(first, new Random(29));
    try (var executor = Executors.newFixedThreadPool(CLIENTS)) {
      for (var answered : executor.invokeAll(first)) {
        answered.get();
      }
    }
    Thread.sleep(PAUSE_S * 1_000L);
    for (var one : measured.entrySet()) {
      clients.measure(one.getKey(), one.getValue());
    }
  }

  private static List<String> repeated(int times, Supplier<String> address) {
    return Stream.generate(address).limit(times).toList();
  }

  private void makeTokens(String admin) throws IOException, InterruptedException {
    for (int i = 0; i < TOKENS; i++) {
      var body =
          "{\"name\": \"bench-%d\", \"kind\": \"service\", \"scopes\": [\"read\"]}".formatted(i);
      var request =
          request("/api/v1/tokens", admin)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body))
              .build();
      var answer = http.send(request, BodyHandlers.ofString()).body();
      var secret = SECRET.matcher(answer);
      if (!secret.find()) {
        throw new IllegalStateException("no token was made: " + answer);
      }
      tokens.add(secret.group(1));
    }
  }

  /** The example about a migration and a time that there are. */
  private String question(String example) {
    var words = example.replaceAll("\\b00\\d\\d\\b", version()).replace("2026-", "2020-");
    return "/api/v1/ask?target="
        + target()
        + "&q="
        + URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  private String about(String list) {
    return list.replace("TARGET", target()).replace("VERSION", version());
  }

  private String target() {
    return "shop-%03d".formatted(random.nextInt(1, TARGETS + 1));
  }

  private String version() {
    return "%04d".formatted(random.nextInt(1, 100));
  }

  private void measure(String name, List<String> addresses)
      throws IOException, InterruptedException, ExecutionException {
    var answers = new String[addresses.size()];
    var tasks = new ArrayList<Callable<Long>>();
    for (int i = 0; i < answers.length; i++) {
      int nth = i;
      tasks.add(() -> {
        long began = System.nanoTime();
        var answer = get(addresses.get(nth));
        long took = System.nanoTime() - began;
        // a page names no rows, and some hundred long ones do not fit into memory
        answers[nth] = addresses.get(nth).startsWith("/api/") ? answer : "";
        return took;
      });
    }
    long[] asked;
    try {
      asked = all(tasks);
    } catch (ExecutionException e) {
      System.err.println(name + ": " + e.getCause());
      System.out.println(name + "|not answered|||");
      return;
    }
    var bare = all(bare(answers));
    System.out.printf(
        Locale.ROOT,
        "%s|%.1f|%.1f|%.1f|%.1f%n",
        name,
        asked[asked.length / 2] / 1e6,
        asked[(asked.length * 99 - 1) / 100] / 1e6,
        asked[asked.length - 1] / 1e6,
        bare.length == 0 ? 0 : bare[(bare.length * 99 - 1) / 100] / 1e6);
  }

  private static long[] all(List<Callable<Long>> tasks)
      throws InterruptedException, ExecutionException {
    try (var executor = Executors.newFixedThreadPool(CLIENTS)) {
      var taken = new ArrayList<Long>();
      for (var done : executor.invokeAll(tasks)) {
        taken.add(done.get());
      }
      return taken.stream().mapToLong(Long::longValue).sorted().toArray();
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    var token = tokens.get(sent.getAndIncrement() % TOKENS);
    var response = http.send(request(path, token).GET().build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          path + " was answered with " + response.statusCode() + ": " + response.body());
    }
    return response.body();
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Authorization", "Bearer " + token);
  }

  private static final String BARE = "SELECT * FROM ledger.audit_trail WHERE index = ANY (?)";

  /** The rows that each answer names as its evidence or shows, by their indexes. */
  private List<Callable<Long>> bare(String[] answers) {
    var tasks = new ArrayList<Callable<Long>>();
    for (var answer : answers) {
      var indexes = INDEX.matcher(answer).results().map(r -> Long.valueOf(r.group(1))).distinct();
      var wanted = indexes.toArray(Long[]::new);
      if (wanted.length > 0) {
        tasks.add(() -> {
          var c = connections.take();
          try {
            long began = System.nanoTime();
            read(c, wanted);
            return System.nanoTime() - began;
          } finally {
            connections.add(c);
          }
        });
      }
    }
    return tasks;
  }

  private static void read(Connection c, Long[] indexes) throws SQLException {
    try (var statement = c.prepareStatement(BARE)) {
      statement.setArray(1, c.createArrayOf("bigint", indexes));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          rows.getString(1);
        }
      }
    }
  }
}
