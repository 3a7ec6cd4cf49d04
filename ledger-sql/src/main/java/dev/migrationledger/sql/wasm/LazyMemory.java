package dev.migrationledger.sql.wasm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.wasm.types.ActiveDataSegment;
import run.endive.wasm.types.DataSegment;
import run.endive.wasm.types.MemoryLimits;

/**
 * A module's memory of which a page takes room when something is written to it: of C's stack of 32
 * MiB most is never touched. For one thread; what is out of bounds throws a {@link
 * RuntimeException}.
 */
public final class LazyMemory implements Memory {

  private static final int SHIFT = 16;
  private static final int SIZE = 1 << SHIFT;
  private static final int MASK = SIZE - 1;
  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private final MemoryLimits limits;
  private byte[] @Nullable [] pages;

  LazyMemory(MemoryLimits limits) {
    this.limits = limits;
    this.pages = new byte[limits.initialPages()][];
  }

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public int pages() {
    return pages.length;
  }

  @Override
  public int grow(int more) {
    int before = pages.length;
    int after = before + more;
    if (after < before || after > limits.maximumPages()) {
      return -1;
    }
    pages = Arrays.copyOf(pages, after);
    return before;
  }

  @Override
  public int initialPages() {
    return limits.initialPages();
  }

  @Override
  public int maximumPages() {
    return limits.maximumPages();
  }

  @Override
  public void initialize(Instance instance, DataSegment[] segments) {
    initialize(instance, segments, 0);
  }

  @Override
  public void initialize(Instance instance, DataSegment[] segments, int memory) {
    for (DataSegment segment : segments) {
      if (!(segment instanceof ActiveDataSegment active)) {
        throw new IllegalStateException("The module's data has no address");
      }
      write((int) active.offsetInstructions().getFirst().operand(0), active.data());
    }
  }

  @Override
  public void write(int address, byte[] data, int offset, int size) {
    int done = 0;
    while (done < size) {
      int at = address + done;
      int length = Math.min(size - done, SIZE - (at & MASK));
      System.arraycopy(data, offset + done, page(at), at & MASK, length);
      done += length;
    }
  }

  @Override
  public byte[] readBytes(int address, int size) {
    byte[] bytes = new byte[size];
    int done = 0;
    while (done < size) {
      int at = address + done;
      int length = Math.min(size - done, SIZE - (at & MASK));
      byte[] page = pages[at >>> SHIFT];
      if (page != null) {
        System.arraycopy(page, at & MASK, bytes, done, length);
      }
      done += length;
    }
    return bytes;
  }

  @Override
  public void copy(int to, int from, int size) {
    boolean within = (to & MASK) + size <= SIZE && (from & MASK) + size <= SIZE;
    byte[] source = within && size > 0 ? pages[from >>> SHIFT] : null;
    if (source != null) {
      System.arraycopy(source, from & MASK, page(to), to & MASK, size);
    } else {
      write(to, readBytes(from, size));
    }
  }

  @Override
  public void fill(byte value, int from, int to) {
    int at = from;
    while (at < to) {
      int length = Math.min(to - at, SIZE - (at & MASK));
      if (value != 0 || pages[at >>> SHIFT] != null) {
        Arrays.fill(page(at), at & MASK, (at & MASK) + length, value);
      }
      at += length;
    }
  }

  @Override
  public void zero() {
    Arrays.fill(pages, null);
  }

  @Override
  public byte read(int address) {
    byte[] page = pages[address >>> SHIFT];
    return page == null ? 0 : page[address & MASK];
  }

  @Override
  public short readShort(int address) {
    byte[] page = pages[address >>> SHIFT];
    if (page != null && (address & MASK) <= SIZE - Short.BYTES) {
      return (short) SHORTS.get(page, address & MASK);
    }
    return (short) SHORTS.get(readBytes(address, Short.BYTES), 0);
  }

  @Override
  public long readU16(int address) {
    return Short.toUnsignedLong(readShort(address));
  }

  @Override
  public int readInt(int address) {
    byte[] page = pages[address >>> SHIFT];
    if (page != null && (address & MASK) <= SIZE - Integer.BYTES) {
      return (int) INTS.get(page, address & MASK);
    }
    return (int) INTS.get(readBytes(address, Integer.BYTES), 0);
  }

  @Override
  public long readLong(int address) {
    byte[] page = pages[address >>> SHIFT];
    if (page != null && (address & MASK) <= SIZE - Long.BYTES) {
      return (long) LONGS.get(page, address & MASK);
    }
    return (long) LONGS.get(readBytes(address, Long.BYTES), 0);
  }

  @Override
  public long readF32(int address) {
    return readInt(address);
  }

  @Override
  public float readFloat(int address) {
    return Float.intBitsToFloat(readInt(address));
  }

  @Override
  public long readF64(int address) {
    return readLong(address);
  }

  @Override
  public double readDouble(int address) {
    return Double.longBitsToDouble(readLong(address));
  }

  @Override
  public void writeByte(int address, byte value) {
    page(address)[address & MASK] = value;
  }

  @Override
  public void writeShort(int address, short value) {
    if ((address & MASK) <= SIZE - Short.BYTES) {
      SHORTS.set(page(address), address & MASK, value);
    } else {
      byte[] bytes = new byte[Short.BYTES];
      SHORTS.set(bytes, 0, value);
      write(address, bytes);
    }
  }

  @Override
  public void writeI32(int address, int value) {
    if ((address & MASK) <= SIZE - Integer.BYTES) {
      INTS.set(page(address), address & MASK, value);
    } else {
      byte[] bytes = new byte[Integer.BYTES];
      INTS.set(bytes, 0, value);
      write(address, bytes);
    }
  }

  @Override
  public void writeLong(int address, long value) {
    if ((address & MASK) <= SIZE - Long.BYTES) {
      LONGS.set(page(address), address & MASK, value);
    } else {
      byte[] bytes = new byte[Long.BYTES];
      LONGS.set(bytes, 0, value);
      write(address, bytes);
    }
  }

  @Override
  public void writeF32(int address, float value) {
    writeI32(address, Float.floatToRawIntBits(value));
  }

  @Override
  public void writeF64(int address, double value) {
    writeLong(address, Double.doubleToRawLongBits(value));
  }

  @Override
  public boolean shared() {
    return false;
  }

  @Override
  @SuppressWarnings("removal")
  public Object lock(int address) {
    throw notShared();
  }

  @Override
  @SuppressWarnings("removal")
  public int waitOn(int address, int expected, long timeout) {
    throw notShared();
  }

  @Override
  @SuppressWarnings("removal")
  public int waitOn(int address, long expected, long timeout) {
    throw notShared();
  }

  @Override
  @SuppressWarnings("removal")
  public int notify(int address, int most) {
    throw notShared();
  }

  @Override
  public void initPassiveSegment(int segment, int address, int offset, int size) {
    throw new IllegalStateException("The module's data has an address");
  }

  /** All data has its place from the start. */
  @Override
  public void drop(int segment) {}

  private byte[] page(int address) {
    byte[] page = pages[address >>> SHIFT];
    if (page == null) {
      page = new byte[SIZE];
      pages[address >>> SHIFT] = page;
    }
    return page;
  }

  private static IllegalStateException notShared() {
    return new IllegalStateException("The module's memory is for one thread");
  }
}
