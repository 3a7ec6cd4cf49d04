package dev.migrationledger.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.command.AcknowledgeEdit;
import dev.migrationledger.domain.command.EstablishBaseline;
import dev.migrationledger.domain.command.ObserveEdits;
import dev.migrationledger.domain.command.RetireMigration;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.runner.target.Receipt;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanRulesTest {

  @TempDir Path folder;

  private Desk desk = new Desk(Path.of(""));

  @BeforeEach
  void lay_out() {
    desk = new Desk(folder);
  }

  @Test
  void pending_files_are_planned_in_numeric_order_and_applied_ones_are_left_alone() {
    desk.write("0010_c.sql").write("0002_b.sql").write("0001_a.sql").applied("0001_a.sql");

    var plan = desk.plan();

    assertThat(Desk.lines(plan)).isEmpty();
    assertThat(plan.refused()).isFalse();
    assertThat(Desk.steps(plan)).containsExactly("0002_b.sql", "0010_c.sql");
    assertThat(plan.discovered()).hasSize(2);
  }

  @Test
  void an_applied_migration_without_a_file_is_missing() {
    desk.write("0001_a.sql").applied("0001_a.sql").delete("0001_a.sql");

    assertThat(desk.findings())
        .containsExactly("PLAN-001 ERROR 0001_a.sql: 0001_a.sql ran here and is not in " + folder);
  }

  @Test
  void an_applied_migration_renamed_to_retired_is_missing() {
    desk.write("0001_a.sql").applied("0001_a.sql").rename("0001_a.sql", "0001_a.sql.retired");

    assertThat(desk.findings())
        .containsExactly(
            "PLAN-001 ERROR 0001_a.sql.retired: 0001 is applied, but its file was renamed to"
                + " 0001_a.sql.retired");
  }

  @Test
  void an_edit_after_the_run_refuses_with_both_checksums() {
    desk.write("0001_a.sql", "SELECT 1;").applied("0001_a.sql");
    var ran = desk.source("0001_a.sql").checksum().brief();
    desk.write("0001_a.sql", "SELECT 2;");
    var now = desk.source("0001_a.sql").checksum().brief();

    var plan = desk.plan();

    assertThat(Desk.lines(plan))
        .containsExactly(
            "PLAN-002 ERROR 0001_a.sql: 0001_a.sql was edited after it ran: it ran with checksum "
                + ran
                + " and has "
                + now
                + " now");
    assertThat(plan.refused()).isTrue();
    assertThat(plan.edited()).hasSize(1);
  }

  @Test
  void a_cosmetic_edit_only_warns_unless_the_settings_refuse_it() {
    desk.write("0001_a.sql", "SELECT 1;").applied("0001_a.sql");
    var ran = desk.source("0001_a.sql").checksum().brief();
    desk.write("0001_a.sql", "-- cosmetic\nSELECT 1;");
    var now = desk.source("0001_a.sql").checksum().brief();

    var allowed = desk.plan("", List.of(), true);
    var refused = desk.plan("", List.of(), false);

    assertThat(Desk.lines(allowed))
        .containsExactly(
            "PLAN-003 WARNING 0001_a.sql: 0001_a.sql differs from what ran only in comments, blanks"
                + " or the case of words");
    assertThat(allowed.edited()).singleElement().matches(FoundEdit::cosmetic);
    assertThat(Desk.lines(refused))
        .containsExactly(
            "PLAN-002 ERROR 0001_a.sql: 0001_a.sql was edited after it ran: it ran with checksum "
                + ran
                + " and has "
                + now
                + " now; its statements are the same, and cosmetic-edits is set to refuse");
  }

  @Test
  void what_is_done_and_was_seen_before_never_asks_the_parser() {
    desk.write("0001_a.sql", "SELECT 1;\n").write("0002_b.sql").applied("0001_a.sql", "0002_b.sql");
    assertThat(desk.plan().steps()).isEmpty();
    desk.write("0001_a.sql", "SELECT 1;\r\n").rename("0002_b.sql", "0002_c.sql");
    assertThat(desk.plan().refused()).isFalse();

    assertThat(desk.checks).isZero();
  }

  @Test
  void other_line_ends_after_the_run_only_warn() {
    desk.write("0001_a.sql", "SELECT 1;\n").applied("0001_a.sql");
    desk.write("0001_a.sql", "\uFEFFSELECT 1;\r\n");

    var plan = desk.plan();

    assertThat(Desk.lines(plan))
        .containsExactly(
            "PLAN-003 WARNING 0001_a.sql: 0001_a.sql differs from what ran only in line ends or"
                + " byte order mark");
    assertThat(plan.refused()).isFalse();
  }

  @Test
  void a_retired_number_never_runs_again() {
    desk.write("0001_a.sql").write("0002_b.sql").discovers("0001_a.sql", "0002_b.sql");
    desk.does(
        new RetireMigration(Desk.TARGET, Desk.v("0002"), "0002_b.sql", "old", false, List.of()));

    var plan = desk.plan();

    assertThat(Desk.lines(plan))
        .containsExactly("PLAN-004 ERROR 0002_b.sql: 0002 is retired (it was 0002_b.sql)");
    assertThat(Desk.steps(plan)).containsExactly("0001_a.sql");
  }

  @Test
  void a_lower_number_than_the_last_applied_is_refused_unless_it_is_allowed_on_record() {
    desk.write("0005_e.sql").applied("0005_e.sql").write("0003_c.sql").write("0004_d.sql");

    assertThat(desk.findings())
        .containsExactly(
            "PLAN-005 ERROR 0003_c.sql: 0003 never ran and 0005 is applied already",
            "PLAN-005 ERROR 0004_d.sql: 0004 never ran and 0005 is applied already");
    var one = List.of(new RuleOverride("PLAN-005", Desk.v("3"), "late branch"));
    assertThat(Desk.lines(desk.plan("", one)))
        .containsExactly("PLAN-005 ERROR 0004_d.sql: 0004 never ran and 0005 is applied already");
    var both = List.of(one.getFirst(), new RuleOverride("PLAN-005", Desk.v("0004"), "late branch"));
    assertThat(desk.plan("", both).refused()).isFalse();
    assertThat(Desk.steps(desk.plan("", both))).containsExactly("0003_c.sql", "0004_d.sql");
  }

  @Test
  void an_override_of_another_rule_does_not_allow_out_of_order() {
    desk.write("0005_e.sql").applied("0005_e.sql").write("0003_c.sql");

    assertThat(desk.plan("", List.of(new RuleOverride("PLAN-006", Desk.v("3"), "why"))).refused())
        .isTrue();
  }

  @Test
  void a_dependency_that_does_not_exist_or_has_another_name_is_named_with_its_line() {
    desk.write("0001_a.sql").applied("0001_a.sql");
    desk.write(
        "0002_b.sql", "-- why\n-- DEPENDS: 0009_zz.sql\n-- DEPENDS: 0001_other.sql\nSELECT 1;");

    assertThat(desk.findings())
        .containsExactly(
            "PLAN-006 ERROR 0002_b.sql:2:1: 0002_b.sql depends on 0009_zz.sql: there is no migration"
                + " 0009",
            "PLAN-006 ERROR 0002_b.sql:3:1: 0002_b.sql depends on 0001_other.sql: 0001 is"
                + " 0001_a.sql");
  }

  @Test
  void a_dependency_that_runs_later_on_itself_or_never_is_late() {
    desk.write("0003_c.sql").discovers("0003_c.sql").write("0001_a.sql");
    desk.does(
        new RetireMigration(Desk.TARGET, Desk.v("0003"), "0003_c.sql", "old", false, List.of()));
    desk.rename("0003_c.sql", "0003_c.sql.retired").write("0007_byhand.sql.retired");
    desk.write("0004_d.sql", "-- DEPENDS: 0005_e.sql, 0004, 0003, 0007, 0001\nSELECT 1;");
    desk.write("0005_e.sql");

    assertThat(desk.findings())
        .containsExactlyInAnyOrder(
            "PLAN-007 ERROR 0004_d.sql:1:1: 0004_d.sql depends on 0005_e.sql: 0005_e.sql would run"
                + " after it",
            "PLAN-007 ERROR 0004_d.sql:1:1: 0004_d.sql depends on 0004: 0004_d.sql would run after"
                + " it",
            "PLAN-007 ERROR 0004_d.sql:1:1: 0004_d.sql depends on 0003: 0003_c.sql is retired and"
                + " will not run",
            "PLAN-007 ERROR 0004_d.sql:1:1: 0004_d.sql depends on 0007: 0007_byhand.sql.retired is"
                + " retired and will not run");
  }

  @Test
  void a_dependency_met_by_the_baseline_or_by_a_number_alone_is_met() {
    desk.write("0001_a.sql").write("0002_b.sql").discovers("0001_a.sql", "0002_b.sql");
    desk.does(new EstablishBaseline(Desk.TARGET, Desk.v("0002"), "taken over", ""));
    desk.write("0003_c.sql", "-- DEPENDS: 1, 0002_b.sql\nSELECT 1;");

    assertThat(desk.findings()).isEmpty();
    assertThat(Desk.steps(desk.plan())).containsExactly("0003_c.sql");
  }

  @Test
  void a_script_for_other_environments_is_refused() {
    desk.write("0001_a.sql", "-- ENV: staging, test\nSELECT 1;");
    desk.write("0002_b.sql", "-- ENV: production\nSELECT 1;");

    assertThat(desk.findings())
        .containsExactly(
            "PLAN-008 ERROR 0001_a.sql: 0001_a.sql is for staging, test; this target is"
                + " production");
  }

  @Test
  void a_migration_that_stopped_half_way_blocks_until_it_is_recovered() {
    desk.write("0001_a.sql").failed("0001_a.sql", Failure.Kind.HALF_DONE);

    assertThat(desk.findings())
        .containsExactly("PLAN-009 ERROR 0001_a.sql: 0001 stopped half-way in an earlier run");
  }

  @Test
  void a_migration_that_failed_and_left_nothing_is_planned_again() {
    desk.write("0001_a.sql").failed("0001_a.sql", Failure.Kind.ROLLED_BACK);

    assertThat(desk.findings()).isEmpty();
    assertThat(Desk.steps(desk.plan())).containsExactly("0001_a.sql");
  }

  @Test
  void receipts_the_ledger_does_not_know_are_counted_and_ten_are_named() {
    for (var i = 1; i <= 12; i++) {
      var file = "%04d_x.sql".formatted(i);
      desk.write(file);
      desk.receipts.add(Desk.receipt("other", desk.source(file), Receipt.Phase.APPLIED, 1));
    }

    assertThat(desk.findings())
        .containsExactly(
            "PLAN-010 ERROR the target holds receipts the ledger does not know: 0001, 0002, 0003,"
                + " 0004, 0005, 0006, 0007, 0008, 0009, 0010 and 2 more");
  }

  @Test
  void an_applied_migration_without_its_receipt_is_at_odds() {
    desk.write("0001_a.sql").applied("0001_a.sql");
    desk.receipts.clear();

    assertThat(desk.findings())
        .containsExactly(
            "PLAN-011 ERROR applied by the ledger, without a receipt in the target: 0001");
  }

  @Test
  void a_version_named_that_is_not_in_the_folder_is_a_fault() {
    desk.write("0001_a.sql");

    assertThat(
            Desk.lines(
                desk.plan("0009", List.of(new RuleOverride("PLAN-005", Desk.v("0008"), "why")))))
        .containsExactly(
            "PLAN-012 ERROR --to names 0009, and " + folder + " holds no such migration",
            "PLAN-012 ERROR --allow-out-of-order names 0008, and "
                + folder
                + " holds no such migration");
  }

  @Test
  void the_limit_is_inclusive_and_compares_numbers() {
    desk.write("0001_a.sql").write("0002_b.sql").write("0003_c.sql");

    assertThat(Desk.steps(desk.plan("2", List.of()))).containsExactly("0001_a.sql", "0002_b.sql");
  }

  @Test
  void a_renamed_file_of_an_applied_migration_warns_and_is_recorded() {
    desk.write("0001_a.sql").applied("0001_a.sql").rename("0001_a.sql", "0001_better.sql");

    var plan = desk.plan();

    assertThat(Desk.lines(plan))
        .containsExactly(
            "PLAN-013 WARNING 0001_better.sql: 0001_a.sql is called 0001_better.sql now");
    assertThat(plan.edited()).hasSize(1);
    assertThat(plan.refused()).isFalse();
  }

  @Test
  void a_pending_file_that_vanished_warns() {
    desk.write("0001_a.sql").discovers("0001_a.sql").delete("0001_a.sql");

    assertThat(desk.findings())
        .containsExactly(
            "PLAN-014 WARNING 0001_a.sql: 0001_a.sql never ran and is not in " + folder);
  }

  @Test
  void a_receipt_of_other_bytes_than_the_ledger_knows_is_at_odds() {
    desk.write("0001_a.sql").applied("0001_a.sql");
    var own = desk.receipts.removeFirst();
    desk.receipts.add(
        new Receipt(
            own.target(),
            own.run(),
            own.version(),
            own.file(),
            Desk.sum('b'),
            own.phase(),
            1,
            own.execution()));

    assertThat(desk.findings())
        .containsExactly(
            "PLAN-015 ERROR 0001_a.sql: 0001 ran with checksum "
                + own.checksum().brief()
                + " by the ledger and with bbbbbbbbbbbb by its receipt");
  }

  @Test
  void receipts_under_another_targets_name_refuse() {
    desk.write("0001_a.sql");
    var source = desk.source("0001_a.sql");
    desk.receipts.add(
        new Receipt(
            "old-shop",
            "r",
            source.version(),
            source.file(),
            source.checksum(),
            Receipt.Phase.APPLIED,
            1,
            Desk.execution(1)));

    assertThat(desk.findings())
        .containsExactly(
            "PLAN-016 ERROR this database keeps receipts of target \"old-shop\", this run is for"
                + " \"shop\"");
  }

  @Test
  void an_acknowledged_edit_is_noted_and_a_later_edit_refuses_again() {
    desk.write("0001_a.sql", "SELECT 1;").applied("0001_a.sql");
    var ran = desk.source("0001_a.sql").checksum();
    desk.write("0001_a.sql", "SELECT 2;");
    var now = desk.source("0001_a.sql").checksum();
    desk.does(
            new ObserveEdits(
                Desk.TARGET,
                List.of(
                    new Edit(
                        Desk.v("0001"),
                        "0001_a.sql",
                        ran,
                        ran,
                        now,
                        now,
                        Edit.Kind.SEMANTIC,
                        "",
                        "",
                        List.of()))))
        .does(new AcknowledgeEdit(Desk.TARGET, Desk.v("0001"), now, "a typo", "Bob"));

    assertThat(desk.findings())
        .containsExactly("PLAN-017 INFO 0001_a.sql: the edit of 0001_a.sql was acknowledged");
    desk.write("0001_a.sql", "SELECT 3;");
    assertThat(desk.findings()).singleElement().asString().startsWith("PLAN-002 ERROR 0001_a.sql");
  }

  @Test
  void the_faults_of_folder_scripts_and_ledger_come_together_errors_first() {
    desk.write("0001_a.sql").applied("0001_a.sql").write("0001_a.sql", "SELECT 2;");
    desk.write("0002_b.sql").write("0002_c.sql").write("README.md");
    desk.write("0003_d.sql", "-- DEPENDS: 0099\nROLLBACK;").write("0004_e.sql", "");

    assertThat(desk.plan().findings())
        .extracting(f -> f.code() + " " + f.file())
        .containsExactly(
            "PLAN-002 0001_a.sql",
            "SRC-003 0002_b.sql",
            "SRC-003 0002_c.sql",
            "PLAN-006 0003_d.sql",
            "SRC-011 0003_d.sql",
            "SRC-007 0004_e.sql",
            "SRC-012 README.md");
    assertThat(desk.plan().discovered())
        .extracting(s -> s.source().file())
        .containsExactly("0004_e.sql");
  }

  @Test
  void every_code_tells_when_what_and_how_to_go_on_and_is_used_once() {
    assertThat(PlanCode.values())
        .allSatisfy(c -> {
          assertThat(c.code()).matches("PLAN-0\\d\\d");
          assertThat(c.condition()).endsWith(".");
          assertThat(c.effect()).endsWith(".");
          assertThat(c.remedy()).isNotBlank();
        });
    assertThat(PlanCode.values()).extracting(PlanCode::code).doesNotHaveDuplicates();
  }
}
