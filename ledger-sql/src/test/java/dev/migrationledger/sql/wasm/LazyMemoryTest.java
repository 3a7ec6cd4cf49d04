package dev.migrationledger.sql.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Memory;
import run.endive.wasm.types.MemoryLimits;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LazyMemoryTest {

  private static final int PAGE = 1 << 16;
  private static final int PAGES = 4;
  private static final int STEPS = 300;

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void it_holds_what_the_engines_own_memory_holds(long seed) {
    Random random = new Random(seed);
    Memory lazy = new LazyMemory(new MemoryLimits(PAGES, 2 * PAGES));
    Memory own = new ByteArrayMemory(new MemoryLimits(PAGES, 2 * PAGES));
    for (int step = 0; step < STEPS; step++) {
      long change = random.nextLong();
      assertThat(change(lazy, new Random(change))).isEqualTo(change(own, new Random(change)));
    }
    assertThat(lazy.readBytes(0, PAGES * PAGE)).isEqualTo(own.readBytes(0, PAGES * PAGE));
  }

  @Test
  void it_grows_to_its_limit_and_is_zero_there() {
    Memory memory = new LazyMemory(new MemoryLimits(1, 3));
    assertThatThrownBy(() -> memory.readInt(PAGE)).isInstanceOf(RuntimeException.class);
    assertThat(memory.grow(2)).isEqualTo(1);
    assertThat(memory.grow(1)).isEqualTo(-1);
    assertThat(memory.pages()).isEqualTo(3);
    assertThat(memory.readLong(2 * PAGE - 4)).isZero();
    assertThatThrownBy(() -> memory.writeI32(3 * PAGE - 2, 1)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> memory.read(-1)).isInstanceOf(RuntimeException.class);
  }

  /** One random change or look, near the border of two pages as a rule; gives what was seen. */
  private static long change(Memory memory, Random random) {
    int at = (1 + random.nextInt(PAGES - 1)) * PAGE - 16 + random.nextInt(24);
    int other = random.nextInt(PAGES * PAGE - 4_000);
    int size = random.nextInt(3_000);
    switch (random.nextInt(12)) {
      case 0 -> memory.writeByte(at, (byte) random.nextInt());
      case 1 -> memory.writeShort(at, (short) random.nextInt());
      case 2 -> memory.writeI32(at, random.nextInt());
      case 3 -> memory.writeLong(at, random.nextLong());
      case 4 -> memory.writeF64(at, random.nextDouble());
      case 5 -> memory.fill((byte) random.nextInt(2), other, other + size);
      case 6 -> memory.copy(other, at - size, size);
      case 7 -> memory.copy(at - size, at - size / 2, size);
      case 8 -> memory.write(other, new byte[] {1, 2, 3, 4, 5}, 1, 4);
      case 9 -> {
        return memory.readShort(at) + memory.readU16(other);
      }
      case 10 -> {
        return memory.readInt(at) + memory.read(other);
      }
      default -> {
        return memory.readLong(at) + memory.readInt(other);
      }
    }
    return 0;
  }
}
