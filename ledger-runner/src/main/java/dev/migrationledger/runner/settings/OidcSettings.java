package dev.migrationledger.runner.settings;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.runner.target.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose JWTs the service takes beside its own tokens, who may log in to its pages there, and what
 * both allow.
 *
 * @param issuer the issuer's address, as JWTs name it; empty for none
 * @param audience the name of this service that a JWT must be made for
 * @param keys where the issuer's keys are; empty to ask the issuer
 * @param claim the claim that says what the bearer may do, e.g. {@code scope} or {@code groups}
 * @param grants what each value of the claim allows: {@code read}, {@code approve}, {@code admin},
 *     {@code run:TARGET}
 * @param client what the service is at the issuer when it sends people there to log in
 */
public record OidcSettings(
    String issuer,
    String audience,
    String keys,
    String claim,
    Map<String, List<String>> grants,
    Client client) {

  /** Nobody's. */
  public static final OidcSettings NONE =
      new OidcSettings("", "", "", "scope", Map.of(), Client.NONE);

  /**
   * The service as the issuer knows it.
   *
   * @param id its name there; empty when nobody logs in there
   * @param secret proves that it is that client; empty for one that only has PKCE
   * @param scopes what it asks for, {@code openid} among them
   * @param address where browsers reach the service, without a slash at the end; empty to take what
   *     their requests say
   */
  public record Client(String id, Secret secret, List<String> scopes, String address) {

    /** Nobody's. */
    public static final Client NONE = new Client("", Secret.none(), List.of("openid"), "");

    public Client {
      requireNonNull(id, "id");
      requireNonNull(secret, "secret");
      scopes = List.copyOf(scopes);
      requireNonNull(address, "address");
    }
  }

  public OidcSettings {
    requireNonNull(issuer, "issuer");
    requireNonNull(audience, "audience");
    requireNonNull(keys, "keys");
    requireNonNull(claim, "claim");
    grants = Map.copyOf(grants);
    requireNonNull(client, "client");
  }

  /** Where people log in, as a page names it; empty when they cannot. */
  public String host() {
    return client.id().isEmpty()
        ? ""
        : issuer.replaceFirst("^https?://", "").replaceFirst("[/?#].*$", "");
  }

  /**
   * Reads what values allow, e.g. {@code dba=read approve; ci=read run:shop run:blog}.
   *
   * @throws IllegalArgumentException naming the part that cannot be understood
   */
  public static Map<String, List<String>> grants(String text) {
    var grants = new LinkedHashMap<String, List<String>>();
    for (var part : text.split(";", -1)) {
      if (part.isBlank()) {
        continue;
      }
      int sign = part.lastIndexOf('=');
      var value = sign < 0 ? "" : part.substring(0, sign).strip();
      var words = new ArrayList<String>();
      for (var word : part.substring(sign + 1).strip().split("\\s+", -1)) {
        if (!word.matches("read|approve|admin|run:\\S+")) {
          throw new IllegalArgumentException("\"" + part.strip() + "\" is no grant");
        }
        words.add(word);
      }
      if (value.isEmpty() || grants.put(value, List.copyOf(words)) != null) {
        throw new IllegalArgumentException("\"" + part.strip() + "\" names no value, or one twice");
      }
    }
    return grants;
  }
}
