package dev.migrationledger.api.access.gate;

import dev.migrationledger.api.access.ClientAddress;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.util.NetMaskSet;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Says who is behind a connection. Of a proxy that is trusted, and of nobody else, the word is
 * taken for that: {@code X-Forwarded-For}, of which the last address counts that is no proxy's own,
 * and {@code X-Forwarded-Proto}. What is no address says nothing, and no name is looked up.
 */
public final class Proxies extends ValveBase {

  /** What a host without a port stands for. */
  private static final int HTTP = 80;

  private static final int HTTPS = 443;

  private final NetMaskSet trusted;

  private Proxies(List<String> networks) {
    super(true);
    this.trusted =
        networks.isEmpty() ? new NetMaskSet() : NetMaskSet.parse(String.join(",", networks));
  }

  /**
   * Puts it into the web server.
   *
   * @param networks the proxies', in CIDR notation; empty for none
   */
  public static WebServerFactoryCustomizer<TomcatServletWebServerFactory> trusted(
      List<String> networks) {
    return factory -> factory.addEngineValves(new Proxies(networks));
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    var peer = ClientAddress.read(String.valueOf(request.getRemoteAddr())).orElse("");
    if (isTrusted(peer)) {
      request.setRemoteAddr(client(peer, named(request, "X-Forwarded-For")));
      if (named(request, "X-Forwarded-Proto").reversed().stream()
          .limit(1)
          .anyMatch("https"::equalsIgnoreCase)) {
        request.setSecure(true);
        request.getCoyoteRequest().scheme().setString("https");
        if (request.getServerPort() == HTTP) {
          request.setServerPort(HTTPS);
        }
      }
    } else if (!peer.isEmpty()) {
      request.setRemoteAddr(peer);
    }
    getNext().invoke(request, response);
  }

  /** What the headers of a name list, in order. */
  private static List<String> named(Request request, String header) {
    return Collections.list(request.getHeaders(header)).stream()
        .flatMap(line -> Stream.of(line.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  private String client(String peer, List<String> forwarded) {
    var client = peer;
    for (var written : forwarded.reversed()) {
      var address = ClientAddress.read(written);
      if (address.isEmpty()) {
        break;
      }
      client = address.get();
      if (!isTrusted(client)) {
        break;
      }
    }
    return client;
  }

  private boolean isTrusted(String address) {
    return !address.isEmpty() && trusted.contains(InetAddress.ofLiteral(address));
  }
}
