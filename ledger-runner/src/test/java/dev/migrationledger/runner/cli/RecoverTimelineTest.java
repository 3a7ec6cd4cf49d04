package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that failed over, was restored to a point in time, or was left behind. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class RecoverTimelineTest {

  @TempDir Path folder;

  @Test
  void a_failover_a_restore_to_a_point_in_time_and_an_old_copy_are_told_apart()
      throws IOException, InterruptedException {
    try (var ledger = EmbeddedPostgres.temporary()) {
      ledger.createDatabase("history");
      var home = folder.resolve("cluster");
      var cluster = EmbeddedPostgres.start(home);
      var shell = new Shell(cluster, folder);
      shell.environment.put(
          "LEDGER_LEDGER_URL",
          "postgres://%s:%s@127.0.0.1:%d/history"
              .formatted(ledger.user(), ledger.password(), ledger.port()));
      shell.sql("ALTER SYSTEM SET restore_command = 'false'");
      shell.write("0001_a.sql", "CREATE TABLE a (x int);\n");
      assertThat(shell.run("migrate").status()).isZero();
      var data = Path.of(shell.ask("SHOW data_directory"));
      assertThat(shell.run("recover", "detect").status()).isZero();

      cluster.close();
      copy(data, folder.resolve("before"));
      recoverFromArchive(data);
      cluster = reopen(home, shell);

      var said = shell.run("recover", "detect");
      assertThat(said.status()).as(said.all()).isZero();
      assertThat(said.out())
          .contains("note: the cluster went on to timeline 2, and run ")
          .contains(" was on timeline 1: a standby took over, or it was restored")
          .contains("so none was lost");

      shell.write("0002_b.sql", "CREATE TABLE b (x int);\n");
      assertThat(shell.run("migrate").status()).isZero();
      assertThat(shell.run("recover", "detect").out()).doesNotContain("timeline");
      cluster.close();
      putBack(folder.resolve("before"), data);
      cluster = reopen(home, shell);

      said = shell.run("recover", "detect");
      assertThat(said.status()).as(said.all()).isEqualTo(4);
      assertThat(said.out())
          .contains("RECOVER-023 timeline 1: the cluster is on timeline 1, and run ")
          .contains(" was on timeline 2: this is the side that was left")
          .contains("RECOVER-013 receipts: the ledger knows 0002 as applied");

      cluster.close();
      recoverFromArchive(data);
      cluster = reopen(home, shell);
      said = shell.run("recover", "detect");
      assertThat(said.out())
          .contains("RECOVER-013 receipts: the ledger knows 0002 as applied")
          .contains("the cluster is on timeline 2 as it was, and run ")
          .doesNotContain("RECOVER-023");

      cluster.close();
      recoverFromArchive(data);
      cluster = reopen(home, shell);
      said = shell.run("recover", "plan");
      assertThat(said.out())
          .contains("the cluster went on to timeline 3, and run ")
          .contains("restored to a point in time before these migrations ran");
      said =
          shell.run(
              "recover", "execute", "--choose", "RECOVER-013=undone", "--reason", "r", "--yes");
      assertThat(said.status()).as(said.all()).isZero();
      assertThat(shell.run("migrate").out()).contains("1 applied");
      assertThat(shell.run("recover", "detect").status()).isZero();
      cluster.close();
    }
  }

  /** The server answers while it still replays: until then it is a standby. */
  private static EmbeddedPostgres reopen(Path home, Shell shell) throws InterruptedException {
    var cluster = EmbeddedPostgres.start(home);
    var until = Instant.now().plusSeconds(60);
    while (isReplaying(cluster)) {
      assertThat(Instant.now()).isBefore(until);
      Thread.sleep(20);
    }
    shell.environment.put("PGPORT", Integer.toString(cluster.port()));
    shell.environment.put("PGPASSWORD", cluster.password());
    return cluster;
  }

  private static boolean isReplaying(EmbeddedPostgres cluster) {
    try (var connection =
            DriverManager.getConnection(
                cluster.url("postgres"), cluster.user(), cluster.password());
        var sql = connection.createStatement();
        var row = sql.executeQuery("SELECT pg_is_in_recovery()")) {
      return row.next() && row.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server begins a new timeline when it has replayed what there is. */
  private static void recoverFromArchive(Path data) throws IOException {
    var signal = Files.createFile(data.resolve("recovery.signal"));
    Files.setPosixFilePermissions(signal, PosixFilePermissions.fromString("rw-rw-rw-"));
  }

  private static void copy(Path from, Path to) throws IOException, InterruptedException {
    var copied = new ProcessBuilder("cp", "-a", from.toString(), to.toString()).start();
    assertThat(copied.waitFor()).isZero();
  }

  private static void putBack(Path from, Path to) throws IOException, InterruptedException {
    var removed = new ProcessBuilder("rm", "-rf", to.toString()).start();
    assertThat(removed.waitFor()).isZero();
    copy(from, to);
  }
}
