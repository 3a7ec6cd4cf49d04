package dev.migrationledger.runner.service;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where the service listens, and whom it believes about who is behind a connection.
 *
 * @param bind the address to listen on
 * @param port the port to listen on, 0 for a free one
 * @param proxies the networks, e.g. {@code 10.1.2.0/24}, whose {@code X-Forwarded-For} and {@code
 *     X-Forwarded-Proto} are believed; empty for nobody's
 */
public record Listening(String bind, int port, List<String> proxies) {

  public Listening {
    requireNonNull(bind, "bind");
    proxies = List.copyOf(proxies);
  }
}
