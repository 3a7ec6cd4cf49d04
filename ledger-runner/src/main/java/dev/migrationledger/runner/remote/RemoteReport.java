package dev.migrationledger.runner.remote;

import dev.migrationledger.store.merkle.Hash;
import java.net.http.HttpResponse;

/**
 * A report as a service made it. That it was given, to whom, and its SHA-256 were on record there
 * before it came.
 */
public final class RemoteReport {

  private static final String DIGEST = "Ledger-Digest";
  private static final String AS_OF = "Ledger-As-Of";

  private final byte[] bytes;
  private final long asOf;

  private RemoteReport(byte[] bytes, long asOf) {
    this.bytes = bytes;
    this.asOf = asOf;
  }

  /**
   * A report that came whole.
   *
   * @throws IllegalArgumentException when its bytes are not those that were recorded
   */
  static RemoteReport of(HttpResponse<byte[]> response) {
    var recorded = response.headers().firstValue(DIGEST).orElse("");
    if (!recorded.equals("sha-256=" + Hash.sha256(response.body()).hex())) {
      throw new IllegalArgumentException("its bytes are not those that were put on record");
    }
    return new RemoteReport(response.body(), response.headers().firstValueAsLong(AS_OF).orElse(-1));
  }

  /** The report in its format. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Index of the last event that it covers. */
  public long asOf() {
    return asOf;
  }
}
