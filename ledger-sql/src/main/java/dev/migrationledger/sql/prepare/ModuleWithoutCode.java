package dev.migrationledger.sql.prepare;

import java.io.ByteArrayOutputStream;

/** The binary format of a WebAssembly module, just enough to empty all its functions. */
final class ModuleWithoutCode {

  private static final int CODE_SECTION = 10;
  private static final int HEADER = 8;

  /** No locals; unreachable; end. */
  private static final byte[] EMPTY_BODY = {3, 0, 0, 0x0B};

  private final byte[] module;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int position = HEADER;

  ModuleWithoutCode(byte[] module) {
    this.module = module;
  }

  byte[] bytes() {
    out.write(module, 0, HEADER);
    while (position < module.length) {
      int section = module[position++];
      int size = readNumber();
      int next = position + size;
      if (section == CODE_SECTION) {
        writeEmptyBodies(readNumber());
      } else {
        out.write(section);
        writeNumber(out, size);
        out.write(module, position, size);
      }
      position = next;
    }
    return out.toByteArray();
  }

  private void writeEmptyBodies(int count) {
    ByteArrayOutputStream bodies = new ByteArrayOutputStream();
    writeNumber(bodies, count);
    for (int i = 0; i < count; i++) {
      bodies.writeBytes(EMPTY_BODY);
    }
    out.write(CODE_SECTION);
    writeNumber(out, bodies.size());
    out.writeBytes(bodies.toByteArray());
  }

  /** Unsigned LEB128. */
  private int readNumber() {
    int number = 0;
    int shift = 0;
    int b;
    do {
      b = module[position++];
      number |= (b & 0x7F) << shift;
      shift += 7;
    } while ((b & 0x80) != 0);
    return number;
  }

  private static void writeNumber(ByteArrayOutputStream target, int number) {
    int rest = number;
    while (rest >= 0x80) {
      target.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    target.write(rest);
  }
}
