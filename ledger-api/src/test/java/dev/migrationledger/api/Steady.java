package dev.migrationledger.api;

import dev.migrationledger.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** Makes answers the same each time: what differs becomes an example, the same for the same. */
final class Steady {

  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{64}\\b");
  private static final Pattern TOKEN = Pattern.compile("\\bmlt_([a-z2-7]{16})_[a-z2-7]+");
  private static final String NOW = "2026-03-01T15:00:00.000000Z";

  private final Map<String, String> known = new HashMap<>();
  private int uuids;
  private int hashes;

  /** Takes the id of a token, which is no secret. */
  void token(String token) {
    var matcher = TOKEN.matcher(token);
    if (matcher.find()) {
      known.putIfAbsent(matcher.group(1), "exampletoken" + (2222 + known.size() % 5 * 1111));
    }
  }

  String of(String text) {
    token(text);
    var steady = text;
    for (var id : known.entrySet()) {
      if (id.getKey().length() == 16) {
        steady = steady.replace(id.getKey(), id.getValue());
      }
    }
    steady = steady.replaceAll("(mlt_[a-z2-7]{16}_)[a-z2-7]+", "$1shownonce");
    steady = each(UUID, steady, n -> "00000000-0000-7000-8000-%012d".formatted(n + ++uuids));
    steady = each(HASH, steady, n -> Hash.sha256(bytes("example " + (n + ++hashes))).hex());
    return steady
        .replaceAll("\"hex\":\"[0-9a-f]{32}\"", "\"hex\":\"" + "0f".repeat(16) + "\"")
        .replaceAll("\"last_used_at\": (null|\"[^\"]*\")", "\"last_used_at\": null")
        .replaceAll("\\b(?!2026-0[1-4]-01T)20\\d\\d-\\d\\d-\\d\\dT[0-9:]{8}\\.\\d{6}Z", NOW)
        .replaceAll("\\b(?!2026-0[1-4]-01T)20\\d\\d-\\d\\d-\\d\\dT[0-9:]{8}Z", NOW)
        .replaceAll(
            "\\b(?!2026-0[1-4]-01 )20\\d\\d-\\d\\d-\\d\\d [0-9:]{8} UTC", "2026-03-01 15:00:00 UTC")
        .replaceAll("\"(logged_time|time)\": ?1[0-9]{12}\\b", "\"$1\":1772377200000");
  }

  private String each(Pattern pattern, String text, IntFunction<String> next) {
    return pattern
        .matcher(text)
        .replaceAll(found -> known.computeIfAbsent(found.group(), x -> next.apply(0)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
