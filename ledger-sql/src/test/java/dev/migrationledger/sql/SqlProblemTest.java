package dev.migrationledger.sql;

import static dev.migrationledger.sql.Scripts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SqlProblemTest {

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SYNTAX", "FOREIGN"})
  void the_example_of_a_code_gets_that_code_and_no_other(SqlProblemCode code) {
    String script =
        code.example().replace("…", "x".repeat(code == SqlProblemCode.TOO_LARGE ? 64 << 20 : 1));
    Scripts.Reading reading = read(script.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(reading.codes()).containsExactly(code.code());
    assertThat(reading.problems().getFirst().remedy()).isEqualTo(code.remedy());
    assertThat(code.condition()).endsWith(".");
    assertThat(code.effect()).endsWith(".");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "SELECT 'a; SELECT 2,Quoted text",
        "SELECT E'a\\'; SELECT 2,Quoted text",
        "SELECT \"a; SELECT 2,Quoted identifier",
        "SELECT $x$a; $X$ $$,Dollar-quoted text",
        "SELECT /* /* */; SELECT 2,Block comment"
      })
  void text_that_never_ends_is_named_where_it_was_opened(String script, String what) {
    Scripts.Reading reading = read("SELECT 1;\n" + script);
    assertThat(reading.texts()).containsExactly("SELECT 1");
    assertThat(reading.problems())
        .extracting(SqlProblem::place, SqlProblem::message)
        .containsExactly(
            tuple(
                new Place(2, script.startsWith("SELECT E") ? 9 : 8),
                what
                    + " opened at line 2, column "
                    + (script.startsWith("SELECT E") ? 9 : 8)
                    + " is never closed"));
  }

  @Test
  void a_comment_that_never_ends_between_statements_is_named_too() {
    assertThat(read("SELECT 1;\n  /* x".concat(" ".repeat(900_000))).problems())
        .extracting(SqlProblem::code, SqlProblem::place)
        .containsExactly(tuple("SQL-001", new Place(2, 3)));
  }

  @Test
  void restrict_lines_are_skipped_and_every_other_meta_command_is_named_without_its_arguments() {
    Scripts.Reading reading =
        read(
            "\\restrict k'\nSELECT 1;\n  \\connect pw=secret;\nSELECT 2 \\gexec\nSELECT 3;\n\\unrestrict k");
    assertThat(reading.statements())
        .extracting(Statement::ordinal, Statement::text)
        .containsExactly(tuple(1, "SELECT 1"), tuple(3, "SELECT 3"));
    assertThat(reading.problems())
        .extracting(SqlProblem::message)
        .containsExactly(
            "psql meta-command \\connect at line 3, column 3 is not SQL",
            "psql meta-command \\gexec at line 4, column 10 is not SQL");
  }

  @Test
  void bytes_that_are_not_utf8_are_named_and_their_statement_is_left_out() {
    byte[] script =
        "-- \u00ff\nSELECT 1;\n\u00c3\u00a9 \u00c3;\nSELECT 2"
            .getBytes(StandardCharsets.ISO_8859_1);
    Scripts.Reading reading = read(script);
    assertThat(reading.texts()).containsExactly("SELECT 1", "SELECT 2");
    assertThat(reading.problems())
        .extracting(SqlProblem::message)
        .containsExactly(
            "Byte 0xFF at offset 3 (line 1, column 4) is not UTF-8",
            "Byte 0xC3 at offset 18 (line 3, column 3) is not UTF-8");
  }

  @ParameterizedTest
  @CsvSource({"C080", "E08080", "EDA080", "F0808080", "F4908080", "F5", "80", "E282", "F09F98"})
  void no_ill_formed_sequence_passes(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    assertThat(read(bad).codes()).containsExactly("SQL-003");
    assertThat(read(bad).statements()).isEmpty();
  }

  @Test
  void a_statement_too_large_is_left_out_and_the_next_one_is_read() {
    String script = "SELECT '" + "x".repeat(1_000_000) + "';\nSELECT 2;\nSELECT '0123456789';";
    Scripts.Reading reading =
        Scripts.read(new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)), 15);
    assertThat(reading.texts()).containsExactly("SELECT 2");
    assertThat(reading.problems())
        .extracting(SqlProblem::message)
        .containsExactly(
            "Statement 1 at line 1, column 1 has 1,000,009 bytes, more than the 15 a statement may have",
            "Statement 3 at line 3, column 1 has 19 bytes, more than the 15 a statement may have");
  }

  @Test
  void a_large_statement_that_never_ends_has_one_problem() {
    String script = "SELECT 'a', 'b" + "x".repeat(1_000_000);
    Scripts.Reading reading =
        Scripts.read(new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)), 15);
    assertThat(reading.problems())
        .extracting(SqlProblem::code, SqlProblem::place)
        .containsExactly(tuple("SQL-001", new Place(1, 13)));
  }

  @Test
  void a_binary_file_does_not_fill_memory_with_problems() {
    assertThat(read("\0\n;".repeat(5000)).problems()).hasSize(1000);
  }

  @Test
  void data_without_an_end_is_told_at_its_copy() {
    assertThat(read("SELECT 1;\n COPY t FROM STDIN;\n1\nSELECT 2;\n").problems())
        .isEqualTo(
            List.of(
                new SqlProblem(
                    "SQL-005",
                    new Place(2, 2),
                    "The data of COPY at line 2, column 2 has no line \\. at its end",
                    SqlProblemCode.COPY_NOT_ENDED.remedy())));
  }
}
