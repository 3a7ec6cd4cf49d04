package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrationledger.query.replay.ProjectionCheck;
import dev.migrationledger.store.failure.StoreFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the ledger is full. */
@SuppressWarnings("NullAway.Init")
final class FullDiskIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String FILL =
      "INSERT INTO public.filler SELECT repeat(md5(g::text), 60) FROM generate_series(1, 200) g";

  @TempDir private Path folder;

  @Test
  void nothing_is_lost_what_is_going_on_is_said_and_it_goes_on_when_there_is_space()
      throws Exception {
    var small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=40m,mode=0777", "tmpfs", small.toString()),
        "SKIPPED: a small file system cannot be mounted here, so the disk cannot be filled");
    try (var ledger = new RunningService("full", "prod")) {
      ledger.record(Commands.register("prod"));
      var space = Files.createDirectory(small.resolve("space"));
      run("chmod", "0777", space.toString());
      sql(ledger, "CREATE TABLESPACE small LOCATION '" + space + "'");
      moveTo(ledger, "small");
      ledger.record(Commands.discover("prod", Commands.script("0001", "one")));

      fill(ledger);
      int recorded = untilRefused(ledger);
      await()
          .atMost(SOON)
          .until(() -> said(ledger).matches("Nothing can be recorded since .*No space left.*"));
      assertThat(said(ledger)).doesNotContain("INSERT", "first-admin");
      assertThat(ledger.get("/migrations?target=prod").body())
          .containsAnyOf("STORE-", "0001_one.sql");

      sql(ledger, "DROP TABLE public.filler");

      ledger.record(Commands.discover("prod", Commands.script("9000", "last")));
      await()
          .atMost(SOON)
          .until(() ->
              ledger.json("/api/v1/targets/prod/status").at("/summary/total").asInt()
                  == recorded + 2);
      await().atMost(SOON).until(() -> said(ledger).isEmpty());
      assertThat(ledger.json("/actuator/health").at("/status").asString()).isEqualTo("UP");
      assertThat(ledger.commandLine().check()).allMatch(ProjectionCheck::same);
      assertThat(ledger.get("/evidence?verify=now").body()).contains("intact");
    } finally {
      run("umount", "-l", small.toString());
    }
  }

  /** What every page says while nothing can be recorded. */
  private static String said(RunningService ledger) throws Exception {
    return Jsoup.parse(ledger.get("/").body()).select("main > [role=alert]").text();
  }

  /** Records until the disk is full; says how many were recorded before. */
  private static int untilRefused(RunningService ledger) {
    for (int number = 2; number < 5_000; number++) {
      var script = Commands.script("%04d".formatted(number), "step_" + number);
      try {
        ledger.record(Commands.discover("prod", script));
      } catch (StoreFailure e) {
        assertThat(e.getMessage()).contains("No space left on device");
        assertThatThrownBy(() -> ledger.record(Commands.discover("prod", script)))
            .isInstanceOf(StoreFailure.class);
        return number - 2;
      }
    }
    throw new AssertionError("the disk is never full");
  }

  private static void moveTo(RunningService ledger, String space) throws SQLException {
    sql(
        ledger,
        "DO $$ DECLARE t text; BEGIN FOR t IN SELECT format('%I.%I', schemaname, tablename)"
            + " FROM pg_tables WHERE schemaname = 'ledger' LOOP EXECUTE 'ALTER TABLE ' || t ||"
            + " ' SET TABLESPACE "
            + space
            + "'; END LOOP; END $$");
    sql(ledger, "CREATE TABLE public.filler (t text) TABLESPACE " + space);
    sql(ledger, "ALTER TABLE public.filler ALTER t SET STORAGE PLAIN");
  }

  private static void fill(RunningService ledger) throws SQLException {
    for (int i = 0; i < 1_000; i++) {
      try {
        sql(ledger, FILL);
      } catch (SQLException e) {
        assertThat(e.getSQLState()).isEqualTo("53100");
        return;
      }
    }
    throw new AssertionError("the disk is never full");
  }

  private static void sql(RunningService ledger, String sql) throws SQLException {
    var server = ledger.server();
    try (var c = DriverManager.getConnection(server.url("full"), server.user(), server.password());
        var statement = c.createStatement()) {
      statement.execute(sql);
    }
  }

  private static boolean run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
