package dev.migrationledger.sql.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.sql.StatementKind;
import dev.migrationledger.sql.parse.ParsedScript;
import dev.migrationledger.sql.parse.PostgresSql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TransactionBlocksTest {

  private static final PostgresSql SQL = new PostgresSql();

  @AfterAll
  static void close() {
    SQL.close();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/cases/sql/kinds.psv", delimiter = '|', quoteCharacter = '`')
  void the_tree_says_the_same_as_the_leading_words(StatementKind kind, String statement) {
    ParsedScript script = SQL.parse(statement + ";\n\\.\n");
    boolean refused =
        script.statements().stream()
            .anyMatch(parsed -> TransactionBlocks.refuse(parsed.tree()).isPresent());
    assertThat(refused).isEqualTo(kind == StatementKind.NON_TRANSACTIONAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CREATE INDEX CONCURRENTLY ON t (a) | CREATE INDEX CONCURRENTLY",
        "REINDEX (CONCURRENTLY) TABLE t | REINDEX CONCURRENTLY",
        "REINDEX SCHEMA s | REINDEX SCHEMA",
        "ALTER SUBSCRIPTION s DROP PUBLICATION p | ALTER SUBSCRIPTION with refresh"
      })
  void a_refused_statement_is_named(String statement, String name) {
    assertThat(TransactionBlocks.refuse(SQL.parse(statement).statements().getFirst().tree()))
        .contains(name);
  }
}
