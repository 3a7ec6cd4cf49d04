package dev.migrationledger.api.access;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where somebody goes after the login: a page of this service, whatever the address said.
 *
 * @param address path and query
 */
public record Onward(String address) {

  private static final Onward START = new Onward("/");

  public Onward {
    requireNonNull(address, "address");
  }

  /** What was asked for; the overview when that is no page of this service. */
  public static Onward to(String wanted) {
    boolean here =
        wanted.startsWith("/") && !wanted.startsWith("//") && !wanted.startsWith("/login");
    try {
      var uri = new URI(wanted);
      boolean plain = uri.getScheme() == null && uri.getRawAuthority() == null;
      return here && plain && wanted.indexOf('\\') < 0 ? new Onward(wanted) : START;
    } catch (URISyntaxException e) {
      return START;
    }
  }

  /** The address of the login that leads there. */
  public String login() {
    return equals(START)
        ? "/login"
        : "/login?next=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
  }
}
