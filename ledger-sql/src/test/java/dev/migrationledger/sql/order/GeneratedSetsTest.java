package dev.migrationledger.sql.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Sets that are valid by their making, and the same with one thing planted in them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GeneratedSetsTest {

  private static final int CASES = 120;
  private static final Sets SETS = new Sets();

  @AfterAll
  static void close() {
    SETS.close();
  }

  @Test
  void a_valid_set_has_no_finding_and_the_order_of_its_numbers() {
    for (long seed = 1; seed <= CASES; seed++) {
      GeneratedSet set = new GeneratedSet(random(seed));
      Resolution resolution = SETS.resolve(set.texts());
      assertThat(Sets.lines(resolution)).as("seed " + seed).isEmpty();
      assertThat(resolution.order()).as("seed " + seed).isSorted();
      assertThat(Sets.edges(resolution)).as("seed " + seed).containsAll(set.needs());
      satisfied(resolution, seed);
    }
  }

  @Test
  void a_set_with_shuffled_numbers_gets_an_order_in_which_each_dependency_is_satisfied() {
    for (long seed = 1; seed <= CASES; seed++) {
      RandomGenerator random = random(seed);
      List<String> texts = new ArrayList<>(GeneratedSet.oneObjectEach(random).texts().values());
      Map<String, String> shuffled = new TreeMap<>();
      while (!texts.isEmpty()) {
        String text = texts.remove(random.nextInt(texts.size()));
        shuffled.put("%04d.sql".formatted(shuffled.size() + 1), text);
      }
      Resolution resolution = SETS.resolve(shuffled);
      satisfied(resolution, seed);
      assertThat(resolution.findings())
          .as("seed " + seed)
          .allMatch(finding -> finding.code() == OrderCode.USED_BEFORE_CREATED);
      assertThat(resolution.findings().isEmpty())
          .as("seed " + seed)
          .isEqualTo(resolution.moved().isEmpty());
    }
  }

  @Test
  void a_planted_column_that_does_not_exist_is_found_at_its_line_and_nothing_else_is() {
    for (long seed = 1; seed <= CASES; seed++) {
      RandomGenerator random = random(seed);
      GeneratedSet set = new GeneratedSet(random);
      String table = set.anyTable(random);
      String statement =
          switch (random.nextInt(4)) {
            case 0 -> "UPDATE " + table + " SET id = 1 WHERE nowhere = 2;";
            case 1 -> "CREATE INDEX planted ON " + table + " (nowhere);";
            case 2 -> "ALTER TABLE " + table + " ALTER COLUMN nowhere SET NOT NULL;";
            default -> "CREATE VIEW planted AS SELECT x.id, x.nowhere FROM " + table + " x;";
          };
      planted(set, set.appended(random, table, statement), OrderCode.NO_SUCH_COLUMN, seed);
    }
  }

  @Test
  void a_planted_duplicate_is_found_at_its_line_and_nothing_else_is() {
    for (long seed = 1; seed <= CASES; seed++) {
      RandomGenerator random = random(seed);
      GeneratedSet set = new GeneratedSet(random);
      String table = set.anyTable(random);
      String statement =
          switch (random.nextInt(3)) {
            case 0 -> "CREATE TABLE " + table + " (id int, other text);";
            case 1 -> "ALTER TABLE " + table + " ADD COLUMN id bigint;";
            default ->
                "CREATE UNIQUE INDEX " + GeneratedSet.named(table) + " ON " + table + " (id);";
          };
      planted(set, set.appended(random, table, statement), OrderCode.CREATED_TWICE, seed);
    }
  }

  @Test
  void a_planted_circle_is_found_at_its_line_and_nothing_else_is() {
    for (long seed = 1; seed <= CASES; seed++) {
      RandomGenerator random = random(seed);
      GeneratedSet set = new GeneratedSet(random);
      Spot planted = random.nextBoolean() ? set.declaredCircle(random) : set.usedCircle(random);
      planted(set, planted, OrderCode.CIRCLE, seed);
    }
  }

  @Test
  void a_planted_use_before_creation_is_found_at_its_line_and_nothing_else_is() {
    for (long seed = 1; seed <= CASES; seed++) {
      RandomGenerator random = random(seed);
      GeneratedSet set = new GeneratedSet(random);
      planted(set, set.usedEarly(random), OrderCode.USED_BEFORE_CREATED, seed);
    }
  }

  private static void planted(GeneratedSet set, Spot spot, OrderCode code, long seed) {
    Resolution resolution = SETS.resolve(set.texts());
    assertThat(resolution.findings())
        .as("seed %d: %s", seed, Sets.lines(resolution))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo(code);
          assertThat(finding.sure()).isTrue();
          assertThat(finding.file()).isEqualTo("%04d.sql".formatted(spot.script() + 1));
          assertThat(finding.place().line()).isEqualTo(spot.place().line());
        });
    satisfied(resolution, seed);
  }

  /** Each script behind all it needs, but for circles. */
  private static void satisfied(Resolution resolution, long seed) {
    List<Integer> order = resolution.order();
    assertThat(order)
        .as("seed " + seed)
        .hasSameSizeAs(resolution.scripts())
        .doesNotHaveDuplicates();
    boolean circle =
        resolution.findings().stream().anyMatch(finding -> finding.code() == OrderCode.CIRCLE);
    for (Edge edge : resolution.edges()) {
      if (!circle || edge.to() < edge.from()) {
        assertThat(order.indexOf(edge.to()))
            .as("seed %d: %s", seed, edge)
            .isLessThan(order.indexOf(edge.from()));
      }
    }
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
