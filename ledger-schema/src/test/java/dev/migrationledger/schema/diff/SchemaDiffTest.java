package dev.migrationledger.schema.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaDiffTest {

  @SuppressWarnings("NullAway.Init")
  private static Connection connection;

  @SuppressWarnings("NullAway.Init")
  private static SchemaSnapshot before;

  @BeforeAll
  static void connect() throws SQLException {
    connection = TestDatabase.withEverything().connect();
    before = SchemaSnapshot.take(connection);
    connection.setAutoCommit(false);
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  static Stream<Arguments> changes() {
    return Arrays.stream(TestDatabase.resource("/fixtures/changes.txt").split("\n\n"))
        .filter(block -> !block.startsWith("#"))
        .map(block -> {
          List<String> lines = block.lines().toList();
          return Arguments.of(
              lines.stream()
                  .filter(line -> !line.startsWith("=> "))
                  .collect(Collectors.joining(" ")),
              lines.stream()
                  .filter(line -> line.startsWith("=> "))
                  .map(line -> line.substring(3))
                  .toList());
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void each_change_is_told_once(String change, List<String> told) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute(change);
      SchemaSnapshot after = SchemaSnapshot.take(connection);

      assertThat(lines(SchemaDiff.between(before, after))).containsExactlyElementsOf(told);
      assertThat(SchemaDiff.between(after, after)).isEmpty();
    } finally {
      connection.rollback();
    }
  }

  @ParameterizedTest(name = "back: {0}")
  @MethodSource("changes")
  void the_way_back_is_told_as_often(String change, List<String> told) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute(change);

      assertThat(SchemaDiff.between(SchemaSnapshot.take(connection), before)).hasSameSizeAs(told);
    } finally {
      connection.rollback();
    }
  }

  @Test
  void there_are_enough_of_them() {
    assertThat(changes()).hasSizeGreaterThanOrEqualTo(60);
  }

  private static List<String> lines(List<ObjectChange> changes) {
    return changes.stream().map(SchemaDiffTest::line).toList();
  }

  private static String line(ObjectChange change) {
    return switch (change) {
      case ObjectChange.Added added -> "added " + added.key();
      case ObjectChange.Removed removed -> "removed " + removed.key();
      case ObjectChange.Changed changed ->
          "changed " + changed.key() + ": " + String.join(", ", changed.attributes());
      case ObjectChange.Renamed renamed ->
          "renamed %s (was %s)".formatted(renamed.key(), renamed.from().key().qualified());
    };
  }
}
