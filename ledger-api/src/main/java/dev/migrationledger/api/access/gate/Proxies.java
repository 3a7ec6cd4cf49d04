package dev.migrationledger.api.access.gate;

import java.util.List;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Takes a proxy's word for who is behind it, and whether that one came by TLS: {@code
 * X-Forwarded-For}, of which the last address counts that is no proxy's own, and {@code
 * X-Forwarded-Proto}. Nobody else's.
 */
public final class Proxies {

  private Proxies() {}

  /**
   * Puts them into the web server.
   *
   * @param networks the proxies', in CIDR notation; empty for none
   */
  public static WebServerFactoryCustomizer<TomcatServletWebServerFactory> trusted(
      List<String> networks) {
    return factory -> {
      if (!networks.isEmpty()) {
        var valve = new RemoteIpValve();
        valve.setInternalProxies(String.join(",", networks));
        factory.addEngineValves(valve);
      }
    };
  }
}
