package dev.migrationledger.runner.cli.report;

/** A report that is made and on record: its bytes, and the last event that it covers. */
final class Made {

  private final byte[] bytes;
  private final long asOf;

  Made(byte[] bytes, long asOf) {
    this.bytes = bytes.clone();
    this.asOf = asOf;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  long asOf() {
    return asOf;
  }
}
