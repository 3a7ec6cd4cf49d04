package dev.migrationledger.sql.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.sql.parse.PostgresSql;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LintTest {

  private static final Rulebook RULES = Rulebook.load();
  private static final PostgresSql SQL = new PostgresSql();

  @AfterAll
  static void close() {
    SQL.close();
  }

  @Test
  void a_table_that_the_script_makes_may_be_changed_at_will() throws IOException {
    assertThat(
            found(
                """
                CREATE TABLE app.people (id bigint PRIMARY KEY, boss bigint REFERENCES app.people);
                CREATE INDEX ON app.people (boss);
                ALTER TABLE app.people ADD COLUMN token uuid DEFAULT gen_random_uuid();
                ALTER TABLE app.people ADD UNIQUE (token), ALTER COLUMN token SET NOT NULL;
                INSERT INTO app.people (id) SELECT 1 FROM app.people;
                UPDATE app.people SET boss = NULL;
                DROP TABLE app.people;
                """))
        .isEmpty();
  }

  @Test
  void a_table_of_the_same_name_in_another_schema_is_another_one() throws IOException {
    assertThat(found("CREATE TABLE app.people (id bigint);\nCREATE INDEX ON public.people (id);"))
        .containsExactly("LINT-001 2:1 An index is made on public.people without CONCURRENTLY.");
    assertThat(
            found(
                "SET search_path = app;\nCREATE TABLE people (id bigint);\n"
                    + "CREATE INDEX ON people (id);\nCREATE INDEX ON app.people (id);"))
        .isEmpty();
  }

  @Test
  void a_renamed_table_is_no_new_one() throws IOException {
    assertThat(found("ALTER TABLE old RENAME TO people;\nCREATE INDEX ON people (id);"))
        .map(line -> line.substring(0, 12))
        .containsExactly("LINT-030 1:1", "LINT-001 2:1");
  }

  @Test
  void statements_in_a_do_block_are_looked_at_where_they_stand() throws IOException {
    assertThat(
            found(
                """
                DO $$
                BEGIN
                  IF NOT EXISTS (SELECT 1 FROM pg_class WHERE relname = 'i') THEN
                    CREATE INDEX i ON orders (note);
                  END IF;
                END
                $$;
                """))
        .containsExactly("LINT-001 4:5 An index is made on orders without CONCURRENTLY.");
  }

  @Test
  void a_function_is_not_run_so_nothing_is_found_in_it() throws IOException {
    assertThat(
            found(
                "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS"
                    + " $$ BEGIN DELETE FROM orders; END $$"))
        .isEmpty();
  }

  @Test
  void an_ignored_rule_is_ignored_with_its_reason_and_only_that_rule() throws IOException {
    assertThat(
            found(
                """
                -- IGNORE: LINT-045, lint-046 because the table is a cache
                DELETE FROM cache;
                UPDATE cache SET a = 1;
                TRUNCATE cache;
                """))
        .containsExactly("LINT-043 4:10 TRUNCATE empties cache.");
  }

  @Test
  void an_ignore_needs_a_reason_and_a_finding() throws IOException {
    assertThat(found("-- IGNORE: LINT-045 because\n-- IGNORE: LINT-999 because why not\nSELECT 1"))
        .containsExactly(
            "LINT-120 1:1 \"-- IGNORE: LINT-045 because\" does not name rules and a reason.",
            "LINT-121 2:1 LINT-999 is ignored, and finds nothing here.");
  }

  @Test
  void a_syntax_error_hides_no_other_statement() throws IOException {
    LintReport report = check("DELETE FROM a;\nSELECT 1 FORM t;\nDELETE FROM b;", 18);

    assertThat(report.syntaxErrors()).hasSize(1);
    assertThat(report.problems()).isEmpty();
    assertThat(report.findings()).map(one -> one.place().line()).containsExactly(1, 3);
  }

  @Test
  void what_a_feature_needs_is_compared_with_the_target() throws IOException {
    String script =
        """
        CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a) VIRTUAL, UNIQUE NULLS NOT DISTINCT (a));
        CREATE INDEX ON t (a) NULLS NOT DISTINCT;
        CREATE OR REPLACE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();
        CREATE VIEW v WITH (security_invoker = true) AS SELECT any_value(a) FROM t;
        SELECT uuidv7(), '{}' IS JSON FROM json_table('{}', '$' COLUMNS (a int));
        """;
    List<String> for13 = needed(script, 13);

    assertThat(needed(script, 18)).isEmpty();
    assertThat(needed(script, 17))
        .containsExactlyInAnyOrder("a virtual generated column", "uuidv7()");
    assertThat(for13)
        .containsExactlyInAnyOrder(
            "a virtual generated column",
            "uuidv7()",
            "JSON_TABLE",
            "IS JSON",
            "any_value()",
            "security_invoker",
            "CREATE OR REPLACE TRIGGER",
            "NULLS NOT DISTINCT",
            "NULLS NOT DISTINCT");
  }

  @Test
  void statements_for_themselves_may_stand_beside_each_other_when_the_header_says_so()
      throws IOException {
    String script = "CREATE INDEX CONCURRENTLY i ON t (a);\nSELECT 1;";

    assertThat(found(script))
        .containsExactly(
            "LINT-003 1:1 CREATE INDEX CONCURRENTLY stands where it would run in a transaction.");
    assertThat(found("-- TRANSACTION: none\n" + script)).isEmpty();
    assertThat(found("SET lock_timeout = '1s';\nCREATE INDEX CONCURRENTLY i ON t (a);")).isEmpty();
    assertThat(found("-- TRANSACTION: none\nBEGIN;\n" + script + "\nCOMMIT"))
        .contains(
            "LINT-003 3:1 CREATE INDEX CONCURRENTLY stands where it would run in a transaction.");
  }

  @Test
  void a_script_of_many_rows_is_read_to_its_end() throws IOException {
    String rows = "INSERT INTO t (a) VALUES ('some text of some length');\n".repeat(40_000);

    assertThat(found(rows + "DELETE FROM t;"))
        .containsExactly("LINT-045 40001:1 DELETE without WHERE empties t.");
  }

  @Test
  void a_block_verifies_when_it_can_raise_an_exception() throws IOException {
    String change = "ALTER TABLE t ADD COLUMN a int;\nDO $$ BEGIN IF now() IS NULL THEN RAISE ";

    assertThat(optional("LINT-113", change + "EXCEPTION 'x'; END IF; END $$;")).isEmpty();
    assertThat(optional("LINT-113", change + "NOTICE 'x'; END IF; END $$;")).hasSize(1);
  }

  @Test
  void mixtures_of_statements_are_looked_at_without_failing() throws IOException {
    List<String> statements =
        Stream.of("server.sql", "facts.txt")
            .flatMap(file -> cases(file).stream())
            .filter(statement -> !statement.isBlank())
            .toList();
    for (long seed = 1; seed <= 1000; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      String one = statements.get(random.nextInt(statements.size()));
      String other = statements.get(random.nextInt(statements.size()));
      String mixed =
          other
              + ";\n"
              + one.substring(0, random.nextInt(one.length()))
              + other.substring(random.nextInt(other.length()));
      assertThat(checkAll(mixed, 9)).as("seed " + seed).isNotNull();
    }
  }

  private static List<LintFinding> optional(String rule, String script) throws IOException {
    return new Lint(RULES, new LintOptions(18, Set.of(rule)), SQL)
            .check(new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)))
            .findings()
            .stream()
            .filter(one -> one.rule().code().equals(rule))
            .toList();
  }

  private static LintReport checkAll(String script, int version) throws IOException {
    Set<String> all = RULES.all().stream().map(Rule::code).collect(Collectors.toSet());
    return new Lint(RULES, new LintOptions(version, all), SQL)
        .check(new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> cases(String file) {
    try {
      String text = Files.readString(Path.of("src/test/resources/cases/facts", file));
      return List.of(text.split("(?m)^-- (@@|=>).*\n", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> needed(String script, int version) throws IOException {
    return check(script, version).findings().stream()
        .filter(one -> one.rule().name().equals("needs-newer-server"))
        .map(one -> one.message().replaceAll("^The statement uses (.*) \\(PostgreSQL.*$", "$1"))
        .toList();
  }

  private static List<String> found(String script) throws IOException {
    return check(script, LintOptions.NEWEST_SERVER).findings().stream()
        .map(one ->
            "%s %d:%d %s"
                .formatted(
                    one.rule().code(), one.place().line(), one.place().column(), one.message()))
        .toList();
  }

  private static LintReport check(String script, int version) throws IOException {
    return new Lint(RULES, new LintOptions(version, Set.of()), SQL)
        .check(new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)));
  }
}
