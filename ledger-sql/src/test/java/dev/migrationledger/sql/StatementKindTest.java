package dev.migrationledger.sql;

import static dev.migrationledger.sql.Scripts.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StatementKindTest {

  @ParameterizedTest
  @CsvFileSource(resources = "/cases/sql/kinds.psv", delimiter = '|', quoteCharacter = '`')
  void a_statement_is_known_by_its_leading_words(StatementKind kind, String statement) {
    assertThat(read(statement + ";\n\\.\n").kinds()).containsExactly(kind);
    String commented = statement.replace(" ", " /* c; */ -- d;\n");
    if (!statement.contains("'")) {
      assertThat(read(commented + ";\n\\.\n").kinds()).containsExactly(kind);
    }
  }

  @ParameterizedTest
  @CsvSource({"CREATE,5,13", "DATABASE,14,1"})
  void a_word_split_by_the_end_of_a_chunk_is_the_same_word(String word, int a, int b) {
    String script = " ".repeat(4 * ByteWindow.CHUNK - a) + "CREATE DATABASE d;" + " ".repeat(b);
    assertThat(read(script).kinds()).as(word).containsExactly(StatementKind.NON_TRANSACTIONAL);
  }
}
