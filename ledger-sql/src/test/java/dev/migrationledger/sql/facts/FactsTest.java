package dev.migrationledger.sql.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.parse.PostgresSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FactsTest {

  private static final PostgresSql SQL = new PostgresSql();

  @AfterAll
  static void close() {
    SQL.close();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_statement_has_these_facts_and_no_others(String statement, String expected) {
    String told = facts(statement).stream().map(FactsTest::line).collect(Collectors.joining("\n"));
    assertThat(told).as(statement).isEqualTo(expected);
  }

  @Test
  void a_bare_name_is_searched_for_where_the_path_says() {
    List<Fact> facts =
        facts(
            "SELECT 1 FROM a; SET search_path = app, public; SELECT 1 FROM b;"
                + " SET LOCAL search_path = other; SELECT 1 FROM c; COMMIT; SELECT 1 FROM d;"
                + " RESET search_path; SELECT 1 FROM e; SELECT set_config('search_path', '', false);"
                + " SELECT 1 FROM f");
    assertThat(searched(facts, "a")).containsExactly("pg_catalog", "$user", "public");
    assertThat(searched(facts, "b")).containsExactly("pg_catalog", "app", "public");
    assertThat(searched(facts, "c")).containsExactly("pg_catalog", "other");
    assertThat(searched(facts, "d")).containsExactly("pg_catalog", "app", "public");
    assertThat(searched(facts, "e")).containsExactly("pg_catalog", "$user", "public");
    assertThat(searched(facts, "f")).containsExactly("pg_catalog");
  }

  @Test
  void a_path_that_names_the_catalog_says_when_it_is_searched() {
    List<Fact> facts = facts("SET search_path = app, pg_catalog; SELECT 1 FROM a");
    assertThat(searched(facts, "a")).containsExactly("app", "pg_catalog");
  }

  @Test
  void what_is_created_goes_to_the_first_schema_of_the_path_that_exists() {
    List<Fact> facts = facts("CREATE TABLE a (); SET search_path = app; CREATE TABLE b ()");
    assertThat(facts)
        .map(fact -> fact.name().likelySchema())
        .allMatch(java.util.Optional::isPresent);
    assertThat(searched(facts, "a")).containsExactly("$user", "public");
    assertThat(facts.getFirst().name().likelySchema()).contains("public");
    assertThat(facts.getLast().name().likelySchema()).contains("app");
  }

  @Test
  void a_temporary_table_hides_all_others_of_its_name() {
    List<Fact> facts = facts("CREATE TEMP TABLE a (); INSERT INTO a DEFAULT VALUES");
    assertThat(facts.getLast().name().searched())
        .containsExactly("pg_temp", "pg_catalog", "$user", "public");
    assertThat(facts.getLast().name().likelySchema()).contains("pg_temp");
  }

  @Test
  void a_function_with_a_path_of_its_own_searches_it() {
    List<Fact> facts =
        facts(
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = app"
                + " AS 'SELECT a FROM t'; SELECT 1 FROM u");
    assertThat(searched(facts, "t")).containsExactly("pg_catalog", "app");
    assertThat(searched(facts, "u")).containsExactly("pg_catalog", "$user", "public");
  }

  @Test
  void a_fact_stands_where_the_object_is_named() {
    List<Fact> facts = facts("-- ä\nCREATE VIEW v AS\n  SELECT 'ä', t.a\n  FROM s.t");
    assertThat(facts)
        .map(fact -> fact + " " + fact.place())
        .containsExactly(
            "CREATE view v " + new Place(2, 13),
            "READ column s.t.a " + new Place(3, 15),
            "READ relation s.t " + new Place(4, 8));
  }

  @Test
  void a_fact_in_a_body_stands_where_its_statement_starts() {
    List<Fact> facts = facts("DO $$\nBEGIN\n  DELETE FROM t;\n  EXECUTE 'x';\nEND $$");
    assertThat(facts).map(Fact::place).containsExactly(new Place(3, 3), new Place(4, 11));
    assertThat(facts.getLast().kind()).isEqualTo(ObjectKind.OPAQUE);
  }

  @Test
  void deep_and_mutated_statements_have_facts_without_failing() throws IOException {
    assertThat(facts("SELECT a" + " + f(1)".repeat(3000) + " FROM t")).isNotEmpty();
    assertThat(facts("SELECT 1 FROM t" + " UNION SELECT 1 FROM t".repeat(1000))).isNotEmpty();
    List<String> statements = cases().map(one -> (String) one[0]).toList();
    for (long seed = 1; seed <= 1000; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      String one = statements.get(random.nextInt(statements.size()));
      String other = statements.get(random.nextInt(statements.size()));
      String mixed =
          one.substring(0, random.nextInt(one.length()))
              + other.substring(random.nextInt(other.length()));
      assertThat(facts(mixed)).as("seed " + seed).isNotNull();
    }
  }

  private static List<String> searched(List<Fact> facts, String name) {
    return facts.stream()
        .filter(fact -> fact.name().written().equals(name))
        .findFirst()
        .orElseThrow()
        .name()
        .searched();
  }

  private static String line(Fact fact) {
    String detail = fact.detail().isEmpty() ? "" : " (" + fact.detail() + ")";
    String moment = fact.moment() == Moment.AT_ONCE ? "" : " " + fact.moment();
    return fact + detail + (fact.lenient() ? " lenient" : "") + moment;
  }

  private static List<Fact> facts(String script) {
    return Facts.of(SQL.parse(script));
  }

  private static Stream<Object[]> cases() throws IOException {
    String file = Files.readString(Path.of("src/test/resources/cases/facts/facts.txt"));
    return Stream.of(file.split("(?m)^-- @@\n", -1))
        .filter(one -> !one.isBlank())
        .map(one -> one.split("(?m)^-- =>\n", -1))
        .map(both -> new Object[] {both[0].strip(), both[1].strip()});
  }
}
