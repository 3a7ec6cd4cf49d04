package dev.migrationledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EmbeddedPostgresTest {

  @TempDir private Path temporary;

  @Test
  void what_is_committed_survives_stop_restart_and_crash() throws Exception {
    Path folder = temporary.resolve("a folder with spaces, ümlauts & 'quotes'");
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
      server.createDatabase("shop");
      server.createDatabase("shop");
      execute(server, "CREATE TABLE kept (line text)");
      execute(server, "INSERT INTO kept VALUES ('stopped')");
    }
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
      execute(server, "INSERT INTO kept VALUES ('restarted')");
      int port = server.port();
      server.restart();
      assertThat(server.port()).isEqualTo(port);
      execute(server, "INSERT INTO kept VALUES ('crashed')");
      long killed = server.pid();
      server.kill();
      assertThat(Postmaster.isAlive(killed)).isFalse();
      server.restart();
      assertThat(server.pid()).isNotEqualTo(killed);
      assertThat(ask(server, "SELECT string_agg(line, ' ') FROM kept"))
          .isEqualTo("stopped restarted crashed");
    }
  }

  @Test
  void a_server_can_be_had_from_a_jar_that_is_named() throws Exception {
    var archive = Binaries.class.getResource(Binaries.resource());
    var jar = Path.of(((JarURLConnection) archive.openConnection()).getJarFileURL().toURI());
    var version = EmbeddedPostgres.majorVersion() + ".0.0";
    try (EmbeddedPostgres server = EmbeddedPostgres.temporary(jar, version)) {
      server.createDatabase("shop");
      assertThat(ask(server, "SHOW server_version")).startsWith(EmbeddedPostgres.majorVersion());
    }
    assertThatThrownBy(() -> EmbeddedPostgres.temporary(temporary.resolve("no.jar"), version))
        .isInstanceOf(EmbeddedPostgresException.BinariesUnusable.class)
        .hasMessageContaining("no.jar");
  }

  @Test
  void the_server_is_durable_private_and_asks_for_the_password() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(temporary.resolve("pg"))) {
      server.createDatabase("shop");
      assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(server, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(ask(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(server, "SHOW unix_socket_directories")).isEmpty();
      assertThat(ask(server, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(ask(server, "SELECT upper('äö') || lower('ÄÖ')")).isEqualTo("ÄÖäö");
      assertThat(ask(server, "SELECT current_setting('server_version')")).startsWith("18.");
      assertThat(server.user()).isEqualTo("postgres");
      assertThatThrownBy(() -> DriverManager.getConnection(server.url("shop"), "postgres", "guess"))
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void the_password_stands_in_one_file_that_only_its_owner_reads() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(temporary.resolve("pg"))) {
      Path passfile = server.folder().resolve("passfile");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passfile)))
          .isEqualTo("rw-------");
      assertThat(server.libpqUrl("shop"))
          .startsWith("postgresql://postgres@127.0.0.1:" + server.port() + "/shop?passfile=")
          .doesNotContain(server.password());
      assertThat(server.url("shop")).doesNotContain(server.password());
      try (var files = Files.walk(server.folder(), 1)) {
        assertThat(files.filter(file -> file.getFileName().toString().startsWith("secret-")))
            .isEmpty();
      }
    }
  }

  @Test
  void a_server_whose_starter_was_killed_is_taken_over() throws Exception {
    Path folder = temporary.resolve("pg");
    Process starter = ServerUser.spawn(folder);
    String theirs = ServerUser.awaitServer(starter);
    starter.destroyForcibly().waitFor();
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
      assertThat(server.pid() + " " + server.port()).isEqualTo(theirs);
      assertThat(ask(server, "shared", "SELECT 1")).isEqualTo("1");
    }
    assertThat(Postmaster.on(folder.resolve("data"))).isEmpty();
  }

  @Test
  void four_processes_at_once_share_one_server_and_the_last_stops_it() throws Exception {
    Path folder = temporary.resolve("pg");
    List<Process> users = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      users.add(ServerUser.spawn(folder));
    }
    Set<String> servers = new HashSet<>();
    for (Process user : users) {
      servers.add(ServerUser.awaitServer(user));
    }
    assertThat(servers).hasSize(1);
    for (Process user : users) {
      assertThat(Postmaster.on(folder.toRealPath().resolve("data"))).isPresent();
      user.getOutputStream().close();
      assertThat(user.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(user.exitValue()).isZero();
    }
    assertThat(Postmaster.on(folder.toRealPath().resolve("data"))).isEmpty();
  }

  @Test
  void two_users_in_one_process_share_one_server() throws Exception {
    Path folder = temporary.resolve("pg");
    EmbeddedPostgres first = EmbeddedPostgres.start(folder);
    EmbeddedPostgres second = EmbeddedPostgres.start(folder);
    assertThat(second.pid()).isEqualTo(first.pid());
    first.close();
    first.close();
    assertThat(ask(second, "postgres", "SELECT 1")).isEqualTo("1");
    second.close();
    assertThat(Postmaster.isAlive(second.pid())).isFalse();
  }

  @Test
  void ctrl_c_stops_the_server() throws Exception {
    Path folder = temporary.resolve("pg");
    Process user = ServerUser.spawn(folder);
    ServerUser.awaitServer(user);
    user.destroy();
    user.waitFor();
    assertThat(Postmaster.on(folder.toRealPath().resolve("data"))).isEmpty();
  }

  @Test
  void a_stale_pid_file_is_no_obstacle_even_when_the_id_is_somebody_elses() throws Exception {
    Path folder = temporary.resolve("pg");
    Path file = folder.resolve("data/postmaster.pid");
    List<String> lines;
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
      lines = Files.readAllLines(file);
      server.kill();
    }
    for (String pid : List.of(lines.getFirst(), Long.toString(ProcessHandle.current().pid()))) {
      lines.set(0, pid);
      Files.write(file, lines);
      try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
        assertThat(ask(server, "postgres", "SELECT 1")).isEqualTo("1");
      }
    }
  }

  @Test
  void a_killed_server_comes_back_at_once_on_its_port_while_its_orphans_still_end()
      throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(temporary.resolve("pg"))) {
      int port = server.port();
      for (int round = 0; round < 4; round++) {
        List<Connection> clients = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
          clients.add(connect(server, "postgres"));
        }
        server.kill();
        server.restart();
        assertThat(ask(server, "postgres", "SELECT 1")).isEqualTo("1");
        assertThat(server.port()).isEqualTo(port);
        for (Connection client : clients) {
          client.close();
        }
      }
    }
  }

  @Test
  void a_folder_that_cannot_be_made_is_refused() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "not a folder");
    assertThatThrownBy(() -> EmbeddedPostgres.start(file.resolve("pg")))
        .isInstanceOf(EmbeddedPostgresException.FolderUnusable.class)
        .hasMessageStartingWith("EMB-003 the server's folder " + file.resolve("pg"))
        .hasMessageContaining("Nothing was started. Make it writable for the user");
    assertThatThrownBy(() -> EmbeddedPostgres.start(Path.of("/proc/self/pg")))
        .isInstanceOf(EmbeddedPostgresException.FolderUnusable.class);
  }

  @Test
  void a_folder_of_another_major_version_is_refused() throws Exception {
    Path folder = temporary.resolve("pg");
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/PG_VERSION"), "15\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
        .isInstanceOf(EmbeddedPostgresException.VersionMismatch.class)
        .hasMessageContaining("was made by PostgreSQL 15, and this program carries PostgreSQL 18")
        .extracting(error -> ((EmbeddedPostgresException) error).code())
        .isEqualTo("EMB-008");
  }

  @Test
  void a_server_that_does_not_start_shows_its_own_last_words() throws Exception {
    Path folder = temporary.resolve("pg");
    EmbeddedPostgres.start(folder).close();
    Files.writeString(folder.resolve("data/postgresql.auto.conf"), "shared_buffers = many\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
        .isInstanceOf(EmbeddedPostgresException.StartFailed.class)
        .hasMessageStartingWith("EMB-007")
        .hasMessageContaining("invalid value for parameter \"shared_buffers\": \"many\"");
    Files.writeString(folder.resolve("data/postgresql.auto.conf"), "");
    EmbeddedPostgres.start(folder).close();
  }

  @Test
  void a_database_name_is_quoted_and_a_refusal_is_explained() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.temporary()) {
      server.createDatabase("Ödd \"name\"/?&");
      assertThat(ask(server, "Ödd \"name\"/?&", "SELECT current_database()"))
          .isEqualTo("Ödd \"name\"/?&");
      server.kill();
      assertThatThrownBy(() -> server.createDatabase("late"))
          .isInstanceOf(EmbeddedPostgresException.DatabaseNotCreated.class)
          .hasMessageStartingWith("EMB-010 the database \"late\" could not be made");
    }
  }

  @Test
  void a_temporary_server_leaves_nothing_behind() throws Exception {
    EmbeddedPostgres server = EmbeddedPostgres.temporary();
    Path folder = server.folder();
    assertThat(ask(server, "postgres", "SHOW fsync")).isEqualTo("off");
    assertThat(folder).isDirectory();
    server.close();
    assertThat(folder).doesNotExist();
    assertThat(Postmaster.isAlive(server.pid())).isFalse();
  }

  private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection connection = connect(server, "shop");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
    return ask(server, "shop", sql);
  }

  private static String ask(EmbeddedPostgres server, String database, String sql)
      throws SQLException {
    try (Connection connection = connect(server, database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres server, String database) throws SQLException {
    return DriverManager.getConnection(server.url(database), server.user(), server.password());
  }
}
