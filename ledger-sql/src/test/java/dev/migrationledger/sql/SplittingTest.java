package dev.migrationledger.sql;

import static dev.migrationledger.sql.Scripts.read;
import static dev.migrationledger.sql.Scripts.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SplittingTest {

  record Case(String name, String statement) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream file = SplittingTest.class.getResourceAsStream("/cases/sql/splits.sql")) {
      byte[] bytes = Objects.requireNonNull(file).readAllBytes();
      return parse(new String(bytes, StandardCharsets.UTF_8)).stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_statement_ends_where_postgresql_ends_it(Case c) {
    Scripts.Reading reading = read(c.statement() + "\n;" + c.statement() + ";SELECT 2");
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.texts()).containsExactly(c.statement(), c.statement(), "SELECT 2");
    String windows = c.statement().replace("\n", "\r\n");
    assertThat(read(windows + "\r\n;\r\nSELECT 2").texts()).containsExactly(windows, "SELECT 2");
  }

  @Test
  void the_gauntlet_splits_back_into_its_statements() throws IOException {
    Path gauntlet = vectors().resolve("gauntlet.sql");
    assumeTrue(
        Files.exists(gauntlet), "no test vectors: name their folder with -Dledger.vectors=…");
    List<Case> all = parse(Files.readString(gauntlet));
    List<String> whole = new ArrayList<>();
    StringBuilder script = new StringBuilder();
    int unterminated = 0;
    for (Case c : all) {
      if (read(c.statement()).codes().contains("SQL-001")) {
        assertThat(c.name()).isEqualTo("bad");
        unterminated++;
      } else {
        String text = c.statement().replace(" -- trailing ; comment", "");
        whole.add(text);
        String data = text.equals("COPY t FROM STDIN") ? "\nit's; data\n\\." : "";
        script.append(text).append(";").append(data).append('\n');
      }
    }
    assertThat(unterminated).isEqualTo(2);
    assertThat(whole).hasSizeGreaterThan(180);
    assertThat(read(script.toString()).texts()).isEqualTo(whole);
    assertThat(read(script.toString()).problems()).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void random_statements_split_back_however_the_bytes_arrive(long seed) {
    RandomGenerator random = new Random(seed);
    NastyScript nasty = NastyScript.generate(random);
    byte[] script = utf8(nasty.script());
    Scripts.Reading reading = read(script);
    assertThat(reading.problems()).as(nasty.script()).isEmpty();
    assertThat(reading.texts()).as("seed %d%n%s", seed, nasty.script()).isEqualTo(nasty.texts());
    assertThat(reading.data()).isEqualTo(nasty.data());
    assertThat(read(Scripts.chunked(script, 1, random))).isEqualTo(reading);
    assertThat(read(Scripts.chunked(script, 20, random))).isEqualTo(reading);
    byte[] far =
        utf8(" ".repeat(4 * ByteWindow.CHUNK - random.nextInt(script.length)) + nasty.script());
    assertThat(read(far).texts()).isEqualTo(nasty.texts());
    assertThat(read(Scripts.chunked(far, 100_000, random))).isEqualTo(read(far));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void broken_bytes_are_problems_and_never_exceptions(long seed) {
    RandomGenerator random = new Random(seed);
    byte[] script = utf8(NastyScript.generate(random).script());
    for (int i = random.nextInt(1, 10); i > 0; i--) {
      script[random.nextInt(script.length)] = (byte) random.nextInt(256);
    }
    Scripts.Reading reading = read(script);
    assertThat(reading.bytes()).isEqualTo(script.length);
    assertThat(read(Scripts.chunked(script, 3, random))).as("seed %d", seed).isEqualTo(reading);
    assertThat(reading.texts()).noneMatch(text -> text.indexOf('\0') >= 0);
    for (Statement statement : reading.statements()) {
      assertThat(new String(script, StandardCharsets.UTF_8)).contains(statement.text());
    }
  }

  @Test
  void a_hundred_megabytes_are_read_without_holding_them() {
    byte[] line = utf8("INSERT INTO t VALUES (1, 'é;', $$;$$); -- c\nCOPY t FROM STDIN;\n1\n\\.\n");
    int copies = 100_000_000 / line.length;
    InputStream endless = new Repeated(line, copies);
    long used = 0;
    int count = 0;
    try (StatementReader reader = StatementReader.of(endless)) {
      while (reader.next() != null) {
        if (++count % 500_000 == 0) {
          System.gc();
          Runtime runtime = Runtime.getRuntime();
          used = Math.max(used, runtime.totalMemory() - runtime.freeMemory());
        }
      }
      assertThat(reader.bytes()).isEqualTo((long) copies * line.length);
      assertThat(reader.problems()).isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(count).isEqualTo(2 * copies);
    assertThat(used).isBetween(1L, 64L << 20);
  }

  private static List<Case> parse(String file) {
    List<Case> cases = new ArrayList<>();
    for (String part : file.split("(?m)^-- @@ ")) {
      int newline = part.indexOf('\n');
      if (newline > 0) {
        cases.add(
            new Case(part.substring(0, newline), part.substring(newline + 1).stripTrailing()));
      }
    }
    return cases;
  }

  private static Path vectors() {
    String named = System.getProperty("ledger.vectors", "");
    return named.isEmpty() ? Path.of("../../shared/vectors") : Path.of(named);
  }
}
