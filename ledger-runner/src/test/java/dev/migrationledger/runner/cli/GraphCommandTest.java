package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code graph} says, with a database that nobody can reach. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class GraphCommandTest {

  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "golden", "cli", "graph.json");
  private static final Path STORY = Path.of("..", "examples", "story");

  @TempDir Path folder;

  @Test
  void the_order_and_the_reasons_are_told_without_a_database() throws IOException {
    write("0001_users.sql", "CREATE TABLE users (id int PRIMARY KEY, password text);\n");
    write(
        "0002_orders.sql",
        "-- DEPENDS: 0001\nCREATE TABLE orders (u int REFERENCES users (id));\n");

    var said = run(0, "graph");

    assertThat(said)
        .isEqualToNormalizingNewlines(
            """
            0001_users.sql
            0002_orders.sql
                needs 0001_users.sql: line 1 declares it
                needs 0001_users.sql: line 2 uses column users.id, which line 1 of it creates (and 1 more)
            2 migrations, 2 dependencies, in the order of their numbers; nothing refuses a run
            """);
  }

  @Test
  void what_is_wrong_is_told_all_at_once_and_refuses() throws IOException {
    write("0001_a.sql", "CREATE TABLE a (id int);\nCREATE VIEW late AS SELECT x FROM b;\n");
    write("0002_b.sql", "CREATE TABLE b (x int);\n");
    write("0003_c.sql", "SELECT 1;\nSELECT FORM x y z;\n");
    write("0004_d.sql", "DROP TABLE a;\n");
    write("0005_e.sql", "TRUNCATE a;\n");

    assertThat(run(3, "graph"))
        .contains("SQL-009 error  0003_c.sql:2:")
        .contains(
            "ORDER-002 error  0001_a.sql:2:35: 0001_a.sql line 2 uses table b, which 0002_b.sql line"
                + " 1 creates later")
        .contains("    Move the statement to a migration after 0002_b.sql, with")
        .contains("ORDER-005 warning  0005_e.sql:1:10: ")
        .contains("a safe order differs from that of the numbers")
        .contains("    0001_a.sql would come behind 0002_b.sql");
  }

  @Test
  void a_secret_in_a_script_is_not_shown() throws IOException {
    write(
        "0001_role.sql", "ALTER ROLE app pasword 'hunter2';\nALTER ROL app PASSWORD 'hunter2';\n");

    for (var format : List.of("human", "json", "mermaid", "dot")) {
      assertThat(run(3, "graph", "-o", format))
          .contains("SQL-009", "may hold a secret")
          .doesNotContain("hunter2");
    }
  }

  @Test
  void the_json_keeps_its_shape() throws IOException {
    try (var files = Files.list(STORY)) {
      for (var file : files.filter(f -> f.toString().matches(".*00(01|02|07|29)_.*")).toList()) {
        write(file.getFileName().toString(), Files.readString(file));
      }
    }
    var json = run(3, "graph", "--output", "json");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(GOLDEN, json);
    }
    assertThat(json).isEqualTo(Files.readString(GOLDEN));
    assertThat(json).contains("users has \\\"password\\\", not \\\"password_hash\\\"");
  }

  @Test
  void names_of_objects_cannot_break_out_of_a_drawing() throws IOException {
    write("0001_a.sql", "CREATE TABLE \"x\"\"] --> evil; click m0 \\n<b>\" (id int);\n");
    write("0002_b.sql", "SELECT id FROM \"x\"\"] --> evil; click m0 \\n<b>\";\n");

    assertThat(run(0, "graph", "--output", "mermaid"))
        .isEqualToNormalizingNewlines(
            """
            flowchart TD
              m0["0001_a.sql"]
              m1["0002_b.sql"]
              m0 -.->|"column x#34;#93; --#62; evil#59; click m0 #92;n#60;b#62;.id and 1 more"| m1
            """);
    assertThat(run(0, "graph", "-o", "dot"))
        .isEqualToNormalizingNewlines(
            """
            digraph migrations {
              node [shape=box];
              m0 [label="0001_a.sql"];
              m1 [label="0002_b.sql"];
              m0 -> m1 [style=dashed, label="column x\\"] --> evil; click m0 \\\\n<b>.id and 1 more"];
            }
            """);
  }

  @Test
  void findings_stay_out_of_a_drawing() throws IOException {
    write("0001_a.sql", "-- DEPENDS: 0009\nSELECT 1;\n");

    assertThat(run(3, "graph", "-o", "dot"))
        .endsWith("}\nORDER-006 0001_a.sql line 1 depends on 0009, which is not in the set\n");
  }

  @Test
  void other_commands_draw_nothing() {
    assertThat(run(2, "status", "--output", "dot"))
        .contains("CLI-002 this command answers in human, json, not in dot");
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(folder.resolve("migrations").resolve(file), text);
  }

  private String run(int status, String... words) {
    var said = new StringWriter();
    var environment = Map.of("PGHOST", "127.0.0.1", "PGPORT", "1");
    var console = new Console(new PrintWriter(said), new PrintWriter(said), false, environment);
    assertThat(LedgerCli.run(console, environment, folder, words)).as("%s", said).isEqualTo(status);
    return said.toString();
  }
}
