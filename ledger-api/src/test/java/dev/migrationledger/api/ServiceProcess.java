package dev.migrationledger.api;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.cli.LedgerCli;
import dev.migrationledger.runner.remote.RemoteLedger;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** {@code ledger serve} as a process of its own, which can be killed. */
final class ServiceProcess implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Pattern ADDRESS = Pattern.compile("serving on (http\\S+)");

  private static final Pattern TOKEN = Pattern.compile("mlt_\\w+");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path out;
  private final Path err;
  private final String address;
  private final String token;

  /** Beside a service that runs on the same database. */
  ServiceProcess(Path folder, RunningService beside, String database) throws Exception {
    this(folder, beside.server(), database);
  }

  ServiceProcess(Path folder, EmbeddedPostgres server, String database, String... more)
      throws Exception {
    this.out = Files.createTempFile(folder, "serve", ".out");
    this.err = Files.createTempFile(folder, "serve", ".err");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(LedgerCli.class.getName(), "serve", "--port", "0", "--new-admin-token"));
    command.addAll(List.of(more));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("PGHOST", "127.0.0.1");
    builder.environment().put("PGPORT", Integer.toString(server.port()));
    builder.environment().put("PGUSER", server.user());
    builder.environment().put("PGPASSWORD", server.password());
    builder.environment().put("PGDATABASE", database);
    this.process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    Awaitility.await()
        .atMost(SOON)
        .until(() -> !process.isAlive() || ADDRESS.matcher(said()).find());
    var matcher = ADDRESS.matcher(said());
    if (!matcher.find()) {
      throw new IllegalStateException("the service did not start: " + said() + logged());
    }
    this.address = matcher.group(1);
    var shown = TOKEN.matcher(said());
    this.token = shown.find() ? shown.group() : "";
  }

  String address() {
    return address;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** A request as a holder of the token sends it that the service showed. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Authorization", "Bearer " + token)
        .timeout(SOON);
  }

  /** The ledger as a runner on another host reaches it. */
  RemoteLedger ledger(Map<String, String> environment) {
    return RemoteLedger.at(address, environment, out.getParent(), "migration-ledger 0.1.0");
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Tells it to stop, as a process supervisor does. */
  void terminate() {
    process.destroy();
  }

  int ended() throws Exception {
    if (!process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the service did not end: " + logged());
    }
    return process.exitValue();
  }

  String said() throws IOException {
    return Files.readString(out);
  }

  String logged() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
    http.close();
  }
}
