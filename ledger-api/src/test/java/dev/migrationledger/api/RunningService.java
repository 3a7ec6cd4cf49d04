package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.api.access.AccessSchema;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.origin.Actor;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.domain.origin.CiContext;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.runner.service.Listening;
import dev.migrationledger.runner.service.ServiceSettings;
import dev.migrationledger.runner.service.ServiceStarter;
import dev.migrationledger.runner.settings.OidcSettings;
import dev.migrationledger.runner.target.Secret;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.store.LedgerStore;
import dev.migrationledger.store.log.Content;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service on a database of its own, and another process's way into the same ledger. */
final class RunningService implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final EmbeddedPostgres server = EmbeddedPostgres.temporary();
  private final String database;
  private final OidcSettings oidc;
  private final List<String> proxies;
  private final Persons persons;
  private final String address;
  private final String token;
  private final Thread thread;
  private final LedgerStore store;

  RunningService(String database, String target) throws Exception {
    this(database, target, OidcSettings.NONE);
  }

  RunningService(String database, String target, OidcSettings oidc) throws Exception {
    this(database, target, oidc, List.of(), Persons.AS_SIGNED);
  }

  /**
   * A service of its own.
   *
   * @param proxies whose word it takes for who is behind them
   * @param persons who is one person
   */
  RunningService(
      String database, String target, OidcSettings oidc, List<String> proxies, Persons persons)
      throws Exception {
    this.database = database;
    this.oidc = oidc;
    this.proxies = proxies;
    this.persons = persons;
    server.createDatabase(database);
    var started = new CompletableFuture<ServiceStarter.Serving>();
    var starter = ServiceLoader.load(ServiceStarter.class).findFirst().orElseThrow();
    this.thread =
        Thread.ofPlatform()
            .name("serve")
            .start(() -> {
              try {
                starter.serve(settings(target), started::complete);
              } catch (RuntimeException e) {
                started.completeExceptionally(e);
              }
            });
    var serving = serving(started);
    this.address = serving.address();
    this.token = serving.newAdminToken().value();
    this.store = LedgerStore.open(dataSource());
  }

  private ServiceStarter.Serving serving(CompletableFuture<ServiceStarter.Serving> started)
      throws Exception {
    try {
      return started.get(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      var at =
          Arrays.stream(thread.getStackTrace())
              .map(String::valueOf)
              .collect(Collectors.joining("\n  at "));
      throw new AssertionError("the service did not start within a minute; it is\n  at " + at, e);
    }
  }

  TargetAddress ledger() {
    return ledger(server, database);
  }

  private static TargetAddress ledger(EmbeddedPostgres server, String database) {
    return new TargetAddress(
        server.url(database), server.user(), new Secret(server.password()), Map.of());
  }

  /** What a service is started with that listens where it may. */
  static ServiceSettings settings(EmbeddedPostgres server, String database, OidcSettings oidc) {
    return new ServiceSettings(
        ledger(server, database),
        "prod",
        new Listening("127.0.0.1", 0, List.of()),
        List.of(),
        false,
        oidc,
        Persons.AS_SIGNED);
  }

  /** What the service is started with. */
  ServiceSettings settings(String target) {
    return new ServiceSettings(
        ledger(), target, new Listening("127.0.0.1", 0, proxies), List.of(), false, oidc, persons);
  }

  String address() {
    return address;
  }

  /** The token that the service showed when it was first started. */
  String token() {
    return token;
  }

  /** A request as a holder of the first token sends it. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Authorization", "Bearer " + token);
  }

  /**
   * The secret of a token that an admin makes.
   *
   * @param targets what it may run migrations on, for a token with that scope
   */
  String newToken(String name, ActorKind kind, List<String> scopes, String... targets)
      throws IOException, InterruptedException {
    var wanted = new HashMap<String, Object>();
    wanted.put("name", name);
    wanted.put("kind", kind.name().toLowerCase(Locale.ROOT));
    wanted.put("scopes", scopes);
    if (targets.length > 0) {
      wanted.put("targets", targets);
    }
    var body = HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(wanted));
    var answer = send(request("/api/v1/tokens").POST(body).build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return parse(answer.body()).at("/secret").asString();
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  EmbeddedPostgres server() {
    return server;
  }

  /** What the command line asks, through a store of its own. */
  LedgerQuery commandLine() {
    return new LedgerQuery(dataSource(), store);
  }

  void record(LedgerCommand... commands) {
    record(new Actor("ada", ActorKind.HUMAN, "option", "", "ada", "host-1", "app"), commands);
  }

  void record(Actor actor, LedgerCommand... commands) {
    for (var command : commands) {
      store.send(command, new Origin(actor, CiContext.NONE, "", "ledger 0.1.0"));
    }
  }

  /** Records a command that commits to texts. */
  void recordWith(LedgerCommand command, Content... texts) {
    var actor = new Actor("=ada", ActorKind.HUMAN, "option", "", "ada", "host-1", "app");
    store.keep(List.of(texts));
    store.send(command, new Origin(actor, CiContext.NONE, "", "ledger 0.1.0"));
  }

  void keep(Content... texts) {
    store.keep(List.of(texts));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path);
  }

  HttpResponse<String> get(String path, String header, String value)
      throws IOException, InterruptedException {
    return send(request(path).header(header, value).build());
  }

  /** The whole response to a request whose address no client would let pass. */
  String raw(String path) throws IOException {
    return raw(path, "Host: localhost\r\nAuthorization: Bearer " + token);
  }

  /** The whole response to a request that a proxy passes on. */
  String raw(String path, String host, String scheme) throws IOException {
    return raw(path, "Host: " + host + "\r\nX-Forwarded-Proto: " + scheme);
  }

  private String raw(String path, String headers) throws IOException {
    var uri = URI.create(address);
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      var request = "GET " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  JsonNode parse(String json) {
    return JSON.readTree(json);
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path).body());
  }

  HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
    return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()).build());
  }

  /** Makes all that was committed survive a kill of the server, which commits without waiting. */
  void settle() throws SQLException {
    number(
        "SELECT (pg_catalog.pg_logical_emit_message(false, 'settle', '', true) - '0/0')::bigint");
  }

  /** What somebody does to the ledger's database who may do anything. */
  void execute(String sql) throws SQLException {
    try (var c = dataSource().getConnection();
        var statement = c.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    try (var c = dataSource().getConnection();
        var statement = c.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Stops the service as Ctrl-C does, and says whether it ended in time. */
  boolean stop() throws InterruptedException {
    thread.interrupt();
    return thread.join(java.time.Duration.ofSeconds(30));
  }

  @Override
  public void close() {
    store.close();
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
    http.close();
  }

  private DataSource dataSource() {
    return dataSource(server, database);
  }

  /** A database of its own with everything that a service needs. */
  static DataSource installed(EmbeddedPostgres server, String database) throws SQLException {
    server.createDatabase(database);
    var ds = dataSource(server, database);
    try (var c = ds.getConnection()) {
      LedgerStore.install(c);
      LedgerQuery.install(c);
      AccessSchema.install(c);
    }
    return ds;
  }

  private static DataSource dataSource(EmbeddedPostgres server, String database) {
    var ds = new PGSimpleDataSource();
    ds.setUrl(server.url(database));
    ds.setUser(server.user());
    ds.setPassword(server.password());
    return ds;
  }
}
