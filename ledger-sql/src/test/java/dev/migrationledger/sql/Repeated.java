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
    int count = (int) Math.min(length, total - at);
    for (int done = 0; done < count; ) {
      int inUnit = (int) ((at + done) % unit.length);
      int part = Math.min(count - done, unit.length - inUnit);
      System.arraycopy(unit, inUnit, target, from + done, part);
      done += part;
    }
    at += count;
    return count;
  }
}
