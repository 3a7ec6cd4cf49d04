package dev.migrationledger.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.source.ParsedScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every folder: generated ones, the seed is each case's name. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanPropertyTest {

  private static final int CASES = 150;

  @TempDir private Path folder;

  static LongStream seeds() {
    return LongStream.range(0, CASES).map(i -> i * 7_919 + 3);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_plan_is_in_numeric_order_and_meets_every_dependency(long seed) {
    var given = new Given(new Desk(folder), new Random(seed));

    var plan = given.desk.plan();

    assertThat(plan.refused()).as(plan.findings().toString()).isFalse();
    var expected = given.files.subList(given.applied, given.files.size());
    assertThat(Desk.steps(plan)).isEqualTo(expected);
    var done = new HashSet<>(given.files.subList(0, given.applied));
    for (ParsedScript step : plan.steps()) {
      assertThat(step.dependencies())
          .as(step.source().file())
          .allMatch(
              d -> done.stream().anyMatch(f -> f.startsWith(d.dependency().version().text())));
      done.add(step.source().file());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_planted_fault_is_found_in_its_file_and_nothing_else_is(long seed) throws IOException {
    var random = new Random(seed);
    var given = new Given(new Desk(folder), random);
    var fault = Fault.values()[(int) (seed % Fault.values().length)];

    var files = given.plant(fault);

    var plan = given.desk.plan();
    assertThat(plan.refused()).as(fault.toString()).isTrue();
    assertThat(plan.findings().stream().filter(Finding::blocks))
        .as(fault.toString())
        .allSatisfy(f -> {
          assertThat(f.code()).isEqualTo(fault.code);
          assertThat(files).contains(f.file());
          assertThat(f.message()).isNotBlank();
          assertThat(f.remedy()).isNotBlank();
        })
        .hasSize(files.size());
  }

  /** The ways a folder is made wrong, and the code that must be reported. */
  private enum Fault {
    NAME("SRC-001"),
    UNKNOWN_FILE("SRC-002"),
    DUPLICATE("SRC-003"),
    LINK("SRC-005"),
    HEADER("SRC-006"),
    MIXED("SRC-010"),
    ROLLBACK("SRC-011"),
    ORPHAN_DOWN("SRC-013"),
    QUOTE("SQL-001"),
    META_COMMAND("SQL-002"),
    BYTES("SQL-003"),
    MISSING("PLAN-001"),
    EDITED("PLAN-002"),
    OUT_OF_ORDER("PLAN-005"),
    UNKNOWN_DEPENDENCY("PLAN-006"),
    LATE_DEPENDENCY("PLAN-007"),
    ENVIRONMENT("PLAN-008");

    private final String code;

    Fault(String code) {
      this.code = code;
    }
  }

  /** A correct folder, written in random order, the first few of its migrations applied. */
  private static final class Given {
    private final Desk desk;
    private final Random random;
    private final List<String> files = new ArrayList<>();
    private final int applied;

    private Given(Desk desk, Random random) {
      this.desk = desk;
      this.random = random;
      var numbers = new TreeSet<Integer>();
      while (numbers.size() < 4 + random.nextInt(8)) {
        numbers.add(10 + random.nextInt(9_000));
      }
      numbers.forEach(n -> files.add("%04d_step.sql".formatted(n)));
      var shuffled = new ArrayList<>(files);
      Collections.shuffle(shuffled, random);
      shuffled.forEach(f -> desk.write(f, header(files.indexOf(f)) + "SELECT '" + f + "';\n"));
      applied = 1 + random.nextInt(files.size() - 2);
      desk.applied(files.subList(0, applied).toArray(String[]::new));
    }

    private String header(int index) {
      if (index == 0 || random.nextInt(3) == 0) {
        return "";
      }
      var needed = files.get(random.nextInt(index));
      return "-- DEPENDS: " + (random.nextBoolean() ? needed : needed.substring(0, 4)) + "\n";
    }

    /** Makes one thing wrong; gives the files that have to be named. */
    private List<String> plant(Fault fault) throws IOException {
      var pending = files.get(applied + random.nextInt(files.size() - applied));
      var ran = files.get(random.nextInt(applied));
      var last = files.getLast();
      return switch (fault) {
        case NAME -> written("9999-Step.sql", "SELECT 1;\n");
        case UNKNOWN_FILE -> written("notes.txt", "hello\n");
        case ORPHAN_DOWN -> written("9999_gone.down.sql", "SELECT 1;\n");
        case DUPLICATE -> {
          var twin = last.replace("step", "twin");
          desk.write(twin);
          yield List.of(last, twin);
        }
        case LINK -> {
          Files.createSymbolicLink(desk.folder.resolve("9999_link.sql"), Path.of("9999_link.sql"));
          yield List.of("9999_link.sql");
        }
        case HEADER -> written(pending, "-- ENV: moon\nSELECT 1;\n");
        case MIXED -> written(pending, "CREATE TABLE a (b int);\nVACUUM;\n");
        case ROLLBACK -> written(pending, "SELECT 1;\nROLLBACK;\n");
        case QUOTE -> written(pending, "SELECT 1;\nSELECT 'open;\n");
        case META_COMMAND -> written(pending, "SELECT 1;\n\\i other.sql\n");
        case BYTES -> {
          Files.write(
              desk.folder.resolve(pending),
              "SELECT 'caf\u00e9';\n".getBytes(StandardCharsets.ISO_8859_1));
          yield List.of(pending);
        }
        case MISSING -> {
          desk.delete(ran);
          yield List.of(ran);
        }
        case EDITED -> written(ran, "SELECT 'other';\n");
        case OUT_OF_ORDER -> written("0001_late.sql", "SELECT 1;\n");
        case UNKNOWN_DEPENDENCY -> written(pending, "-- DEPENDS: 9998_gone.sql\nSELECT 1;\n");
        case LATE_DEPENDENCY -> written(pending, "-- DEPENDS: " + last + "\nSELECT 1;\n");
        case ENVIRONMENT -> written(pending, "-- ENV: test\nSELECT 1;\n");
      };
    }

    private List<String> written(String file, String text) {
      desk.write(file, text);
      return List.of(file);
    }
  }
}
