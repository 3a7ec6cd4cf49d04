package dev.migrationledger.runner.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.execute.work.ExecutionSettings;
import dev.migrationledger.runner.shadow.ShadowReplay.Wanted;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class DownProofsTest {

  private static ShadowServer server;

  @TempDir Path folder;
  private Scripts scripts;

  @BeforeAll
  static void start() {
    server = ShadowServer.embedded();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void lay_out() {
    scripts =
        new Scripts(folder.resolve("m"))
            .write("0001_t.sql", "CREATE TABLE t (id int, note text);\n")
            .write("0002_a.sql", "ALTER TABLE t ADD COLUMN a int; CREATE INDEX ta ON t (a);\n")
            .write("0003_b.sql", "CREATE TABLE b (id int);\n");
  }

  @Test
  void a_down_script_that_gives_the_earlier_schema_back_is_proved() {
    scripts
        .write("0001_t.down.sql", "DROP TABLE t;\n")
        .write("0002_a.down.sql", "ALTER TABLE t DROP COLUMN a;\n");

    var proofs = prove();

    assertThat(proofs.findings()).isEmpty();
    assertThat(proofs.proofs()).extracting(DownProof::holds).containsExactly(true, true);
    assertThat(proofs.of(new Version("0003"))).isEmpty();
    assertThat(proofs.last())
        .singleElement()
        .isEqualTo(replay().run(scripts.migrations(), Wanted.LAST).schema().orElseThrow());
  }

  @Test
  void what_a_down_script_leaves_behind_or_takes_too_much_of_is_named() {
    scripts
        .write("0002_a.down.sql", "DROP INDEX ta;\n")
        .write("0003_b.down.sql", "DROP TABLE b; ALTER TABLE t ALTER note SET NOT NULL;\n");

    var proofs = prove();

    assertThat(proofs.findings())
        .extracting(Finding::code)
        .containsExactly("SHADOW-007", "SHADOW-007");
    assertThat(proofs.findings().getFirst().message())
        .isEqualTo(
            "after 0002_a.down.sql the schema is not the one before 0002_a.sql:\n"
                + "column public.t.a is there and should not be");
    assertThat(proofs.findings().getLast().message())
        .contains("column public.t.note: not_null is true instead of absent");
    assertThat(proofs.proofs()).extracting(DownProof::holds).containsExactly(false, false);
  }

  @Test
  void a_down_script_that_fails_is_told_with_its_place_and_the_next_is_still_tried() {
    scripts
        .write("0002_a.down.sql", "ALTER TABLE t DROP COLUMN a;\nDROP TABLE nowhere;\n")
        .write("0003_b.down.sql", "DROP TABLE b;\n");

    var proofs = prove();

    assertThat(proofs.findings())
        .singleElement()
        .satisfies(f -> {
          assertThat(f.code()).isEqualTo("SHADOW-006");
          assertThat(f.line()).isEqualTo(2);
          assertThat(f.message()).contains("42P01 table \"nowhere\" does not exist");
        });
    assertThat(proofs.proofs()).extracting(DownProof::holds).containsExactly(false, true);
  }

  @Test
  void a_migration_that_cannot_be_applied_again_is_told() {
    scripts
        .write("0002_a.sql", "CREATE ROLE shadow_again; ALTER TABLE t ADD COLUMN a int;\n")
        .write("0002_a.down.sql", "ALTER TABLE t DROP COLUMN a;\n");

    assertThat(prove().findings())
        .singleElement()
        .satisfies(f -> {
          assertThat(f.code()).isEqualTo("SHADOW-008");
          assertThat(f.file()).isEqualTo("0002_a.sql");
          assertThat(f.message()).contains("role \"shadow_again\" already exists");
        });
  }

  @Test
  void a_migration_that_is_another_the_second_time_is_told() {
    scripts
        .write(
            "0003_b.sql",
            "CREATE SEQUENCE IF NOT EXISTS s; DO $$ BEGIN"
                + " EXECUTE format('CREATE TABLE b%s (id int)', (SELECT count(*) FROM t)); END $$;"
                + " INSERT INTO t VALUES (1);\n")
        .write("0003_b.down.sql", "DROP SEQUENCE s; DROP TABLE b0;\n");

    assertThat(prove().findings())
        .singleElement()
        .satisfies(f -> {
          assertThat(f.code()).isEqualTo("SHADOW-008");
          assertThat(f.message()).contains("table public.b0 is called public.b1");
        });
  }

  private DownProofs prove() {
    return replay().prove(scripts.migrations(), scripts.downs());
  }

  private ShadowReplay replay() {
    var settings = new ShadowSettings(ExecutionSettings.defaults(), "production", List.of());
    return new ShadowReplay(server, settings, ShadowCache.in(folder.resolve("cache")));
  }
}
