package dev.migrationledger.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any prefix of a run, a crash and another run come to the same as one run without a crash. */
class RandomCrashIT {

  private static final int CASES = 110;
  private static final int ROUNDS = 8;
  private static final long SEED = 20_260_301;

  @TempDir private static Path scratch;
  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @Test
  void a_run_that_crashed_anywhere_and_a_second_one_equal_one_clean_run() {
    var ledger = Site.create(server, scratch, true);
    var crashed = 0;
    for (var i = 0; i < CASES; i++) {
      var seed = SEED + i;
      var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      var folder = GeneratedFolder.random(random);
      var clean = ledger.sibling("clean" + seed, "clean");
      var broken = ledger.sibling("broken" + seed, "broken");
      folder.write(clean);
      folder.write(broken);
      var crash = Crash.random(random, folder.size());
      var about = "seed " + seed + ", " + folder + ", " + crash + ": ";

      folder.finish(clean, about);
      crashed += crash.during(broken) ? 1 : 0;
      folder.finish(broken, about);

      var status = broken.run("status", "--exit-code");
      assertThat(status.status()).as(about + status.text()).isZero();
      assertThat(picture(broken)).as(about).isEqualTo(picture(clean));
      var before = broken.entries();
      assertThat(broken.run("migrate").status()).as(about).isZero();
      assertThat(broken.entries()).as(about).isEqualTo(before);
    }
    assertThat(crashed).as("crashes that took place").isGreaterThan(CASES * 2 / 3);
    var verdict = ledger.run("verify");
    assertThat(verdict.status()).as(verdict.text()).isZero();
  }

  @Test
  void a_process_killed_at_any_time_and_a_second_one_apply_everything_once() {
    for (var i = 0; i < ROUNDS; i++) {
      var seed = SEED + i;
      var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      var site = Site.create(server, scratch, i % 2 == 0).steps(12, "SELECT pg_sleep(0.05);");
      var runner = site.start("migrate");
      site.await(
          "EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND"
              + " application_name LIKE 'migration-ledger%')");
      var delay = random.nextInt(1_800);
      Site.pause(delay);
      runner.kill();
      var about = "seed " + seed + ", killed after " + delay + " ms: ";
      site.await(
          "NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND"
              + " application_name LIKE 'migration-ledger%')");
      site.finish(about);
      site.agrees(12, about);
    }
  }

  /** All that can be told apart afterwards: schema, rows, receipts, lifecycle steps, read model. */
  private static List<List<String>> picture(Site site) {
    return List.of(
        site.texts(
            "SELECT concat_ws(' ', c.relkind, c.relname, pg_get_indexdef(i.indexrelid), i.indisvalid,"
                + " CASE c.relkind WHEN 'v' THEN pg_get_viewdef(c.oid) END, (SELECT string_agg(concat_ws(' ', a.attname,"
                + " format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin,"
                + " d.adrelid)), ', ' ORDER BY a.attnum) FROM pg_attribute a LEFT JOIN pg_attrdef d"
                + " ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE a.attrelid = c.oid AND"
                + " a.attnum > 0)) FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid WHERE"
                + " c.relnamespace = 'public'::regnamespace ORDER BY 1"),
        site.texts("SELECT version FROM ran ORDER BY 1"),
        site.texts(
            "SELECT version || file || checksum FROM ledger.receipt WHERE phase = 'APPLIED' ORDER BY"
                + " id"),
        site.texts(
            site.ledgerDatabase,
            "SELECT p ->> 'file' || (p ->> 'checksum') FROM (SELECT index,"
                + " convert_from(payload, 'UTF8')::jsonb AS p FROM ledger.entry WHERE payload_type"
                + " LIKE '%MigrationApplied') e WHERE p ->> 'target' = '"
                + site.target
                + "' ORDER BY index"),
        site.texts(
            site.ledgerDatabase,
            "SELECT concat_ws(' ', version, filename, status, checksum) FROM"
                + " ledger.schema_migrations WHERE target = '"
                + site.target
                + "' ORDER BY 1"));
  }
}
