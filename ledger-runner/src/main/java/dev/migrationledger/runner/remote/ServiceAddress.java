package dev.migrationledger.runner.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where a service is: {@code https://host[:port][/path]}. Plain {@code http://} only to this
 * machine, because the token travels in it.
 *
 * @param uri the address, without a last slash
 */
public record ServiceAddress(URI uri) {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");

  /**
   * Reads an address.
   *
   * @throws RemoteFailure.Unusable when it is none, or one that would show the token to others
   */
  public static ServiceAddress of(String text) {
    URI uri;
    try {
      uri = new URI(text.strip().replaceFirst("/+$", ""));
    } catch (URISyntaxException e) {
      throw unusable("is no address: " + e.getReason());
    }
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    var host = uri.getHost();
    if (host == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw unusable("is no address of a service");
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getFragment() != null) {
      throw unusable("has more than host, port and path; a token does not belong into it");
    }
    if (scheme.equals("http") && !LOOPBACK.matcher(host).matches()) {
      throw unusable("sends the token unencrypted to " + host);
    }
    return new ServiceAddress(uri);
  }

  /** The address of an operation. */
  URI of(Operation operation) {
    return URI.create(uri + Wire.PATH + operation.word());
  }

  /**
   * An address of what can be read.
   *
   * @param parameters what it is narrowed by; empty ones are left out
   * @param path its parts after the version
   */
  URI of(Map<String, String> parameters, List<String> path) {
    var text = new StringBuilder(uri.toString()).append("/api/v1");
    path.forEach(part -> text.append('/').append(encoded(part)));
    var mark = '?';
    for (var parameter : parameters.entrySet()) {
      if (!parameter.getValue().isEmpty()) {
        text.append(mark)
            .append(encoded(parameter.getKey()))
            .append('=')
            .append(encoded(parameter.getValue()));
        mark = '&';
      }
    }
    return URI.create(text.toString());
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return uri.toString();
  }

  private static RemoteFailure.Unusable unusable(String what) {
    return new RemoteFailure.Unusable(RemoteCode.ADDRESS, "what --ledger names " + what);
  }
}
