package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target broken at random is recovered to a verified state without losing a row. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class RecoverPropertyTest {

  private static final int CASES = Integer.getInteger("recover.cases", 100);

  @TempDir Path folder;

  @Test
  void a_randomly_broken_target_is_recovered_without_losing_a_row() {
    try (var server = EmbeddedPostgres.temporary()) {
      var target = new BrokenTarget(server, folder);
      for (long seed = 0; seed < CASES; seed++) {
        target.breakAnew(seed);
        recover(target, seed);
      }
    }
  }

  private static void recover(BrokenTarget target, long seed) {
    var shell = target.shell();
    var rows = target.rows();
    var planned = shell.run(words("plan", target.choices()));
    assertThat(planned.status()).as(target.told(seed) + planned.all()).isIn(4, 7);

    var said = shell.run(words("execute", target.choices()));

    assertThat(said.status()).as(target.told(seed) + "\n" + said.all()).isZero();
    assertThat(said.out()).contains("nothing is left to recover");
    assertThat(target.rows()).as(target.told(seed)).isEqualTo(rows);
    var events = shell.events();
    var again = shell.run(words("execute", List.of()));
    assertThat(again.status()).as(target.told(seed) + again.all()).isZero();
    assertThat(shell.events()).as(target.told(seed)).isEqualTo(events);
    assertThat(target.rows()).as(target.told(seed)).isEqualTo(rows);
  }

  private static String[] words(String action, List<String> choices) {
    var words = new ArrayList<>(List.of("recover", action));
    words.addAll(choices);
    if (action.equals("execute")) {
      words.addAll(List.of("--reason", "by test", "--yes"));
    }
    return words.toArray(String[]::new);
  }
}
