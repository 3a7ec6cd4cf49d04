package dev.migrationledger.domain.ledger;

import static dev.migrationledger.domain.ledger.Story.TARGET;
import static dev.migrationledger.domain.ledger.Story.file;
import static dev.migrationledger.domain.ledger.Story.retire;
import static dev.migrationledger.domain.ledger.Story.start;
import static dev.migrationledger.domain.ledger.Story.sum;
import static dev.migrationledger.domain.ledger.Story.v;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.domain.command.ImportHistory;
import dev.migrationledger.domain.event.HistoryImported;
import dev.migrationledger.domain.history.ImportedRow;
import dev.migrationledger.domain.history.ImportedRow.Agreement;
import dev.migrationledger.domain.history.ImportedRow.State;
import dev.migrationledger.domain.run.MigrationStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ImportRulesTest {

  private static ImportedRow row(int position, String version, State state) {
    return row(position, version, state, 'a');
  }

  private static ImportedRow row(int position, String version, State state, char bytes) {
    return new ImportedRow(
        position,
        version,
        "n" + position,
        state,
        false,
        "",
        "",
        -1,
        "",
        Agreement.NOT_CHECKED,
        version,
        file(version),
        sum(bytes).hex());
  }

  private static ImportHistory imports(ImportedRow... rows) {
    return new ImportHistory(TARGET, "goose", "public.goose_db_version", List.of(rows), "moved");
  }

  @Test
  void what_was_imported_counts_as_applied_is_flagged_and_never_runs_again() {
    var story =
        Story.registered()
            .discovers("0001", "0002")
            .and(imports(row(1, "0001", State.APPLIED), row(2, "0002", State.BASELINED)));
    assertThat(story.status("0001")).isEqualTo(MigrationStatus.APPLIED);
    assertThat(story.status("0002")).isEqualTo(MigrationStatus.BASELINED);
    assertThat(story.of("0001").imported()).isTrue();
    assertThatThrownBy(() -> story.does(start("r1", "0001")))
        .isInstanceOf(LedgerRefusal.AlreadyDone.class);
  }

  @Test
  void a_row_is_taken_over_once_and_a_new_one_alone_later() {
    var story = Story.registered().discovers("0001", "0002");
    var first = row(1, "0001", State.APPLIED);
    var second = row(2, "0002", State.APPLIED);
    assertThat(story.does(imports(first))).hasSize(1);
    assertThat(story.does(imports(first))).isEmpty();
    assertThat(story.does(imports(first, second)))
        .containsExactly(
            new HistoryImported(
                TARGET, "goose", "public.goose_db_version", List.of(second), "moved"));
  }

  @Test
  void the_last_row_of_a_version_decides_and_the_highest_follows() {
    var story =
        Story.registered()
            .discovers("0001", "0002")
            .and(
                imports(
                    row(1, "0001", State.APPLIED),
                    row(2, "0002", State.APPLIED),
                    row(3, "0002", State.ROLLED_BACK)));
    assertThat(story.status("0002")).isEqualTo(MigrationStatus.ROLLED_BACK);
    story.runs("r1", "0002");
    assertThat(story.of("0002").imported()).isFalse();
    assertThat(story.of("0002").outOfOrder()).isFalse();
  }

  @Test
  void what_the_ledger_saw_itself_and_what_is_retired_stays_as_it_is() {
    var story = Story.applied("0001").discovers("0002").and(retire("0002")).discovers("0003");
    story.does(
        imports(
            row(1, "0001", State.ROLLED_BACK),
            row(2, "0002", State.APPLIED),
            row(3, "0003", State.FAILED)));
    assertThat(story.status("0001")).isEqualTo(MigrationStatus.APPLIED);
    assertThat(story.of("0001").imported()).isFalse();
    assertThat(story.status("0002")).isEqualTo(MigrationStatus.RETIRED);
    assertThat(story.status("0003")).isEqualTo(MigrationStatus.UNKNOWN);
  }

  @Test
  void other_bytes_unknown_migrations_an_open_run_and_no_reason_are_refused() {
    var story = Story.registered().discovers("0001");
    assertThatThrownBy(() -> story.does(imports(row(1, "0001", State.APPLIED, 'b'))))
        .isInstanceOf(LedgerRefusal.ChecksumChanged.class);
    assertThatThrownBy(() -> story.does(imports(row(1, "0009", State.APPLIED))))
        .isInstanceOf(LedgerRefusal.UnknownMigration.class);
    assertThatThrownBy(() -> story.does(new ImportHistory(TARGET, "goose", "t", List.of(), " ")))
        .isInstanceOf(LedgerRefusal.ReasonRequired.class);
    story.does(start("r1", "0001"));
    assertThatThrownBy(() -> story.does(imports(row(1, "0001", State.APPLIED))))
        .isInstanceOf(LedgerRefusal.RunInProgress.class);
  }

  @Test
  void a_long_history_becomes_several_events_and_survives_an_image() {
    var versions = IntStream.rangeClosed(1, 1_100).mapToObj("%04d"::formatted).toList();
    var story = Story.registered().discovers(versions.toArray(String[]::new));
    var rows =
        versions.stream()
            .map(version -> row(Integer.parseInt(version), version, State.APPLIED))
            .toArray(ImportedRow[]::new);
    assertThat(story.does(imports(rows))).hasSize(3);
    assertThat(story.of("1100").imported()).isTrue();
    assertThat(v("1100")).isEqualTo(story.of("1100").version());
    var copy = LedgerState.of(story.state.image());
    assertThat(LedgerRules.decide(copy, imports(rows))).isEmpty();
    assertThat(copy.image()).isEqualTo(story.state.image());
  }
}
