package dev.migrationledger.sql.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.sql.parse.ParsedScript;
import dev.migrationledger.sql.parse.PostgresSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FactsOnTheServerTest {

  /** What a statement makes beyond its own names is told by one of these. */
  private static final Set<String> TAKES_OVER =
      Set.of("query", "like", "inherits", "partition", "rename", "schema");

  @Test
  void what_the_catalogs_gain_and_lose_is_what_the_facts_tell() throws Exception {
    List<String> statements = statements();
    List<String> differences = new ArrayList<>();
    try (EmbeddedPostgres server = EmbeddedPostgres.temporary();
        Connection connection =
            DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
        PostgresSql sql = new PostgresSql()) {
      ParsedScript script = sql.parse(String.join(";\n", statements));
      assertThat(script.problems()).isEmpty();
      List<List<Fact>> facts = Facts.byStatement(script);
      assertThat(facts).hasSameSizeAs(statements).hasSizeGreaterThan(100);
      for (int i = 0; i < statements.size(); i++) {
        run(connection, statements.get(i), facts.get(i), differences);
      }
    }
    assertThat(differences).isEmpty();
  }

  private static void run(
      Connection connection, String text, List<Fact> facts, List<String> differences)
      throws SQLException {
    Set<String> before = Catalog.of(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
    Set<String> after = Catalog.of(connection);
    compare(text, told(facts, Action.CREATE), minus(after, before), before, facts, differences);
    compare(text, told(facts, Action.DROP), minus(before, after), after, facts, differences);
  }

  private static void compare(
      String text,
      List<Fact> told,
      Set<String> happened,
      Set<String> otherwise,
      List<Fact> facts,
      List<String> differences) {
    Set<String> unexpected = new TreeSet<>(happened);
    for (Fact fact : told) {
      String name = name(fact);
      boolean nothing = fact.lenient() && (otherwise.contains(name) || !happened.contains(name));
      if (!unexpected.remove(name) && !nothing) {
        differences.add("told, but did not happen: " + fact + " as " + name + " in " + text);
      }
    }
    boolean more =
        facts.stream()
            .anyMatch(fact -> fact.action() == Action.DROP || TAKES_OVER.contains(fact.detail()));
    if (!more) {
      unexpected.forEach(name -> differences.add("happened untold: " + name + " in " + text));
    }
  }

  private static List<Fact> told(List<Fact> facts, Action action) {
    return facts.stream()
        .filter(fact -> fact.action() == action)
        .filter(fact -> fact.moment() == Moment.AT_ONCE || fact.moment() == Moment.IN_BLOCK)
        .toList();
  }

  private static String name(Fact fact) {
    String schema = fact.name().likelySchema().map(name -> name + ".").orElse("");
    return fact.kind()
        + " "
        + schema
        + String.join(".", fact.name().parts())
        + fact.name().signature();
  }

  private static Set<String> minus(Set<String> all, Set<String> without) {
    return all.stream().filter(name -> !without.contains(name)).collect(Collectors.toSet());
  }

  private static List<String> statements() throws IOException {
    String file = Files.readString(Path.of("src/test/resources/cases/facts/server.sql"));
    return Stream.of(file.split("(?m)^-- @@.*\n", -1))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }
}
