package dev.migrationledger.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.migrationledger.runner.remote.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between runner and service: cuts the connection after the service has answered a command
 * or given a report, the first time each is sent.
 */
final class LosingProxy implements AutoCloseable {

  private static final Set<String> OWN = Set.of("connection", "host", "content-length", "upgrade");

  final AtomicInteger lost = new AtomicInteger();
  private final Set<Integer> seen = ConcurrentHashMap.newKeySet();
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer server;
  private final String service;

  LosingProxy(String service) throws IOException {
    this.service = service;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::pass);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var address = URI.create(service + exchange.getRequestURI());
      var sent =
          body.length == 0
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofByteArray(body);
      var request = HttpRequest.newBuilder(address).method(exchange.getRequestMethod(), sent);
      for (var header : new HashSet<>(exchange.getRequestHeaders().entrySet())) {
        if (!OWN.contains(header.getKey().toLowerCase(java.util.Locale.ROOT))) {
          header.getValue().forEach(value -> request.header(header.getKey(), value));
        }
      }
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      var key = exchange.getRequestHeaders().getFirst(Wire.KEY_HEADER);
      var first =
          address.getPath().endsWith("/commands")
              ? seen.add(Arrays.hashCode(body))
              : key != null && seen.add(key.hashCode());
      if (first) {
        lost.incrementAndGet();
        return;
      }
      for (var name : List.of("Content-Type", "Ledger-Digest", "Ledger-As-Of")) {
        answer
            .headers()
            .firstValue(name)
            .ifPresent(value -> exchange.getResponseHeaders().add(name, value));
      }
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
