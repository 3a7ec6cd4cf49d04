package dev.migrationledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.script.Dependency;
import dev.migrationledger.domain.script.SchemaObject;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.ScriptFacts;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.query.replay.ProjectionCheck;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FactsTest {

  private static final Script USERS =
      with(
          Given.script("0001", "users", "one"),
          List.of(),
          new ScriptFacts(
              "",
              List.of(
                  new SchemaObject("table", "users", "creates", 1),
                  new SchemaObject("column", "users.email", "creates", 3)),
              List.of(),
              0));
  private static final Script ORDERS =
      with(
          Given.script("0002", "orders", "two"),
          List.of(
              new Dependency(new Version("0001"), "0001_users.sql", "the buyer", true, "", 1),
              new Dependency(new Version("0001"), "0001_users.sql", "", false, "table users", 4)),
          new ScriptFacts(
              "",
              List.of(new SchemaObject("table", "shop.\"Orders; x\"", "creates", 3)),
              List.of(new SchemaObject("table", "users", "uses", 4)),
              0));
  private static final Script MAIL =
      with(
          Given.script("0003", "mail", "three"),
          List.of(
              new Dependency(
                  new Version("0001"), "0001_users.sql", "", false, "column users.email", 2)),
          new ScriptFacts(
              "", List.of(), List.of(new SchemaObject("column", "users.email", "drops", 2)), 0));

  private static TestLedger ledger;

  @BeforeAll
  static void start() throws SQLException {
    ledger = TestLedger.fresh();
    ledger.store().send(Given.register("prod"), Given.by("ada"));
    ledger.store().send(Given.discover("prod", USERS, ORDERS, MAIL), Given.by("ada"));
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  private static Script with(Script s, List<Dependency> dependencies, ScriptFacts facts) {
    return new Script(
        s.version(),
        s.file(),
        s.checksum(),
        s.normalisedChecksum(),
        s.bytes(),
        s.content(),
        s.author(),
        dependencies,
        s.environments(),
        s.transactional(),
        facts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          who depends on 0001 | 2 migrations depend on 0001_users.sql on prod: 0002_orders.sql (declared: the buyer, line 1, uses table users, line 4), 0003_mail.sql (uses column users.email, line 2).
          what needs 1? | 2 migrations depend on 0001_users.sql on prod: 0002_orders.sql (declared: the buyer, line 1, uses table users, line 4), 0003_mail.sql (uses column users.email, line 2).
          who depends on 0003 | No migration that is known depends on 0003_mail.sql on prod.
          what does 0002 depend on | 0002_orders.sql needs 1 other migration on prod: 0001_users.sql (declared: the buyer, line 1, creates table users, line 4).
          dependencies of 0001 | 0001_users.sql needs no other migration on prod, as far as is known.
          what does 0001 create | 0001_users.sql creates 2 objects: table users (line 1), column users.email (line 3).
          what does 0003 create | 0003_mail.sql creates nothing, as far as is known.
          which migration created table users | On prod 0001_users.sql line 1 creates table users; also named by 0002_orders.sql line 4 (uses it).
          what uses public.USERS? | On prod 0001_users.sql line 1 creates table users; also named by 0002_orders.sql line 4 (uses it).
          which migrations dropped column users.email | On prod 0001_users.sql line 3 creates column users.email; also named by 0003_mail.sql line 2 (drops it).
          who created view users | No migration that is known creates view users on prod.
          which migration created nothing_such | No migration that is known creates nothing_such on prod.
          """)
  void what_scripts_do_can_be_asked(String question, String answer) {
    assertThat(ledger.query().ask("prod", question).answer()).isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"who created 0001", "which migrations were created"})
  void what_names_no_object_is_not_taken_for_a_question_about_one(String question) {
    assertThat(ledger.query().ask("prod", question).understood()).isEmpty();
  }

  @Test
  void an_answer_rests_on_the_discoveries() {
    var answer = ledger.query().ask("prod", "who depends on 0001");
    assertThat(answer.understood()).isEqualTo("dependents");
    assertThat(answer.evidence())
        .extracting(e -> e.index() + " " + e.event())
        .containsExactly("2 MigrationDiscovered", "3 MigrationDiscovered");
    assertThat(answer.rows().get(1).toString())
        .isEqualTo(
            "{version=0002, file=0002_orders.sql, needs_version=0001, needs_file=0001_users.sql,"
                + " kind=derived, object=table users, line=4, reason=}");
  }

  @Test
  void history_tells_what_a_script_creates() {
    var lines = ledger.query().history("prod", HistoryFilter.ofVersion("0001")).events();
    assertThat(lines.getFirst().sentence()).endsWith("; it creates table users.");
  }

  @Test
  void a_later_discovery_takes_the_place_of_the_first_and_a_replay_tells_the_same()
      throws SQLException {
    try (var other = TestLedger.fresh()) {
      other.store().send(Given.register("prod"), Given.by("ada"));
      other.store().send(Given.discover("prod", USERS, ORDERS), Given.by("ada"));
      other.query().catchUp();
      var changed =
          with(
              Given.script("0002", "orders", "again"),
              List.of(),
              ScriptFacts.unread("it has a syntax error"));
      other.store().send(Given.discover("prod", changed), Given.by("ada"));

      assertThat(other.query().ask("prod", "who depends on 0001").answer())
          .isEqualTo(
              "No migration that is known depends on 0001_users.sql on prod. Not everything is"
                  + " known of 1 script (0002_orders.sql: it has a syntax error).");
      assertThat(other.query().check()).allMatch(ProjectionCheck::same);
      other.query().rebuild();
      assertThat(other.query().check()).allMatch(ProjectionCheck::same);
      assertThat(other.query().ask("prod", "what does 0002 create").answer())
          .startsWith("0002_orders.sql creates nothing");
    }
  }
}
