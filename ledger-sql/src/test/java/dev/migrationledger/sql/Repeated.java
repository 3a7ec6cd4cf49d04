package dev.migrationledger.sql;

import java.io.InputStream;

/** The same bytes again and again, made while they are read. */
final class Repeated extends InputStream {

  private final byte[] unit;
  private final long total;
  private long at;

  Repeated(byte[] unit, long copies) {
    this.unit = unit.clone();
    this.total = unit.length * copies;
  }

  @Override
  public int read() {
    return at == total ? -1 : unit[(int) (at++ % unit.length)] & 0xFF;
  }

  @Override
  public int read(byte[] target, int from, int length) {
    if (at == total) {
      return -1;
    }
    int inUnit = (int) (at % unit.length);
    int count = Math.min(length, unit.length - inUnit);
    System.arraycopy(unit, inUnit, target, from, count);
    at += count;
    return count;
  }
}
