package dev.migrationledger.runner.settings;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Networks as people write them: addresses, and blocks of them in CIDR notation (RFC 4632, 3.1; RFC
 * 4291, 2.3), with spaces or commas between.
 */
final class Networks {

  private static final Pattern NETWORK =
      Pattern.compile(
          "(?<address>\\d+(?:\\.\\d+){3}|[\\dA-Fa-f.]*:[\\dA-Fa-f:.]*)(?:/(?<bits>\\d{1,3}))?");

  /** The largest private network, {@code fc00::/7}, has so many (RFC 4193). */
  private static final int FEWEST_BITS = 7;

  private Networks() {}

  /**
   * Reads them.
   *
   * @return each with its length, e.g. {@code 127.0.0.1/32}
   * @throws IllegalArgumentException saying what is wrong with one of them
   */
  static List<String> read(String text) {
    return parts(text).map(Networks::network).toList();
  }

  /** What is wrong with each of them that is none. */
  static List<String> problems(String text) {
    return parts(text).flatMap(Networks::problem).toList();
  }

  private static Stream<String> parts(String text) {
    return Arrays.stream(text.split("[\\s,]+", -1)).filter(part -> !part.isEmpty());
  }

  private static Stream<String> problem(String part) {
    try {
      network(part);
      return Stream.empty();
    } catch (IllegalArgumentException e) {
      return Stream.of(String.valueOf(e.getMessage()));
    }
  }

  private static String network(String part) {
    var matcher = NETWORK.matcher(part);
    if (!matcher.matches()) {
      throw wrong(part);
    }
    int most = bits(part, matcher.group("address"));
    int bits = matcher.group("bits") == null ? most : Integer.parseInt(matcher.group("bits"));
    if (bits > most) {
      throw wrong(part);
    }
    if (bits < FEWEST_BITS) {
      throw new IllegalArgumentException(
          "\""
              + part
              + "\" is nearly everybody, who could then write any address; name the proxies only");
    }
    return matcher.group("address") + "/" + bits;
  }

  private static int bits(String part, String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet4Address ? 32 : 128;
    } catch (IllegalArgumentException e) {
      throw wrong(part);
    }
  }

  private static IllegalArgumentException wrong(String part) {
    return new IllegalArgumentException(
        "\"" + part + "\" is no address and no network; write e.g. 127.0.0.1 10.1.2.0/24");
  }
}
