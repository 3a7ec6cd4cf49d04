package dev.migrationledger.api.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.tomcat.util.net.IPv6Utils;

/** The network address of a client, in the one spelling of RFC 5952; never a name. */
public final class ClientAddress {

  /** An address as proxies write it, some with the port. */
  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\[(?<six>[^]]+)](?::\\d+)?|(?<four>\\d+(?:\\.\\d+){3})(?::\\d+)?|(?<bare>[\\dA-Fa-f.]*:[\\dA-Fa-f:.]*)");

  /** What one subscriber has of IPv6 (RFC 6177). */
  private static final int SUBSCRIBER_BYTES = 8;

  private ClientAddress() {}

  /** Reads one; empty when it is no address. */
  public static Optional<String> read(String text) {
    var matcher = WRITTEN.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var address =
        Optional.ofNullable(matcher.group("six"))
            .or(() -> Optional.ofNullable(matcher.group("four")))
            .orElseGet(() -> matcher.group("bare"));
    return address(address).map(a -> IPv6Utils.canonize(a.getHostAddress()));
  }

  /**
   * Whose requests are counted together: an address of IPv4; of IPv6 the network of one subscriber,
   * who has 2⁶⁴ addresses at least.
   */
  public static String subscriber(String client) {
    return address(client)
        .filter(Inet6Address.class::isInstance)
        .map(a -> Arrays.copyOf(a.getAddress(), SUBSCRIBER_BYTES))
        .map(network -> HexFormat.ofDelimiter(":").formatHex(network))
        .orElse(client);
  }

  private static Optional<InetAddress> address(String literal) {
    try {
      return Optional.of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
