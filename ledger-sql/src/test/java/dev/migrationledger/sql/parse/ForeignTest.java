package dev.migrationledger.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.sql.SqlProblem;
import dev.migrationledger.sql.SqlProblemCode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ForeignTest {

  private static final PostgresSql SQL = new PostgresSql();

  @AfterAll
  static void close() {
    SQL.close();
  }

  private static List<String> told(String script) {
    return SQL.parse(script.replace("⏎", "\n")).problems().stream()
        .map(SqlProblem::message)
        .map(message -> message.lines().findFirst().orElse(""))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          CREATE TABLE a (b int);⏎CREATE TABLE ${schema}.t (a int); | this looks like a Flyway or Liquibase template: ${schema} in statement 2 (line 2, column 14)
          SELECT 1 FROM ${a}; SELECT 2 FROM ${b} | this looks like a Flyway or Liquibase template: ${a} in statement 1 (line 1, column 15) (and in 1 more)
          CREATE TABLE {{ .Schema }}.t (a int) | this looks like a Jinja, Mustache or Go template: {{ .Schema }} in statement 1 (line 1, column 14)
          {% if x %}⏎CREATE TABLE t (a int);⏎{% endif %} | this looks like a Jinja, Mustache or Go template: {% if x %} in statement 1 (line 1, column 1) (and in 1 more)
          CREATE TABLE <%= schema %>.t (a int) | this looks like an ERB template: <%= schema %> in statement 1 (line 1, column 14)
          SELECT * FROM :tab WHERE a = 1 | this looks like a psql script with variables: :tab in statement 1 (line 1, column 15)
          CREATE TABLE `users` (`id` int AUTO_INCREMENT) ENGINE=InnoDB;⏎CREATE TABLE t (a int UNSIGNED);⏎ALTER TABLE `x` MODIFY `y` int; | this looks like MySQL's SQL: `users` in statement 1 (line 1, column 14) (and in 2 more)
          # a comment of MySQL⏎CREATE TABLE t (a int) | this looks like MySQL's SQL: #… in statement 1 (line 1, column 1)
          CREATE TABLE [dbo].[users] (id int)⏎GO⏎CREATE TABLE t (a int)⏎GO | this looks like SQL Server's SQL: [dbo] in statement 1 (line 1, column 14)
          CREATE TABLE t (a int)⏎GO⏎CREATE TABLE u (a int) | this looks like SQL Server's SQL: GO in statement 1 (line 2, column 1)
          CREATE TABLE t (a VARCHAR2(20 CHAR));⏎CREATE TABLE u (a int);⏎/ | this looks like Oracle's SQL: VARCHAR2 in statement 1 (line 1, column 19) (and in 1 more)
          CREATE TABLE t (a int);⏎/⏎CREATE TABLE u (a int); | this looks like Oracle's SQL: / in statement 2 (line 2, column 1)
          CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT); | this looks like SQLite's SQL: AUTOINCREMENT in statement 1 (line 1, column 40)
          PRAGMA foreign_keys = ON; | this looks like SQLite's SQL: PRAGMA foreign_keys in statement 1 (line 1, column 1)
          """)
  void a_foreign_script_is_told_once(String script, String message) {
    assertThat(told(script)).containsExactly(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT '${a}', '{{ b }}', '`c`' FORM t WHERE x FROM y",
        "/* ${a} */ SELECT 1 FORM t WHERE -- {{ b }}\n x",
        "SELECT a[1], ARRAY [b] FORM t WHERE",
        "SELECT a # b FORM t WHERE",
        "SELECT a / b FORM t WHERE",
        "SELECT a <% b AND b %> c FORM t WHERE",
        "SELECT a::int FORM t WHERE"
      })
  void a_mistake_in_postgresql_is_a_syntax_error(String script) {
    assertThat(told(script)).singleElement().asString().contains("syntax error at");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT '${a}' AS \"{{ b }}\"; SELECT $$ `c` $$; -- <%= d %>",
        "SELECT a <% b, c %> d FROM e; SELECT 1 # 2; SELECT a[1:2] FROM b",
        "CREATE TABLE go (unsigned int, engine text, auto_increment int)",
        "CREATE TABLE t (a varchar2)"
      })
  void what_postgresql_accepts_is_never_foreign(String script) {
    assertThat(told(script)).isEmpty();
  }

  @Test
  void other_mistakes_of_a_template_stay() {
    assertThat(told("SELECT 1 FROM ${a};\nSELECT 1 FROM WHERE;"))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("syntax error at or near \"WHERE\"");
  }

  @Test
  void a_placeholder_with_a_text_is_not_shown() {
    assertThat(told("ALTER ROLE a PASSWORD {{ env 'S3cret' | quote }}; SELECT {{ äöü|S3cret }}"))
        .singleElement()
        .asString()
        .doesNotContain("S3cret");
  }

  @Test
  void the_remedy_is_that_of_the_dialect() {
    var problem = SQL.parse(SqlProblemCode.FOREIGN.example()).problems().getFirst();
    assertThat(problem.code()).isEqualTo("SQL-010");
    assertThat(problem.remedy()).startsWith("Write the value where the placeholder stands");
  }

  @Test
  void a_placeholder_in_a_body_is_found() {
    assertThat(
            told(
                "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN {{ x }}; END"
                    + " $$"))
        .containsExactly(
            "this looks like a Jinja, Mustache or Go template: {{ x }} in statement 1 (line 1,"
                + " column 69)");
  }
}
