package dev.migrationledger.sql.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.sql.facts.FactReader;
import dev.migrationledger.sql.parse.PostgresSql;
import dev.migrationledger.sql.promise.Promises;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClaimsTest {

  @Test
  void defaults_are_claimed_in_the_words_of_the_script() {
    assertThat(
            claimed(
                """
                CREATE TABLE IF NOT EXISTS t (a int DEFAULT 1 + 2 NOT NULL, b text
                  DEFAULT 'x, (y' COLLATE "C", c int GENERATED ALWAYS AS (a * (2 + a)) STORED,
                  d serial, e bigint GENERATED ALWAYS AS IDENTITY, f int DEFAULT NULL, g int);
                ALTER TABLE app.u ALTER h SET DEFAULT (now() - '1 day'::interval), ALTER i DROP DEFAULT;
                ALTER TABLE app.u ADD j int DEFAULT -1 CHECK (j < 0), ADD k text DEFAULT $$a;b$$;
                """))
        .containsExactly(
            "t.a DEFAULT [1 + 2] sure",
            "t.b DEFAULT ['x, (y'] sure",
            "t.c GENERATED [a * (2 + a)] sure",
            "t.d SEQUENCE []",
            "t.e IDENTITY []",
            "t.f NOTHING [NULL] sure",
            "app.u.h DEFAULT [(now() - '1 day'::interval)] sure",
            "app.u.i NOTHING []",
            "app.u.j DEFAULT [-1] sure",
            "app.u.k DEFAULT [$$a;b$$] sure");
  }

  @Test
  void of_a_table_that_is_made_anew_nothing_is_claimed() {
    assertThat(claimed("CREATE TABLE t (a int DEFAULT 1, b serial); CREATE INDEX i ON t (a);"))
        .isEmpty();
  }

  @Test
  void the_words_of_a_default_are_not_trusted_when_their_meaning_may_change() {
    assertThat(
            claimed(
                """
                ALTER TABLE t ALTER a SET DEFAULT f(1), ALTER b SET DEFAULT 2;
                CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
                """))
        .containsExactly("t.a DEFAULT []", "t.b DEFAULT [2] sure");
    assertThat(claimed("ALTER TABLE t ALTER a SET DEFAULT 2; SET search_path = app;"))
        .containsExactly("t.a DEFAULT []");
    assertThat(claimed("SET lock_timeout = '1s'; ALTER TABLE t ALTER a SET DEFAULT 2;"))
        .containsExactly("t.a DEFAULT [2] sure");
    assertThat(claimed("ALTER TABLE t ALTER a SET DEFAULT 2, ALTER a TYPE text;")).isEmpty();
  }

  @Test
  void the_columns_of_views_are_claimed_when_their_names_are_plain() {
    assertThat(
            claimed(
                """
                CREATE VIEW v AS SELECT a, t.b, 1 AS c, count(*) FROM t GROUP BY 1;
                CREATE VIEW w (x) AS SELECT a, b FROM t UNION SELECT 1, 2;
                CREATE VIEW s AS SELECT t.*, 1 FROM t;
                CREATE MATERIALIZED VIEW IF NOT EXISTS m (x, "Y") AS SELECT 1, 2;
                CREATE TABLE n AS SELECT 1 AS a; CREATE TEMP VIEW p AS SELECT 1 AS a;
                """))
        .containsExactly(
            "view v [a, b, c, ]", "view w [x, b]", "view m [x, Y] lenient [SELECT 1, 2] sure");
    assertThat(claimed("CREATE VIEW v AS SELECT 1 AS a; ALTER VIEW v RENAME COLUMN a TO b;"))
        .isEmpty();
  }

  @Test
  void the_query_of_a_view_that_may_be_passed_over_is_claimed() {
    assertThat(
            claimed(
                """
                CREATE MATERIALIZED VIEW IF NOT EXISTS "as (" ("as") /* as */ WITH (fillfactor = 90)
                  TABLESPACE slow AS -- so
                  WITH x AS (SELECT 1) SELECT * FROM x WITH NO DATA ;
                CREATE MATERIALIZED VIEW IF NOT EXISTS n AS TABLE t WITH DATA;
                CREATE MATERIALIZED VIEW zz AS SELECT * FROM t;
                """))
        .containsExactly(
            "view as ( [] lenient [-- so\n  WITH x AS (SELECT 1) SELECT * FROM x] sure",
            "view n [] lenient [TABLE t] sure");
    assertThat(
            claimed(
                "CREATE MATERIALIZED VIEW IF NOT EXISTS n AS SELECT f(); SET search_path = other;"))
        .containsExactly("view n [] lenient []");
  }

  @Test
  void memberships_and_default_privileges_are_claimed_as_the_last_statement_leaves_them() {
    assertThat(
            claimed(
                """
                GRANT a, b TO c WITH ADMIN OPTION; REVOKE ADMIN OPTION FOR a FROM c; GRANT a TO d;
                REVOKE b FROM c; GRANT e TO f WITH INHERIT FALSE;
                ALTER DEFAULT PRIVILEGES FOR ROLE a, b IN SCHEMA s GRANT SELECT, INSERT ON TABLES TO c;
                ALTER DEFAULT PRIVILEGES FOR ROLE a IN SCHEMA s REVOKE INSERT ON TABLES FROM c;
                ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO PUBLIC WITH GRANT OPTION;
                ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT EXECUTE ON FUNCTIONS TO c;
                ALTER DEFAULT PRIVILEGES REVOKE ALL ON FUNCTIONS FROM c;
                """))
        .containsExactlyInAnyOrder(
            "member c of a NOT_GRANTABLE",
            "member d of a GRANTED",
            "member c of b REVOKED",
            "member f of e GRANTED",
            "defaults a in s r c {INSERT=REVOKED, SELECT=GRANTED}",
            "defaults b in s r c {INSERT=GRANTED, SELECT=GRANTED}",
            "defaults  in  n  {USAGE=GRANTABLE}",
            "defaults  in  f c {EXECUTE=REVOKED}");
    for (var open :
        List.of(
            "REVOKE INHERIT OPTION FOR a FROM b;",
            "GRANT a TO CURRENT_USER;",
            "DROP OWNED BY b;",
            "ALTER DEFAULT PRIVILEGES FOR ROLE CURRENT_USER GRANT SELECT ON TABLES TO a;",
            "SET ROLE x; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO a;")) {
      assertThat(claimed(open)).as(open).isEmpty();
    }
    assertThat(claimed("GRANT a TO b; ALTER ROLE a RENAME TO c;")).isEmpty();
    assertThat(claimed("GRANT a TO b; DROP ROLE a;")).isEmpty();
  }

  @Test
  void privileges_are_claimed_as_the_last_statement_leaves_them() {
    assertThat(
            claimed(
                """
                GRANT ALL ON t TO app; REVOKE INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER ON t FROM app;
                GRANT REFERENCES ON t TO app WITH GRANT OPTION;
                GRANT SELECT (a, b) ON t TO PUBLIC; REVOKE SELECT (b) ON t FROM PUBLIC;
                GRANT EXECUTE ON FUNCTION f(int, text[]) TO app; REVOKE ALL ON FUNCTION f() FROM app;
                """))
        .containsExactly(
            "relation t app {DELETE=REVOKED, INSERT=REVOKED, REFERENCES=GRANTABLE, SELECT=GRANTED,"
                + " TRIGGER=REVOKED, TRUNCATE=REVOKED, UPDATE=REVOKED}",
            "relation t.a  {SELECT=GRANTED}",
            "relation t.b  {SELECT=REVOKED}",
            "routine f(int4, text[]) app {EXECUTE=GRANTED}",
            "routine f() app {EXECUTE=REVOKED}");
  }

  @Test
  void a_privilege_that_another_statement_may_have_taken_along_is_not_claimed() {
    assertThat(
            claimed(
                "GRANT SELECT ON t TO a; GRANT SELECT ON t TO b; REVOKE SELECT ON t FROM a CASCADE;"))
        .containsExactly("relation t a {SELECT=REVOKED}");
    assertThat(claimed("GRANT SELECT ON t TO a; REVOKE ALL ON ALL TABLES IN SCHEMA s FROM a;"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("every relation s a {");
    assertThat(claimed("GRANT SELECT ON ALL TABLES IN SCHEMA s TO a; CREATE TABLE s.t ();"))
        .isEmpty();
    assertThat(claimed("GRANT SELECT ON t TO a; ALTER TABLE t OWNER TO b;"))
        .containsExactly("owner t b");
    assertThat(claimed("GRANT SELECT ON t TO a; DROP TABLE t;")).isEmpty();
    assertThat(claimed("GRANT SELECT ON t TO a; ALTER ROLE a RENAME TO b;")).isEmpty();
    assertThat(claimed("GRANT SELECT ON t TO a; DO $$ BEGIN EXECUTE 'x'; END $$;")).isEmpty();
    assertThat(claimed("GRANT SELECT ON t TO CURRENT_USER;")).isEmpty();
    assertThat(claimed("SET ROLE x; GRANT SELECT ON t TO a; GRANT SELECT ON s.t TO a;"))
        .containsExactly("relation s.t a {SELECT=GRANTED}");
  }

  @Test
  void what_is_taken_is_told_with_its_place() {
    var claims =
        read(
            """
            DROP TRIGGER g ON t; DROP TABLE a, b;
            ALTER TABLE c DROP COLUMN d, ALTER e TYPE text, ALTER f DROP DEFAULT, RENAME TO z;
            ALTER TABLE c RENAME COLUMN x TO y;
            REINDEX TABLE CONCURRENTLY c; REINDEX INDEX i; CREATE TABLE n (a int);
            """
                .replace(", RENAME TO z", ""));
    assertThat(claims.taken().stream().map(ClaimsTest::told))
        .containsExactlyInAnyOrder(
            "TRIGGER t.g 1",
            "TABLE a 1",
            "TABLE b 1",
            "COLUMN c.d 2",
            "COLUMN c.e 2",
            "COLUMN c.f 2",
            "REINDEXED c 4",
            "REINDEXED_INDEX i 4");
  }

  private static String told(Taken taken) {
    return "%s %s %d".formatted(taken.sort(), taken.name().written(), taken.place().line());
  }

  private static List<String> claimed(String sql) {
    try (var parser = new PostgresSql()) {
      return read(sql).claimed().stream().map(claim -> told(claim, parser)).toList();
    }
  }

  private static Claims read(String sql) {
    var promises = new Promises();
    var facts = new FactReader("\"$user\", public");
    try (var parser = new PostgresSql();
        var reader = parser.read(new ByteArrayInputStream(sql.getBytes(StandardCharsets.UTF_8)))) {
      for (var next = reader.next(); next != null; next = reader.next()) {
        promises.add(next, facts.next(next));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return promises.claims();
  }

  private static String told(Claim claim, PostgresSql parser) {
    return switch (claim) {
      case Claim.Column(var table, var column, var source, var written, var _, var _) ->
          "%s.%s %s [%s]%s"
              .formatted(
                  table.written(),
                  column,
                  source,
                  written.text(),
                  written.isSure(parser) ? " sure" : "");
      case Claim.View(var view, var columns, var query, var _, var lenient) ->
          "view %s %s%s%s"
              .formatted(
                  view.written(),
                  columns,
                  lenient ? " lenient [" + query.text() + "]" : "",
                  query.isSureQuery(parser) ? " sure" : "");
      case Claim.Membership(var role, var member, var right, var _) ->
          "member %s of %s %s".formatted(member, role.written(), right);
      case Claim.Defaults of ->
          "defaults %s in %s %s %s {%s}"
              .formatted(
                  of.object().written(), of.schema(), of.sort(), of.grantee(), rights(of.rights()));
      case Claim.Owner(var _, var object, var role, var _) ->
          "owner %s %s".formatted(object.written(), role);
      case Claim.Privileges of ->
          "%s%s %s%s %s {%s}"
              .formatted(
                  of.every() ? "every " : "",
                  of.kind().name().toLowerCase(Locale.ROOT),
                  of.object().written(),
                  of.column().isEmpty() ? "" : "." + of.column(),
                  of.grantee(),
                  rights(of.rights()));
    };
  }

  private static String rights(Map<String, Claim.Said> rights) {
    return rights.entrySet().stream()
        .map(right -> right.getKey() + "=" + right.getValue().right())
        .collect(Collectors.joining(", "));
  }
}
