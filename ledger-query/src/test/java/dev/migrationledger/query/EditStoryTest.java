package dev.migrationledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.command.AcknowledgeEdit;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ObserveEdits;
import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.query.edit.EditsAnswer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EditStoryTest {

  private static final Script SCRIPT = Given.script("0029", "totals", "ran");
  private static TestLedger ledger;

  @BeforeAll
  static void start() throws SQLException {
    ledger = TestLedger.fresh();
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  private static void applied(String target) {
    send("ada", Given.register(target));
    Given.run(target, target + "-run", SCRIPT).forEach(c -> send("ada", c));
  }

  private static void send(String principal, LedgerCommand command) {
    ledger.store().send(command, Given.by(principal));
  }

  private static void edit(String target, String text, String author) {
    send("bot", Given.edit(target, SCRIPT, text, "", Given.commit(author, "Write " + text)));
  }

  private static void acknowledge(String target, String text) {
    send(
        "carol",
        new AcknowledgeEdit(target, SCRIPT.version(), Given.bytes(text), "it is fine", ""));
  }

  private static List<String> story(String target) {
    return ledger.query().edits(target, Optional.of(SCRIPT.version())).edits().stream()
        .map(EditStoryTest::line)
        .toList();
  }

  private static String line(EditsAnswer.Line e) {
    return "%s %s %s%s"
        .formatted(
            e.changes().getFirst().author(),
            e.kind(),
            e.state(),
            e.acknowledgedBy().isEmpty() ? "" : " by " + e.acknowledgedBy());
  }

  @Test
  void of_two_edits_in_a_row_the_first_is_superseded() {
    applied("two");
    edit("two", "first", "Mallory");
    edit("two", "second", "Trudy");

    assertThat(story("two")).containsExactly("Trudy semantic open", "Mallory semantic superseded");
    assertThat(ledger.query().ask("two", "who edited 29").answer())
        .startsWith("0029_totals.sql was edited 2 times on two after ada had applied it at ")
        .contains("Trudy <trudy@example.org> edited", "nobody has acknowledged it; Mallory")
        .endsWith("a later edit took its place.");
    var checksums = ledger.query().edits("two", Optional.empty()).edits();
    assertThat(checksums)
        .allMatch(e -> e.checksumApplied().equals(SCRIPT.checksum().hex()))
        .allMatch(e -> e.evidence().getFirst().event().equals("MigrationApplied"));
  }

  @Test
  void an_edit_that_is_put_back_is_reverted() {
    applied("back");
    edit("back", "first", "Mallory");
    edit("back", "ran", "Grace");

    assertThat(story("back"))
        .containsExactly("Grace reverted reverted", "Mallory semantic reverted");
    assertThat(ledger.query().status("back").migrations().getFirst().flags()).isEmpty();
    assertThat(ledger.query().ask("back", "who edited 29").answer())
        .contains("Grace <grace@example.org> put back 0029_totals.sql")
        .contains("checksum " + SCRIPT.checksum().brief() + " is back (reverted)")
        .contains("the bytes are again those that ran");
  }

  @Test
  void an_author_with_blanks_in_the_name_is_found_and_an_unclear_name_is_asked_back() {
    applied("names");
    edit("names", "first", "Marco Ruiz");
    edit("names", "second", "Marco Polo");

    assertThat(ledger.query().ask("names", "What did Marco Ruiz do?").answer())
        .startsWith("Marco Ruiz ran nothing on names and edited 0029_totals.sql in commit ")
        .endsWith(", after it ran (superseded).");
    assertThat(ledger.query().ask("names", "show everything Polo did").answer())
        .startsWith("Marco Polo ran nothing on names and edited 0029_totals.sql in commit ");
    assertThat(ledger.query().ask("names", "what did marco do").answer())
        .isEqualTo(
            "marco may be Marco Polo <marco polo@example.org> or Marco Ruiz"
                + " <marco ruiz@example.org>. Ask with the whole name or the address.");
  }

  @Test
  void an_author_whose_first_name_is_an_actors_name_is_not_taken_for_the_actor() {
    applied("first");
    edit("first", "first", "Ada Autor");

    assertThat(ledger.query().ask("first", "what did Ada Autor do").answer())
        .startsWith("Ada Autor ran nothing on first and edited 0029_totals.sql in commit ");
    assertThat(ledger.query().ask("first", "what did ada do").answer()).startsWith("ada caused ");
  }

  @Test
  void somebody_with_blanks_in_the_name_who_ran_something_is_found() {
    send("Jane Roe", Given.register("jane"));

    assertThat(ledger.query().ask("jane", "show everything jane roe did").answer())
        .startsWith("Jane Roe caused 1 event on jane between ");
  }

  @Test
  void an_edit_after_an_acknowledged_edit_is_open_and_the_acknowledgement_stays() {
    applied("again");
    edit("again", "first", "Mallory");
    acknowledge("again", "first");
    edit("again", "second", "Trudy");

    assertThat(story("again"))
        .containsExactly("Trudy semantic open", "Mallory semantic acknowledged by carol");
    assertThat(ledger.query().status("again").migrations().getFirst().flags())
        .containsExactly("edited");

    edit("again", "first", "Mallory");
    assertThat(story("again").getFirst()).isEqualTo("Mallory semantic acknowledged by carol");
  }

  @Test
  void an_uncommitted_edit_is_told_as_such_and_a_renamed_file_is_no_edit() {
    applied("local");
    var mine =
        new Authorship(
            Authorship.Source.UNCOMMITTED, "", "bob", "", "", "", Instant.EPOCH, Instant.EPOCH, "");
    send("bot", Given.edit("local", SCRIPT, "first", "", mine));
    var renamed =
        new Edit(
            SCRIPT.version(),
            "0029_sums.sql",
            SCRIPT.checksum(),
            Given.bytes("first"),
            Given.bytes("first"),
            Given.bytes("normalised first"),
            Edit.Kind.SEMANTIC,
            "",
            "",
            List.of());
    send("bot", new ObserveEdits("local", List.of(renamed)));

    assertThat(story("local")).containsExactly("bob semantic open");
    assertThat(ledger.query().status("local").migrations().getFirst().file())
        .isEqualTo("0029_sums.sql");
    assertThat(ledger.query().ask("local", "who edited 29").answer())
        .startsWith("Somebody with the file of bob (uncommitted) edited 0029_totals.sql");
    assertThat(ledger.query().edits("local", Optional.empty()).edits().getFirst().note())
        .startsWith("No diff was kept");
  }
}
