package dev.migrationledger.sql.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.sql.parse.PostgresSql;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TransactionUseTest {

  private static final PostgresSql SQL = new PostgresSql();
  private static final String PROCEDURE =
      "CREATE OR REPLACE PROCEDURE %s() LANGUAGE plpgsql AS $$ BEGIN %s END $$;";

  @AfterAll
  static void close() {
    SQL.close();
  }

  @Test
  void a_block_that_ends_transactions_stands_alone() {
    assertThat(refused(18, "DO $$ BEGIN PERFORM 1; COMMIT; END $$"))
        .containsExactly("DO with COMMIT or ROLLBACK");
    assertThat(refused(18, "DO $$ BEGIN LOOP IF true THEN ROLLBACK; END IF; END LOOP; END $$"))
        .containsExactly("DO with COMMIT or ROLLBACK");
    assertThat(refused(18, "DO $$ BEGIN PERFORM 'COMMIT'; RAISE 'ROLLBACK'; END $$")).isEmpty();
  }

  @Test
  void a_call_stands_alone_when_the_procedure_was_seen_to_end_transactions() {
    var commits = PROCEDURE.formatted("p", "COMMIT;");
    var calls = PROCEDURE.formatted("q", "CALL p();");

    assertThat(refused(18, commits + "CALL p();"))
        .containsExactly("CALL of a procedure with COMMIT or ROLLBACK");
    assertThat(refused(18, commits + calls + "CALL q(); DO $$ BEGIN CALL p(); END $$;"))
        .containsExactly(
            "CALL of a procedure with COMMIT or ROLLBACK", "DO with COMMIT or ROLLBACK");
    assertThat(refused(18, commits + PROCEDURE.formatted("p", "NULL;") + "CALL p();")).isEmpty();
    assertThat(refused(18, commits + "CALL other.p();")).isEmpty();
  }

  @Test
  void an_enum_value_stands_alone_before_version_12() {
    assertThat(refused(11, "ALTER TYPE mood ADD VALUE 'fine'"))
        .containsExactly("ALTER TYPE … ADD VALUE before PostgreSQL 12");
    assertThat(refused(11, "ALTER TYPE mood RENAME VALUE 'a' TO 'b'")).isEmpty();
    assertThat(refused(12, "ALTER TYPE mood ADD VALUE 'fine'")).isEmpty();
  }

  @Test
  void what_postgresql_refuses_in_a_block_stands_alone() {
    assertThat(refused(18, "VACUUM; SELECT 1")).containsExactly("VACUUM");
  }

  private static List<String> refused(int server, String script) {
    var use = new TransactionUse(server);
    return SQL.parse(script).statements().stream()
        .flatMap(statement -> use.refuse(statement).stream())
        .toList();
  }
}
