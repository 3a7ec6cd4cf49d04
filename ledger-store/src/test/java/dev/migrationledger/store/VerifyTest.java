package dev.migrationledger.store;

import static dev.migrationledger.store.TestLedger.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.ScriptFacts;
import dev.migrationledger.store.failure.StoreFailure;
import dev.migrationledger.store.log.Content;
import dev.migrationledger.store.merkle.CompactRange;
import dev.migrationledger.store.verify.FirstBad;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class VerifyTest {

  /** A new leaf for the row's entry, as somebody would compute it who knows the format. */
  private static final String RECOMPUTE_LEAF =
      "UPDATE ledger.entry SET leaf = sha256('\\x00'::bytea || entry) WHERE index = 5";

  private static final String EDIT_PAYLOAD =
      "UPDATE ledger.entry SET payload = convert_to(replace(convert_from(payload, 'UTF8'),"
          + " 'step', 'skip'), 'UTF8') WHERE index = 5";

  private static final String RECOMPUTE_ENTRY =
      "UPDATE ledger.entry SET entry = convert_to(regexp_replace(convert_from(entry, 'UTF8'),"
          + " '\"payload_sha256\":\"[0-9a-f]*\"',"
          + " '\"payload_sha256\":\"' || encode(sha256(payload), 'hex') || '\"'), 'UTF8')"
          + " WHERE index = 5";

  private TestLedger ledger;

  @BeforeEach
  void fill() throws Exception {
    ledger = TestLedger.fresh();
    TestLedger.wholeRun(ledger.store(), "prod", 40);
    TestLedger.wholeRun(ledger.store(), "test", 2);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void an_untouched_ledger_is_intact() {
    var verdict = ledger.store().verify();

    assertThat(verdict.bad()).isEmpty();
    assertThat(verdict.intact()).isTrue();
    assertThat(verdict.size()).isEqualTo(132);
    assertThat(verdict.root()).hasSize(64);
    assertThat(verdict.checked()).hasSize(10);
    assertThat(verdict.notes()).isEmpty();
  }

  @Test
  void an_empty_ledger_is_intact_and_says_that_it_is_empty() throws Exception {
    try (var empty = TestLedger.fresh()) {
      var verdict = empty.store().verify();

      assertThat(verdict.intact()).isTrue();
      assertThat(verdict.size()).isZero();
      assertThat(verdict.root()).isEqualTo(new CompactRange().root().hex());
    }
  }

  @Test
  void a_dropped_schema_is_no_verdict() throws Exception {
    try (var c = ledger.connection();
        var statement = c.createStatement()) {
      statement.execute("DROP SCHEMA ledger CASCADE");
    }

    assertThatThrownBy(() -> ledger.store().verify())
        .isInstanceOf(StoreFailure.SchemaMissing.class)
        .hasMessageStartingWith("STORE-002 database \"" + ledger.database() + "\"");
  }

  @Test
  void an_edited_payload_is_found() throws Exception {
    ledger.tamper(EDIT_PAYLOAD);

    var bad = firstBad();
    assertThat(bad.index()).isEqualTo(5);
    assertThat(bad.check()).isEqualTo("columns");
    assertThat(bad.detail()).startsWith("payload_sha256: the row says ");
  }

  @Test
  void an_edited_payload_with_a_recomputed_leaf_is_found() throws Exception {
    ledger.tamper(EDIT_PAYLOAD, RECOMPUTE_LEAF);

    assertThat(firstBad().index()).isEqualTo(5);
    assertThat(firstBad().check()).isEqualTo("columns");
  }

  @Test
  void an_edited_entry_without_its_leaf_is_found() throws Exception {
    ledger.tamper(EDIT_PAYLOAD, RECOMPUTE_ENTRY);

    assertThat(firstBad().index()).isEqualTo(5);
    assertThat(firstBad().check()).isEqualTo("leaf");
  }

  @Test
  void an_edited_payload_with_recomputed_entry_and_leaf_is_found() throws Exception {
    ledger.tamper(EDIT_PAYLOAD, RECOMPUTE_ENTRY, RECOMPUTE_LEAF);

    assertThat(firstBad().index()).isEqualTo(5);
    assertThat(firstBad().check()).isEqualTo("root");
    assertThat(firstBad().detail()).startsWith("the tree's root is ");
  }

  @Test
  void edited_metadata_is_found() throws Exception {
    ledger.tamper(
        "UPDATE ledger.entry SET metadata = convert_to(replace(convert_from(metadata, 'UTF8'),"
            + " 'ada', 'eve'), 'UTF8') WHERE index = 7");

    assertThat(firstBad().index()).isEqualTo(7);
    assertThat(firstBad().detail()).startsWith("metadata_sha256: ");
  }

  @Test
  void an_edit_of_any_other_column_is_found() throws Exception {
    for (var edit :
        List.of(
            "event_id = gen_random_uuid()",
            "aggregate_type = 'Other'",
            "target = 'elsewhere'",
            "sequence = 900",
            "occurred_at = occurred_at - interval '1 microsecond'",
            "recorded_at = recorded_at + interval '1 hour'",
            "payload_type = 'MigrationFailed'",
            "payload_revision = '7'")) {
      var column = edit.substring(0, edit.indexOf(' '));
      ledger.tamper(
          "CREATE TABLE saved AS SELECT * FROM ledger.entry WHERE index = 9",
          "UPDATE ledger.entry SET " + edit + " WHERE index = 9");
      assertThat(firstBad().index()).as(edit).isEqualTo(9);
      assertThat(firstBad().check()).as(edit).isEqualTo("columns");
      assertThat(firstBad().detail())
          .as(edit)
          .startsWith(
              column.replace("payload_type", "type").replace("payload_revision", "revision"));
      ledger.tamper(
          "DELETE FROM ledger.entry WHERE index = 9",
          "INSERT INTO ledger.entry SELECT * FROM saved",
          "DROP TABLE saved");
    }
    assertThat(ledger.store().verify().intact()).isTrue();
  }

  @Test
  void an_edited_root_column_is_found() throws Exception {
    ledger.tamper("UPDATE ledger.entry SET root = sha256('x') WHERE index = 131");

    assertThat(firstBad().index()).isEqualTo(131);
    assertThat(firstBad().check()).isEqualTo("root");
  }

  @Test
  void a_deleted_event_is_found() throws Exception {
    ledger.tamper("DELETE FROM ledger.entry WHERE index = 8");

    assertThat(firstBad()).isEqualTo(new FirstBad(8, "contiguity", "index 8 is missing, found 9"));
  }

  @Test
  void an_inserted_event_is_found() throws Exception {
    ledger.tamper(
        "INSERT INTO ledger.entry SELECT 132, gen_random_uuid(), aggregate_type, target, 900,"
            + " occurred_at, recorded_at, payload_type, payload_revision, payload, metadata, entry,"
            + " leaf, root FROM ledger.entry WHERE index = 131");

    assertThat(firstBad().index()).isEqualTo(132);
    assertThat(firstBad().check()).isEqualTo("columns");
  }

  @Test
  void two_swapped_events_are_found() throws Exception {
    ledger.tamper(
        "UPDATE ledger.entry SET index = 9000 WHERE index = 10",
        "UPDATE ledger.entry SET index = 10 WHERE index = 11",
        "UPDATE ledger.entry SET index = 11 WHERE index = 9000");

    assertThat(firstBad())
        .isEqualTo(new FirstBad(10, "columns", "index: the row says 10, its entry 11"));
  }

  @Test
  void a_log_truncated_below_its_head_is_found() throws Exception {
    ledger.tamper("DELETE FROM ledger.entry WHERE index >= 100");

    assertThat(firstBad().index()).isEqualTo(100);
    assertThat(firstBad().check()).isEqualTo("contiguity");
    assertThat(firstBad().detail()).isEqualTo("there are 100 entries, the head says 132");
  }

  @Test
  void a_log_truncated_with_its_head_size_is_found() throws Exception {
    ledger.tamper(
        "DELETE FROM ledger.entry WHERE index >= 100",
        "DELETE FROM ledger.snapshot",
        "UPDATE ledger.head SET size = 100");

    assertThat(firstBad().check()).isEqualTo("head");
    assertThat(firstBad().detail()).startsWith("the head's root is not that of the entries");
  }

  @Test
  void a_changed_head_is_found() throws Exception {
    ledger.tamper("UPDATE ledger.head SET size = 131");
    assertThat(firstBad())
        .isEqualTo(
            new FirstBad(131, "contiguity", "there is an entry, but the head says size 131"));

    ledger.tamper("UPDATE ledger.head SET size = 133");
    assertThat(firstBad())
        .isEqualTo(new FirstBad(132, "contiguity", "there are 132 entries, the head says 133"));

    ledger.tamper("UPDATE ledger.head SET size = 132, root = sha256('x')");
    assertThat(firstBad().check()).isEqualTo("head");

    ledger.tamper("DELETE FROM ledger.head");
    assertThat(ledger.store().verify().intact()).isFalse();
  }

  @Test
  void disabled_dropped_and_emptied_triggers_are_found() throws Exception {
    try (var c = ledger.connection();
        var statement = c.createStatement()) {
      statement.execute("ALTER TABLE ledger.entry DISABLE TRIGGER entry_is_append_only");
      statement.execute("DROP TRIGGER head_only_grows ON ledger.head");
    }
    assertThat(ledger.store().verify().bad())
        .containsExactlyInAnyOrder(
            new FirstBad(
                -1, "triggers", "trigger entry_is_append_only on ledger.entry is disabled"),
            new FirstBad(-1, "triggers", "trigger head_only_grows on ledger.head is missing"));

    try (var c = ledger.connection();
        var statement = c.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql"
              + " AS 'BEGIN RETURN NEW; END'");
    }
    assertThat(ledger.store().verify().bad())
        .contains(
            new FirstBad(
                -1, "triggers", "trigger meta_stays on ledger.meta no longer refuses anything"));
  }

  @Test
  void an_edited_snapshot_is_found() throws Exception {
    ledger.tamper(
        "UPDATE ledger.snapshot SET image = convert_to(replace(convert_from(image, 'UTF8'),"
            + " 'APPLIED', 'RETIRED'), 'UTF8')");

    assertThat(firstBad())
        .isEqualTo(
            new FirstBad(
                122,
                "snapshot",
                "the snapshot of target \"prod\" at sequence 122 is not the fold of its events"));

    ledger.tamper("UPDATE ledger.snapshot SET sequence = 500");
    assertThat(firstBad().check()).isEqualTo("snapshot");
  }

  @Test
  void a_snapshot_of_another_program_is_passed_over() throws Exception {
    var state = ledger.store().load("prod").image();
    ledger.tamper(
        "UPDATE ledger.snapshot SET image = convert_to('{\"revision\":\"0\",\"image\":{}}', 'UTF8')");

    assertThat(ledger.store().load("prod").image()).isEqualTo(state);
    assertThat(ledger.store().verify().bad()).isEmpty();
  }

  @Test
  void a_damaged_snapshot_is_found_and_not_used() throws Exception {
    var state = ledger.store().load("prod").image();
    var damages =
        List.of(
            "replace(convert_from(image, 'UTF8'), ',\"cosmetic\":false', '')",
            "left(convert_from(image, 'UTF8'), -9)",
            "'{}'",
            "'nothing'");

    for (var damage : damages) {
      ledger.tamper("UPDATE ledger.snapshot SET image = convert_to(" + damage + ", 'UTF8')");

      assertThat(firstBad().check()).as(damage).isEqualTo("snapshot");
      assertThat(ledger.store().load("prod").image()).as(damage).isEqualTo(state);
    }
  }

  @Test
  void an_edited_and_a_deleted_text_are_found() throws Exception {
    var text = Content.of("CREATE TABLE t ()");
    ledger.store().keep(List.of(text));
    var script = TestLedger.script(99);
    var named =
        new Script(
            script.version(),
            script.file(),
            script.checksum(),
            script.normalisedChecksum(),
            script.bytes(),
            text.commitment(),
            script.author(),
            List.of(),
            List.of(),
            true,
            ScriptFacts.NONE);
    ledger.store().send(new DiscoverMigrations("prod", List.of(named)), ORIGIN);
    assertThat(ledger.store().verify().intact()).isTrue();

    ledger.tamper("UPDATE ledger.content SET body = 'DROP TABLE t'");
    assertThat(firstBad())
        .isEqualTo(
            new FirstBad(
                -1,
                "content",
                "the text under " + text.commitment() + " is not the one committed to"));
    try (var c = ledger.connection()) {
      assertThatThrownBy(() -> ledger.store().log().content(c, text.commitment()))
          .isInstanceOf(StoreFailure.ContentTampered.class);
    }

    ledger.tamper("DELETE FROM ledger.content");
    assertThat(firstBad())
        .isEqualTo(
            new FirstBad(132, "content", "the text under " + text.commitment() + " is missing"));
  }

  @Test
  void an_erased_text_leaves_the_ledger_intact() throws Exception {
    var text = Content.of("secret");
    ledger.store().keep(List.of(text));
    try (var c = ledger.connection();
        var statement = c.createStatement()) {
      statement.execute(
          "UPDATE ledger.content SET salt = NULL, body = NULL, erased_at = clock_timestamp()");
      assertThat(ledger.store().log().content(c, text.commitment())).isEmpty();
    }
    assertThat(ledger.store().verify().intact()).isTrue();
  }

  private FirstBad firstBad() {
    return ledger.store().verify().firstBad().orElseThrow();
  }
}
