package dev.migrationledger.schema.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.TestDatabase;
import dev.migrationledger.schema.diff.ObjectChange;
import dev.migrationledger.schema.diff.SchemaDiff;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomSchemaDdlTest {

  private static final int CASES = 100;

  @Test
  void one_random_schema_becomes_another_and_says_so_where_it_cannot() throws SQLException {
    int complete = 0;
    try (Connection connection = TestDatabase.fresh().connect()) {
      connection.setAutoCommit(false);
      for (int seed = 1; seed <= CASES; seed++) {
        complete += becomes(connection, seed) ? 1 : 0;
      }
    }
    assertThat(complete).isGreaterThan(CASES / 2);
  }

  private static boolean becomes(Connection connection, int seed) throws SQLException {
    var random = new SplittableRandom(seed);
    var first = RandomSchema.statements(random);
    var second = RandomSchema.statements(random);
    var wanted = snapshot(connection, second);
    connection.rollback();
    var before = snapshot(connection, first);
    var ddl = SchemaDdl.making(before, wanted);
    try {
      if (!ddl.complete()) {
        assertThat(ddl.missing()).allMatch(words -> words.contains("label"), "about labels");
        return false;
      }
      var after = snapshot(connection, ddl.statements());
      assertThat(SchemaDiff.between(after, wanted))
          .as("seed %d%n%s", seed, ddl.script())
          .allMatch(change ->
              change instanceof ObjectChange.Changed changed
                  && changed.attributes().equals(Set.of("columns")));
      return true;
    } catch (SQLException e) {
      throw new AssertionError(
          "seed %d: %s%n%s;%n-- making%n%s"
              .formatted(seed, e.getMessage(), String.join(";\n", first), ddl.script()),
          e);
    } finally {
      connection.rollback();
    }
  }

  private static SchemaSnapshot snapshot(Connection connection, List<String> statements)
      throws SQLException {
    try (Statement sql = connection.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
    return SchemaSnapshot.take(connection);
  }
}
