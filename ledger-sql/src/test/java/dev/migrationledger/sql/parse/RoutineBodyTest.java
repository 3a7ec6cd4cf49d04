package dev.migrationledger.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.migrationledger.sql.Place;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RoutineBodyTest {

  private static final PostgresSql SQL = new PostgresSql();

  @AfterAll
  static void close() {
    SQL.close();
  }

  @Test
  void the_sql_of_a_do_block_is_found_with_its_place_and_dynamic_sql_is_marked() {
    RoutineBody body =
        body(
            """
            DO $x$
            DECLARE
              n int[] := 1;
              r record;
            BEGIN
              PERFORM g(n);
              n[1] := n + 1;
              EXECUTE 'DROP TABLE t' || n;
              FOR r IN SELECT * FROM k LOOP
                UPDATE z SET a = 1;
              END LOOP;
            END
            $x$\
            """);
    assertThat(body.language()).isEqualTo("plpgsql");
    assertThat(body.start()).isEqualTo(new Place(1, 7));
    assertThat(body.tree().kind()).isEqualTo("PLpgSQL_function");
    assertThat(body.queries())
        .extracting(
            RoutineBody.Query::text,
            RoutineBody.Query::place,
            query -> query.tree().kind(),
            RoutineBody.Query::dynamic)
        .containsExactly(
            tuple("SELECT 1", new Place(3, 14), "SelectStmt", false),
            tuple("SELECT g(n)", new Place(6, 11), "SelectStmt", false),
            tuple("SELECT n + 1", new Place(7, 3), "SelectStmt", false),
            tuple("SELECT 'DROP TABLE t' || n", new Place(8, 11), "SelectStmt", true),
            tuple("SELECT * FROM k", new Place(9, 12), "SelectStmt", false),
            tuple("UPDATE z SET a = 1", new Place(10, 5), "UpdateStmt", false));
  }

  @Test
  void the_statements_of_an_sql_function_are_its_queries() {
    RoutineBody body =
        body(
            "CREATE FUNCTION f() RETURNS int LANGUAGE SQL AS /* here */ $$\n  DELETE FROM a;\n  SELECT 1;\n$$");
    assertThat(body.language()).isEqualTo("sql");
    assertThat(body.queries())
        .extracting(RoutineBody.Query::text, RoutineBody.Query::place)
        .containsExactly(
            tuple("DELETE FROM a", new Place(2, 3)), tuple("SELECT 1", new Place(3, 3)));
  }

  @Test
  void errors_in_bodies_are_told_at_their_place_in_the_script() {
    ParsedScript script =
        SQL.parse(
            """
            CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$
              SELECT 1 FORM x
            $$;
            DO $$
            BEGIN
              PERFROM 1;
            END $$;
            DO $$ BEGIN IF x THEN NULL; END $$;
            """);
    assertThat(script.syntaxErrors())
        .extracting(SyntaxError::statement, SyntaxError::place, SyntaxError::message)
        .containsExactly(
            tuple(1, new Place(2, 17), "syntax error at or near \"x\""),
            tuple(2, new Place(6, 3), "syntax error at or near \"PERFROM\""),
            tuple(3, new Place(8, 33), "syntax error at end of input"));
    assertThat(script.syntaxErrors().get(1).excerpt()).isEqualTo("  PERFROM 1;\n  ^");
  }

  @Test
  void of_a_word_that_stands_there_several_times_the_wrong_one_is_told() {
    ParsedScript script =
        SQL.parse(
            """
            DO $$
            DECLARE
              x int;
            BEGIN
              x := 1;
              IF x = 2 THEN
                x := 3;
              END IF x;
              x := 4;
            END $$;
            DO $$ BEGIN
              PERFORM 1;
              FOR i IN 1..2 LOOP;
                NULL;
              END LOOP;
            END $$;
            """);
    assertThat(script.syntaxErrors())
        .extracting(SyntaxError::place, SyntaxError::message)
        .containsExactly(
            tuple(new Place(8, 10), "syntax error at or near \"x\""),
            tuple(new Place(13, 21), "syntax error at or near \";\""));
  }

  @Test
  void a_body_in_another_language_is_unread_and_no_error() {
    RoutineBody body = body("CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS 'return 1 +'");
    assertThat(body.unread()).isEqualTo("it is written in plpython3u");
    assertThat(body.text()).isEqualTo("return 1 +");
    assertThat(body.start()).isEqualTo(new Place(1, 57));
  }

  @Test
  void functions_without_a_body_in_quotes_have_none() {
    ParsedScript script =
        SQL.parse(
            """
            CREATE FUNCTION a(x int) RETURNS int LANGUAGE sql RETURN x + 1;
            CREATE FUNCTION b(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;
            CREATE FUNCTION c(x int) RETURNS int LANGUAGE c AS 'lib', 'symbol';
            """);
    assertThat(script.isRead()).isTrue();
    assertThat(script.statements()).allMatch(statement -> statement.bodies().isEmpty());
  }

  private static RoutineBody body(String statement) {
    ParsedScript script = SQL.parse(statement);
    assertThat(script.problems()).isEmpty();
    return script.statements().getFirst().bodies().getFirst();
  }
}
