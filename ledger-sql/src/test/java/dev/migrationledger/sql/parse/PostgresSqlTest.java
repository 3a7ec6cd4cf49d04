package dev.migrationledger.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.SqlProblem;
import dev.migrationledger.sql.SqlProblemCode;
import dev.migrationledger.sql.tree.Node;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PostgresSqlTest {

  private static final PostgresSql SQL = new PostgresSql();

  @AfterAll
  static void close() {
    SQL.close();
  }

  @Test
  void a_statement_has_its_start_its_end_and_its_tree() {
    ParsedScript script = SQL.parse("-- ü\nCREATE TABLE é (\n  a int\n) ; SELECT 1");
    assertThat(script.isRead()).isTrue();
    assertThat(script.statements())
        .extracting(
            ParsedStatement::kind,
            ParsedStatement::start,
            ParsedStatement::end,
            ParsedStatement::startOffset,
            ParsedStatement::endOffset)
        .containsExactly(
            tuple("CreateStmt", new Place(2, 1), new Place(4, 2), 6L, 33L),
            tuple("SelectStmt", new Place(4, 5), new Place(4, 13), 36L, 44L));
    ParsedStatement table = script.statements().getFirst();
    Node column = table.tree().nodes("tableElts").getFirst();
    assertThat(table.tree().node("relation").text("relname")).isEqualTo("é");
    assertThat(column.node("typeName").names("names")).containsExactly("pg_catalog", "int4");
    assertThat(table.at(column)).isEqualTo(new Place(3, 3));
  }

  @Test
  void every_error_is_told_in_postgresqls_words_with_the_line_and_a_caret() {
    ParsedScript script =
        SQL.parse("SELECT 1;\nSELECT 2 FORM t;\n\\set x\n\tSELECT é, , 3\nFROM t;\nCREATE TABLE;");
    assertThat(script.statements()).hasSize(1);
    assertThat(script.problems())
        .extracting(SqlProblem::code, SqlProblem::place, SqlProblem::message)
        .containsExactly(
            tuple(
                "SQL-009",
                new Place(2, 15),
                """
                syntax error at or near "t" in statement 2 (line 2, column 15)
                SELECT 2 FORM t
                              ^\
                """),
            tuple(
                "SQL-002",
                new Place(3, 1),
                "psql meta-command \\set at line 3, column 1 is not SQL"),
            tuple(
                "SQL-009",
                new Place(4, 12),
                "syntax error at or near \",\" in statement 3 (line 4, column 12)\n"
                    + "SELECT é, , 3\n          ^"),
            tuple(
                "SQL-009",
                new Place(6, 13),
                """
                syntax error at end of input in statement 4 (line 6, column 13)
                CREATE TABLE
                            ^\
                """));
  }

  @Test
  void the_example_in_the_catalogue_has_the_error() {
    assertThat(SQL.parse(SqlProblemCode.SYNTAX.example()).problems())
        .extracting(SqlProblem::code, SqlProblem::remedy)
        .containsExactly(tuple("SQL-009", SqlProblemCode.SYNTAX.remedy()));
  }

  @Test
  void an_open_parenthesis_hides_no_error_behind_it() {
    ParsedScript script =
        SQL.parse("CREATE TABLE a (b int;\nSELECT 1;\nSELEC 2;\nSELECT (3;\nSELECT 4 FORM t;\n");
    assertThat(script.syntaxErrors())
        .extracting(SyntaxError::place, SyntaxError::message)
        .containsExactly(
            tuple(new Place(1, 22), "syntax error at or near \";\""),
            tuple(new Place(3, 1), "syntax error at or near \"SELEC\""),
            tuple(new Place(4, 10), "syntax error at or near \";\""),
            tuple(new Place(5, 15), "syntax error at or near \"t\""));
  }

  @Test
  void the_other_half_of_a_broken_statement_is_no_second_error() {
    assertThat(SQL.parse("CREATE TABLE a (b int; c int);\nSELECT 1").syntaxErrors()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a NOT /* c */ IN (1) FROM t",
        "SELECT a FROM t ORDER BY a NULLS /* ü */ FIRST",
        "CREATE TABLE t (a timestamp WITH -- c\n TIME ZONE)",
        "SELECT 'a' -- c\n 'b'",
        "SELECT U&'d!0061t' /* c */ UESCAPE '!'"
      })
  void a_comment_between_two_tokens_changes_nothing(String statement) {
    assertThat(SQL.parse(statement).isRead()).isTrue();
  }

  @Test
  void a_place_behind_a_blanked_comment_is_that_of_the_script() {
    assertThat(
            SQL.parse("SELECT a /* üñ */ FROM t ORDER BY a NULLS /* é */ FIRST FOO").syntaxErrors())
        .extracting(SyntaxError::place)
        .containsExactly(new Place(1, 57));
  }

  @Test
  void a_block_comment_does_not_make_two_literals_one() {
    assertThat(SQL.parse("SELECT 'a' /* c */\n 'b'").syntaxErrors())
        .extracting(SyntaxError::place)
        .containsExactly(new Place(2, 2));
  }

  @Test
  void the_data_of_copy_is_not_parsed() {
    ParsedScript script = SQL.parse("COPY t FROM STDIN;\nSELEC 1\n\\.\nSELECT 1;");
    assertThat(script.problems()).isEmpty();
    assertThat(script.statements())
        .extracting(ParsedStatement::kind)
        .containsExactly("CopyStmt", "SelectStmt");
  }

  @Test
  void a_nul_byte_is_refused_and_the_rest_is_read() {
    ParsedScript script = SQL.parse("SELECT 'a\0b';\nSELECT 2");
    assertThat(script.problems()).extracting(SqlProblem::code).containsExactly("SQL-004");
    assertThat(script.statements()).hasSize(1);
  }

  @Test
  void an_insert_of_two_megabytes_is_read() {
    String rows = "(1, 'text of a row'), ".repeat(95_000);
    ParsedScript script = SQL.parse("INSERT INTO t VALUES " + rows + "(2, 'x');SELECT 1");
    assertThat(script.isRead()).isTrue();
    assertThat(
            script
                .statements()
                .getFirst()
                .tree()
                .node("selectStmt")
                .nodes("valuesLists")
                .getFirst())
        .isNotEqualTo(Node.NONE);
  }

  @Test
  void a_statement_too_large_to_parse_is_no_error_but_unread() {
    ParsedScript script = SQL.parse("SELECT '" + "x".repeat(4 << 20) + "';SELECT 1");
    assertThat(script.problems()).isEmpty();
    assertThat(script.isRead()).isFalse();
    assertThat(script.statements())
        .extracting(ParsedStatement::kind, ParsedStatement::unread)
        .containsExactly(tuple("", "it has more than 4,194,304 bytes"), tuple("SelectStmt", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "abs("})
  void ten_thousand_parentheses_are_refused_as_the_server_refuses_them(String opening) {
    String nested = "SELECT " + opening.repeat(10_000) + "1" + ")".repeat(10_000) + ";SELECT 1";
    ParsedScript script = SQL.parse(nested);
    assertThat(script.syntaxErrors().getFirst().message())
        .startsWith("memory exhausted at or near");
    assertThat(script.statements()).hasSize(1);
  }

  @Test
  void a_chain_of_ten_thousand_operators_is_read_on_a_thread_with_a_small_stack() {
    ParsedScript script = SQL.parse("SELECT 'a'" + " || 'a'".repeat(10_000));
    assertThat(script.isRead()).isTrue();
    assertThat(script.fingerprint()).hasSize(64);
  }

  @Test
  void a_text_that_the_parser_gives_up_on_leaves_the_next_one_unharmed() {
    ParsedScript script = SQL.parse("SELECT 1" + " + 1".repeat(400_000) + ";SELECT 2");
    assertThat(script.problems()).isEmpty();
    assertThat(script.statements())
        .extracting(ParsedStatement::kind)
        .containsExactly("", "SelectStmt");
    assertThat(script.statements().getFirst().unread()).isNotEmpty();
  }

  @Test
  void nothing_is_loaded_until_there_is_a_statement() {
    try (PostgresSql fresh = new PostgresSql()) {
      assertThat(fresh.parse("-- nothing here\n;").statements()).isEmpty();
      assertThat(fresh.isLoaded()).isFalse();
      assertThat(fresh.parse("SELECT 1").isRead()).isTrue();
      assertThat(fresh.isLoaded()).isTrue();
    }
  }

  @Test
  void the_same_bytes_are_parsed_once() {
    ParsedScript first = SQL.parse("SELECT 'once'");
    assertThat(SQL.parse("SELECT 'once'")).isSameAs(first);
    assertThat(SQL.parse("SELECT 'twice'").checksum()).isNotEqualTo(first.checksum());
  }

  @Test
  void two_threads_parse_at_once_with_the_same_results() throws Exception {
    List<String> expected = IntStream.range(0, 200).mapToObj(PostgresSqlTest::fingerprint).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      var one =
          threads.submit(
              () -> IntStream.range(0, 200).mapToObj(PostgresSqlTest::fingerprint).toList());
      var other =
          threads.submit(
              () -> IntStream.range(0, 200).mapToObj(PostgresSqlTest::fingerprint).toList());
      assertThat(one.get()).isEqualTo(expected);
      assertThat(other.get()).isEqualTo(expected);
    }
  }

  @Test
  void a_script_of_many_megabytes_is_read_statement_by_statement() throws IOException {
    byte[] part =
        ("COPY t FROM STDIN;\n" + "1\tdata of a row\n".repeat(65_536) + "\\.\nSELECT 1;\n")
            .getBytes(StandardCharsets.UTF_8);
    List<InputStream> parts =
        IntStream.range(0, 100)
            .mapToObj(i -> (InputStream) new ByteArrayInputStream(part))
            .toList();
    int statements = 0;
    try (ScriptReader reader = SQL.read(new SequenceInputStream(Collections.enumeration(parts)))) {
      while (reader.next() != null) {
        statements++;
      }
      assertThat(reader.problems()).isEmpty();
      assertThat(reader.checksum()).hasSize(64);
    }
    assertThat(statements).isEqualTo(200);
  }

  private static String fingerprint(int number) {
    return SQL.parse("SELECT " + number % 50 + " FROM t" + number).fingerprint();
  }
}
