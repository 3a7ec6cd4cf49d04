package dev.migrationledger.api.access.trail;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.api.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One thing somebody did with the service.
 *
 * @param at when
 * @param action what, e.g. {@code read} or {@code token-created}
 * @param who who, as far as it is known
 * @param address the address that was asked for, or the token that was changed; no secret
 * @param status the status it was answered with
 */
public record Visit(Instant at, String action, Who who, String address, int status) {

  private static final Pattern SECRET = Pattern.compile("(mlt_[a-z2-7]{16}_)[a-z2-7]+");
  private static final int LONGEST = 2000;

  public Visit {
    requireNonNull(at, "at");
    requireNonNull(action, "action");
    requireNonNull(who, "who");
    address = kept(address);
  }

  /**
   * Who did it.
   *
   * @param principal their name, empty when it is unknown
   * @param kind {@code human}, {@code service} or empty
   * @param authenticatedBy what vouched for the name, empty when nothing did
   * @param credential id of what they showed, empty when it was nothing
   * @param client the network address that their request came from, empty for the service itself
   */
  public record Who(
      String principal, String kind, String authenticatedBy, String credential, String client) {

    public Who {
      requireNonNull(principal, "principal");
      requireNonNull(kind, "kind");
      requireNonNull(authenticatedBy, "authenticatedBy");
      requireNonNull(credential, "credential");
      client = kept(client);
    }

    /** Somebody unknown. */
    public static Who unknown(HttpServletRequest request) {
      return unknown("", request);
    }

    /**
     * Somebody unknown who showed something.
     *
     * @param credential its id, empty when it has none
     */
    public static Who unknown(String credential, HttpServletRequest request) {
      return new Who("", "", "", credential, client(request));
    }

    /** A caller. */
    public static Who of(Caller caller, HttpServletRequest request) {
      return new Who(
          caller.name(),
          caller.kind().name().toLowerCase(Locale.ROOT),
          caller.authenticatedBy(),
          caller.credential(),
          client(request));
    }

    private static String client(HttpServletRequest request) {
      return Objects.requireNonNullElse(request.getRemoteAddr(), "");
    }
  }

  /** The database keeps no NUL, and a long address is kept to its beginning. */
  private static String kept(String text) {
    var whole = SECRET.matcher(text.replace("\0", "\uFFFD")).replaceAll("$1***");
    return whole.length() > LONGEST ? whole.substring(0, LONGEST) + "…" : whole;
  }
}
