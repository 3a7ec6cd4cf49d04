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

/** The disk of the ledger is full, or that of its server's write-ahead log. */
@SuppressWarnings("NullAway.Init")
final class FullDiskIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String FILL =
      "INSERT INTO public.filler SELECT repeat(md5(g::text), 60) FROM generate_series(1, 200) g";

  @TempDir private Path folder;

  @Test
  void nothing_is_lost_what_is_going_on_is_said_and_it_goes_on_when_there_is_space()
      throws Exception {
    var small = mounted("40m");
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
      whole(ledger);
    } finally {
      run("umount", "-l", small.toString());
    }
  }

  @Test
  void a_server_that_cannot_write_its_log_costs_no_event_and_the_service_goes_on_with_it()
      throws Exception {
    var small = mounted("80m");
    try (var ledger = new RunningService("full", "prod")) {
      ledger.record(Commands.register("prod"));
      ledger.execute("ALTER DATABASE \"full\" SET synchronous_commit = on");
      moveLogTo(ledger, small);
      await().atMost(SOON).ignoreExceptions().until(() -> discovered(ledger, 1));
      run("dd", "if=/dev/zero", "of=" + small.resolve("filler"), "bs=64k");

      int recorded = 1;
      while (goesOn(ledger, recorded + 1)) {
        recorded++;
        assertThat(recorded).as("the disk is never full").isLessThan(100);
      }
      assertThat(recorded).as("recorded while the disk was full").isGreaterThan(1);
      assertThat(Files.readString(ledger.server().folder().resolve("server.log")))
          .containsPattern("PANIC:.*No space left on device");
      assertThat(ledger.get("/migrations?target=prod").body())
          .containsAnyOf("STORE-", "0001_step_1.sql");

      Files.delete(small.resolve("filler"));
      ledger.server().restart();

      int last = recorded + 1;
      await().atMost(SOON).ignoreExceptions().until(() -> discovered(ledger, last));
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .until(() ->
              ledger.json("/api/v1/targets/prod/status").at("/summary/total").asInt() == last);
      whole(ledger);
    } finally {
      run("umount", "-l", small.toString());
    }
  }

  private Path mounted(String size) throws Exception {
    var small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + size + ",mode=0777", "tmpfs", small.toString()),
        "SKIPPED: a small file system cannot be mounted here, so the disk cannot be filled");
    return small;
  }

  /** The server finds its write-ahead log on the small disk when it starts again. */
  private static void moveLogTo(RunningService ledger, Path small) throws Exception {
    ledger.settle();
    ledger.server().kill();
    var log = ledger.server().folder().resolve("data/pg_wal");
    var moved = small.resolve("pg_wal");
    assertThat(run("cp", "-a", log.toString(), moved.toString())).isTrue();
    assertThat(run("rm", "-r", log.toString())).isTrue();
    Files.createSymbolicLink(log, moved);
    ledger.server().restart();
  }

  private static boolean discovered(RunningService ledger, int number) {
    ledger.record(
        Commands.discover("prod", Commands.script("%04d".formatted(number), "step_" + number)));
    return true;
  }

  /** Records, and has the server begin another file of its log; false when either is refused. */
  private static boolean goesOn(RunningService ledger, int number) {
    try {
      discovered(ledger, number);
    } catch (StoreFailure e) {
      return false;
    }
    try {
      ledger.execute("SELECT pg_switch_wal()");
    } catch (SQLException e) {
      // the next one finds out what that comes to
    }
    return true;
  }

  /** Nothing is amiss any more, and nothing was lost. */
  private static void whole(RunningService ledger) throws Exception {
    await().atMost(SOON).until(() -> said(ledger).isEmpty());
    await()
        .atMost(SOON)
        .until(() -> ledger.json("/actuator/health").at("/status").asString().equals("UP"));
    assertThat(ledger.commandLine().check()).allMatch(ProjectionCheck::same);
    assertThat(ledger.get("/evidence?verify=now").body()).contains("intact");
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
