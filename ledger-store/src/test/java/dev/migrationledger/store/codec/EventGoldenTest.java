package dev.migrationledger.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.domain.capture.CapturePart;
import dev.migrationledger.domain.capture.Condition;
import dev.migrationledger.domain.capture.GapCause;
import dev.migrationledger.domain.capture.ObservedDdl;
import dev.migrationledger.domain.event.ApprovalWithdrawn;
import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.CaptureChecked;
import dev.migrationledger.domain.event.CaptureGap;
import dev.migrationledger.domain.event.CaptureStarted;
import dev.migrationledger.domain.event.CaptureStopped;
import dev.migrationledger.domain.event.DdlObserved;
import dev.migrationledger.domain.event.DriftDetected;
import dev.migrationledger.domain.event.DriftResolved;
import dev.migrationledger.domain.event.EditAcknowledged;
import dev.migrationledger.domain.event.ExceptionReviewed;
import dev.migrationledger.domain.event.HistoryImported;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.LedgerRestored;
import dev.migrationledger.domain.event.LogExported;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationApproved;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationEdited;
import dev.migrationledger.domain.event.MigrationFailed;
import dev.migrationledger.domain.event.MigrationRecovered;
import dev.migrationledger.domain.event.MigrationRejected;
import dev.migrationledger.domain.event.MigrationRetired;
import dev.migrationledger.domain.event.MigrationRolledBack;
import dev.migrationledger.domain.event.MigrationValidated;
import dev.migrationledger.domain.event.ReceiptTampered;
import dev.migrationledger.domain.event.RecoveryPlanned;
import dev.migrationledger.domain.event.RepairPlanned;
import dev.migrationledger.domain.event.RollbackFailed;
import dev.migrationledger.domain.event.RollbackFinished;
import dev.migrationledger.domain.event.RollbackRefused;
import dev.migrationledger.domain.event.RollbackStarted;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.event.RunFinished;
import dev.migrationledger.domain.event.RunRefused;
import dev.migrationledger.domain.event.RunStarted;
import dev.migrationledger.domain.event.SchemaRejected;
import dev.migrationledger.domain.event.SchemaVerified;
import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.domain.event.TargetRepaired;
import dev.migrationledger.domain.history.ImportedRow;
import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.PlannedRollback;
import dev.migrationledger.domain.run.RecoveryAction;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.domain.schema.Attribution;
import dev.migrationledger.domain.schema.Drift;
import dev.migrationledger.domain.schema.DriftEnd;
import dev.migrationledger.domain.schema.KnownSchema;
import dev.migrationledger.domain.schema.ObservedDrift;
import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Dependency;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.domain.script.SchemaObject;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.ScriptFacts;
import dev.migrationledger.domain.script.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * The stored form of every event. A golden file is never changed: a changed shape is a new revision
 * with a golden file of its own. {@code -Dledger.golden.write=true} writes those that are missing.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventGoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/events");
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final Checksum ONE = new Checksum("1".repeat(64));
  private static final Checksum TWO = new Checksum("2".repeat(64));
  private static final Version V12 = new Version("0012");
  private static final Version V29 = new Version("0029");
  private static final Version V30 = new Version("0030");
  private static final String FILE = "0029_orders_idx.sql";
  private static final Authorship AUTHOR =
      new Authorship(
          Authorship.Source.COMMITTED,
          "c0ffee",
          "Ada",
          "ada@example.org",
          "Bob",
          "bob@example.org",
          AT,
          AT.plusSeconds(60),
          "Add an index");
  private static final Finding FINDING =
      new Finding("PLAN-003", Severity.ERROR, FILE, 3, 7, "two files have 0029", "Rename one.");

  private static final CapturePart PART =
      new CapturePart(
          CapturePart.Kind.INSTALLED,
          "event trigger ledger_ddl_end",
          "16400/771",
          Condition.DISABLED,
          "it is switched off");

  private static final List<LedgerEvent> EVENTS =
      List.of(
          new TargetRegistered("prod", "production", "7301", "shop"),
          new MigrationDiscovered(
              "prod",
              new Script(
                  V29,
                  FILE,
                  ONE,
                  TWO,
                  120,
                  "3".repeat(64),
                  AUTHOR,
                  List.of(
                      new Dependency(V12, "0012_orders.sql", "orders", true, "", 2),
                      new Dependency(V12, "0012_orders.sql", "", false, "table orders", 3)),
                  List.of("development", "test"),
                  true,
                  new ScriptFacts(
                      "",
                      List.of(new SchemaObject("index", "orders_idx", "creates", 3)),
                      List.of(new SchemaObject("table", "orders", "uses", 3)),
                      1))),
          new MigrationValidated("prod", V29, ONE, List.of(FINDING)),
          new MigrationRejected("prod", FILE, List.of(FINDING)),
          new MigrationEdited(
              "prod",
              new Edit(
                  V29,
                  FILE,
                  ONE,
                  ONE,
                  TWO,
                  TWO,
                  Edit.Kind.SEMANTIC,
                  "4".repeat(64),
                  "5".repeat(64),
                  List.of(AUTHOR))),
          new EditAcknowledged("prod", V29, TWO, "reviewed", "grace"),
          new MigrationRetired(
              "prod", V29, FILE, "not needed", MigrationStatus.PENDING, true, List.of(AUTHOR)),
          new RunRefused("prod", "run-1", List.of(FINDING)),
          new RunStarted(
              "prod",
              "run-1",
              List.of(new PlannedMigration(V29, FILE, ONE)),
              Map.of("lock_timeout", "5s", "dir", "migrations")),
          new MigrationApplied(
              "prod",
              "run-1",
              V29,
              FILE,
              ONE,
              new Execution(AT, AT.plusMillis(12), 12, 3, 40, 1, 2, "app", 4711, "815"),
              true,
              false),
          new MigrationFailed(
              "prod",
              "run-1",
              V29,
              FILE,
              ONE,
              new Failure(
                  Failure.Kind.ROLLED_BACK, "42703", "no column", "detail", "hint", 3, 12, 1, 0),
              2,
              34),
          new RunFinished("prod", "run-1", RunOutcome.FAILED, 1, List.of(V30), 56),
          new RuleOverridden("prod", "run-1", new RuleOverride("PLAN-005", V29, "late fix")),
          new BaselineEstablished("prod", V30, List.of(V29, V30), "taken over", "6".repeat(64)),
          new HistoryImported(
              "prod",
              "flyway",
              "public.flyway_schema_history",
              List.of(
                  new ImportedRow(
                      1,
                      "29",
                      "V29__orders_idx.sql",
                      ImportedRow.State.APPLIED,
                      false,
                      "2026-01-02T03:04:05.678901",
                      "app",
                      12,
                      "-1234",
                      ImportedRow.Agreement.AGREES,
                      "29",
                      "V29__orders_idx.sql",
                      ONE.hex())),
              "moved from flyway"),
          new RecoveryPlanned(
              "prod",
              V29,
              "statement 2 of 3 ran",
              List.of(
                  new RecoveryAction(
                      "Drop the invalid index", "DROP INDEX i", RecoveryAction.Risk.LOW, "", 5))),
          new MigrationRecovered(
              "prod", V29, MigrationStatus.APPLIED, "dropped the index", "it is gone", "deploy"),
          new CaptureStarted("prod", AT, List.of(PART)),
          new CaptureStopped("prod", AT, "moved to another host"),
          new LogExported("prod", "report changes", "all of it", 41, "csv", "ab".repeat(32)),
          new MigrationApproved(
              "prod", V29, FILE, ONE, "bea", "Ada <ada@example.org>", "locks are short"),
          new ApprovalWithdrawn("prod", V29, FILE, ONE, List.of("bea", "cee"), "wrong index"),
          new ExceptionReviewed(
              "prod", V29, List.of("r1"), List.of("PLAN-018", "STORE-001"), "bea", "read it later"),
          new CaptureChecked("prod", AT),
          new CaptureGap("prod", PART, GapCause.DISABLED, AT, AT.plusSeconds(60), true),
          new DdlObserved(
              "prod",
              new ObservedDdl(
                  815,
                  2,
                  ObservedDdl.Source.COMMAND,
                  AT,
                  AT.minusSeconds(1),
                  "ALTER TABLE",
                  "table",
                  "public",
                  "public.orders",
                  "7".repeat(64),
                  new ObservedDdl.Session(4711, "dana", "app", "10.0.0.7", "psql"),
                  false,
                  "0029",
                  "run-1",
                  ObservedDdl.Proof.RECEIPT)),
          new RollbackRefused("prod", "run-2", "0029", "wrong release", List.of(FINDING)),
          new RollbackStarted(
              "prod",
              "run-2",
              List.of(new PlannedRollback(V30, ONE, "0030_x.down.sql", TWO, "4".repeat(64))),
              "wrong release",
              Map.of("to", "0029")),
          new MigrationRolledBack(
              "prod",
              "run-2",
              V30,
              "0030_x.down.sql",
              TWO,
              "4".repeat(64),
              new Execution(AT, AT.plusMillis(12), 12, 3, 40, 1, 2, "app", 4711, "815"),
              "wrong release",
              true),
          new RollbackFailed(
              "prod",
              "run-2",
              V30,
              "0030_x.down.sql",
              TWO,
              new Failure(Failure.Kind.ROLLED_BACK, "2BP01", "in use", "", "", 1, 2, 3, 0),
              2,
              31),
          new RollbackFinished("prod", "run-2", RunOutcome.FAILED, 1, List.of(V29), 56),
          new RepairPlanned(
              "prod",
              "plan-1",
              "RECOVER-008",
              "index public.i",
              "it is invalid",
              List.of(
                  new RecoveryAction(
                      "Rebuild it",
                      "REINDEX INDEX CONCURRENTLY i",
                      RecoveryAction.Risk.LOW,
                      "",
                      5))),
          new TargetRepaired(
              "prod",
              "plan-1",
              "RECOVER-008",
              "index public.i",
              false,
              "rebuilt",
              "it is valid",
              "deploy"),
          new ReceiptTampered("prod", V29, ONE, TWO, "looked at it"),
          new LedgerRestored(
              "prod",
              "7302",
              "shop",
              List.of("old"),
              List.of(new PlannedMigration(V30, "0030_x.sql", TWO)),
              List.of(V29),
              List.of(V12),
              "side by side",
              "restored"),
          new SchemaVerified(
              "prod",
              "run-1",
              new KnownSchema("4".repeat(64), 130, "5".repeat(64)),
              "6".repeat(64),
              List.of(FINDING)),
          new SchemaRejected("prod", "run-1", V29, FILE, ONE, List.of(FINDING)),
          new DriftDetected(
              "prod",
              new ObservedDrift(
                  new Drift(
                      "column",
                      "public.users.email",
                      Drift.Change.CHANGED,
                      "{\"type\":\"text\"}",
                      "{\"type\":\"citext\"}",
                      "ALTER TABLE public.users ALTER COLUMN email TYPE text"),
                  new Attribution("dana", Attribution.Grade.PROVEN, "captured as event 12"),
                  FILE)),
          new DriftResolved(
              "prod", "column public.users.email", DriftEnd.ACCEPTED, "it shall stay"));

  private final EventCodec codec = new EventCodec();

  @Test
  void every_event_type_has_a_golden_file_and_none_is_left_over() throws Exception {
    var types = new EventTypes().all().stream().map(Class::getSimpleName).toList();
    assertThat(EVENTS.stream().map(e -> e.getClass().getSimpleName()))
        .containsExactlyInAnyOrderElementsOf(types);
    if (Boolean.getBoolean("ledger.golden.write")) {
      for (var event : EVENTS) {
        if (!Files.exists(file(event))) {
          Files.writeString(file(event), json(event) + "\n");
        }
      }
    }
    try (var files = Files.list(GOLDEN)) {
      assertThat(files.map(f -> f.getFileName().toString().replace(".json", "")))
          .filteredOn(name -> !name.contains("."))
          .containsExactlyInAnyOrderElementsOf(types);
    }
  }

  @Test
  void an_event_is_written_as_its_golden_file() throws Exception {
    for (var event : EVENTS) {
      assertThat(json(event) + "\n").isEqualTo(Files.readString(file(event)));
    }
  }

  @Test
  void a_golden_file_is_read_as_its_event() throws Exception {
    for (var event : EVENTS) {
      var type = event.getClass().getSimpleName();
      var revision = EventTypes.revision(event.getClass());
      assertThat(codec.event(type, revision, Files.readAllBytes(file(event)))).isEqualTo(event);
    }
  }

  @Test
  void a_discovery_of_the_first_revision_is_read_as_one_without_facts() throws Exception {
    var golden = Files.readAllBytes(GOLDEN.resolve("MigrationDiscovered.json"));
    var event = (MigrationDiscovered) codec.event("MigrationDiscovered", "1", golden);
    assertThat(event.script().file()).isEqualTo(FILE);
    assertThat(event.script().dependencies())
        .containsExactly(new Dependency(V12, "0012_orders.sql", "orders", true, "", 0));
    assertThat(event.script().facts()).isEqualTo(ScriptFacts.unread("recorded before facts were"));
    assertThatThrownBy(() -> codec.event("MigrationDiscovered", "2", golden))
        .isInstanceOf(UnreadableJson.class);
    assertThatThrownBy(() -> codec.event("MigrationDiscovered", "1", bytes("[]")))
        .hasMessage("not the JSON of a MigrationDiscovered");
    assertThatThrownBy(() -> codec.event("MigrationDiscovered", "1", bytes("{\"script\":{}}")))
        .isInstanceOf(UnreadableJson.class);
  }

  @Test
  void an_unknown_type_or_revision_or_property_is_refused() {
    var json = json(EVENTS.getFirst());
    assertThatThrownBy(() -> codec.event("java.lang.Runtime", "1", bytes(json)))
        .hasMessage("this program knows no event type \"java.lang.Runtime\"");
    assertThatThrownBy(() -> codec.event("TargetRegistered", "2", bytes(json)))
        .hasMessage("this program knows revision 1 of TargetRegistered, not \"2\"");
    assertThatThrownBy(
            () -> codec.event("TargetRegistered", "1", bytes(json.replace("target", "goal"))))
        .isInstanceOf(UnreadableJson.class)
        .hasMessageStartingWith("not the JSON of a TargetRegistered");
  }

  private String json(LedgerEvent event) {
    return new String(codec.payload(event), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static Path file(LedgerEvent event) {
    var revision = EventTypes.revision(event.getClass());
    var suffix = revision.equals("1") ? ".json" : "." + revision + ".json";
    return GOLDEN.resolve(event.getClass().getSimpleName() + suffix);
  }
}
