package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets on targets, on a real server: what cannot run is never tried, what can is never refused. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class GeneratedTargetsTest {

  private static final int CASES = 100;
  private static final String OBJECTS =
      "SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('public', 'app')"
          + " AND NOT a.attisdropped";

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;

  @Test
  void what_is_missing_never_reaches_execution_and_what_is_not_is_never_refused() {
    for (var seed = 1; seed <= CASES; seed++) {
      var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      var target = new GeneratedTarget(random);
      var shell = new Shell(server, folder.resolve(Integer.toString(seed)));
      shell.sql(target.made());
      var before = shell.ask(OBJECTS);
      var place = target.anyPlace();
      var missing = target.missing(place);
      target.planted(place, missing).forEach(shell::write);

      var refused = shell.run("migrate");

      var what = "seed %d: %s%n%s%n%s".formatted(seed, missing, target.pending(), refused.all());
      assertThat(refused.status()).as(what).isEqualTo(3);
      assertThat(refused.out()).as(what).contains(target.lineOf(place));
      assertThat(refused.out().lines().filter(l -> l.contains(" error ")).count()).as(what).isOne();
      assertThat(shell.ask(OBJECTS)).as(what).isEqualTo(before);

      target.pending().forEach(shell::write);
      var done = shell.run("migrate");
      assertThat(done.status()).as("seed " + seed + target.pending() + done.all()).isZero();
    }
  }
}
