package dev.migrationledger.runner.doctor;

import dev.migrationledger.domain.history.ImportedRow;
import dev.migrationledger.domain.history.ImportedRow.Agreement;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.runner.adopt.ImportPlan;
import dev.migrationledger.runner.adopt.ImportPlanner;
import dev.migrationledger.runner.adopt.ImportRequest;
import dev.migrationledger.runner.history.Column;
import dev.migrationledger.runner.history.HistoryReader;
import dev.migrationledger.runner.history.HistoryRefused;
import dev.migrationledger.runner.history.HistoryTable;
import dev.migrationledger.runner.history.HistoryTables;
import dev.migrationledger.runner.history.Mapping;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.target.TargetSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads every history of a target that can be read, hand-made ones too, and says what ran. */
final class Histories {

  private static final Set<String> VERSIONS =
      Set.of(
          "version",
          "id",
          "name",
          "file",
          "filename",
          "file_name",
          "migration",
          "migration_name",
          "script",
          "script_name",
          "number");

  private final TargetSession session;
  private final MigrationFolder folder;
  private final LedgerState state;
  private final Report report;

  Histories(TargetSession session, MigrationFolder folder, LedgerState state, Report report) {
    this.session = session;
    this.folder = folder;
    this.state = state;
    this.report = report;
  }

  /** All of them, the one that fits most files first. */
  List<ReadHistory> read() {
    var plans = new ArrayList<ReadHistory>();
    try {
      var tables = HistoryTables.of(session);
      for (var table : tables.ofTools()) {
        read(table, Mapping.NONE).filter(h -> !h.plan().rows().isEmpty()).ifPresent(plans::add);
      }
      for (var table : tables.handMade()) {
        handMade(table).ifPresent(plans::add);
      }
    } catch (HistoryRefused e) {
      report.notExamined(e.getMessage());
    }
    plans.sort(Comparator.comparingInt((ReadHistory h) -> -h.plan().files().size()));
    return plans;
  }

  private Optional<ReadHistory> read(HistoryTable table, Mapping mapping) {
    try {
      var history = HistoryReader.read(session, table, mapping);
      var plan = ImportPlanner.plan(history, folder, state, ImportRequest.PLAIN);
      return Optional.of(new ReadHistory(plan, mapping));
    } catch (HistoryRefused e) {
      report.notExamined(e.getMessage());
      return Optional.empty();
    }
  }

  /** The column whose values fit most files; no history at all when none fits half of the rows. */
  private Optional<ReadHistory> handMade(HistoryTable table) {
    if (!table.readable()) {
      return read(table, Mapping.NONE);
    }
    var when =
        table.columns().stream()
            .filter(c -> c.type().startsWith("timestamp") || c.type().equals("date"))
            .map(Column::name)
            .findFirst()
            .orElse("");
    return table.columns().stream()
        .filter(c -> VERSIONS.contains(c.name().toLowerCase(Locale.ROOT)))
        .flatMap(c -> read(table, new Mapping(c.name(), "", when, "", "", "")).stream())
        .filter(h -> fits(h) * 2 >= h.plan().rows().size() && fits(h) > 0)
        .max(Comparator.comparingLong(Histories::fits));
  }

  private static long fits(ReadHistory history) {
    return history.plan().rows().stream().filter(r -> !r.file().isEmpty()).count();
  }

  /** What they say of each file; of two the better fit, and before both the ledger. */
  static Map<String, Ran> ran(List<SourceFile> files, LedgerState state, List<ReadHistory> plans) {
    var ran = new HashMap<String, Ran>();
    for (var history : plans.reversed()) {
      var plan = history.plan();
      for (var row : plan.rows()) {
        if (!row.file().isEmpty()) {
          ran.put(row.file(), ran(row, plan));
        }
      }
    }
    for (var file : files) {
      state
          .migration(file.version())
          .filter(m -> m.file().equals(file.file()))
          .flatMap(m -> ran(m, file, Optional.ofNullable(ran.get(file.file()))))
          .ifPresent(r -> ran.put(file.file(), r));
    }
    return ran;
  }

  private static Ran ran(ImportedRow row, ImportPlan plan) {
    return new Ran(
        row.state(),
        row.appliedAt(),
        row.appliedBy(),
        plan.table().label(),
        row.agreement() == Agreement.DIFFERS);
  }

  private static Optional<Ran> ran(MigrationState known, SourceFile file, Optional<Ran> told) {
    var state =
        switch (known.status()) {
          case APPLIED -> ImportedRow.State.APPLIED;
          case BASELINED -> ImportedRow.State.BASELINED;
          case FAILED, UNKNOWN -> ImportedRow.State.FAILED;
          case ROLLED_BACK -> ImportedRow.State.ROLLED_BACK;
          case PENDING, REJECTED, RUNNING, RETIRED -> ImportedRow.State.REPEATABLE;
        };
    if (state == ImportedRow.State.REPEATABLE) {
      return Optional.empty();
    }
    var edited = known.status().isDone() && !known.checksum().equals(file.checksum());
    var accepted = file.checksum().equals(known.sight().accepted());
    return Optional.of(
        new Ran(
            state,
            told.map(Ran::at).orElse(""),
            told.map(Ran::by).orElse(""),
            "the ledger",
            edited && !accepted));
  }
}
