package dev.migrationledger.api.request;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * An answer as a response: its JSON, with an ETag that is made of the bytes, so that a reader who
 * has them gets 304. Nobody may use a copy without asking: what is recorded can be outdated at
 * once.
 */
public final class Json {

  private static final int TAG = 32;

  private Json() {}

  /** A whole answer. */
  public static ResponseEntity<byte[]> of(Object answer) {
    return of(answer, "");
  }

  /**
   * One page of an answer.
   *
   * @param next the address of the next page, empty when this is the last
   */
  public static ResponseEntity<byte[]> of(Object answer, String next) {
    var body = AnswerJson.write(answer).getBytes(StandardCharsets.UTF_8);
    var response =
        ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_JSON)
            .cacheControl(CacheControl.noCache())
            .eTag(Hash.sha256(body).hex().substring(0, TAG));
    if (!next.isEmpty()) {
      response.header("Link", "<" + next + ">; rel=\"next\"");
    }
    return response.body(body);
  }
}
