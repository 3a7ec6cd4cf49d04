package dev.migrationledger.runner.adopt;

import dev.migrationledger.domain.history.ImportedRow;
import dev.migrationledger.domain.history.ImportedRow.Agreement;
import dev.migrationledger.domain.history.ImportedRow.State;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.runner.history.ForeignHistory;
import dev.migrationledger.runner.history.ForeignRow;
import dev.migrationledger.runner.history.Tool;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lays a history beside a folder: what is recorded of each row, and everything that is not clear.
 */
public final class ImportPlanner {

  private final ForeignHistory history;
  private final LedgerState state;
  private final ImportRequest request;
  private final List<SourceFile> files;
  private final FileTies ties;
  private final ToolChecksums checksums;
  private final ImportFindings findings;
  private final Map<SourceFile, ForeignRow> rowOf = new LinkedHashMap<>();
  private final List<ImportedRow> rows = new ArrayList<>();

  private ImportPlanner(
      ForeignHistory history, MigrationFolder folder, LedgerState state, ImportRequest request) {
    this.history = history;
    this.state = state;
    this.request = request;
    this.files =
        Stream.concat(folder.migrations().stream(), folder.ambiguous().stream())
            .sorted(Comparator.comparing(SourceFile::version).thenComparing(SourceFile::file))
            .toList();
    this.ties = new FileTies(files, request.ties());
    this.checksums = new ToolChecksums(history.table().tool(), files);
    this.findings = new ImportFindings(request, history.table());
  }

  /**
   * Plans.
   *
   * @param state what the ledger knows
   */
  public static ImportPlan plan(
      ForeignHistory history, MigrationFolder folder, LedgerState state, ImportRequest request) {
    return new ImportPlanner(history, folder, state, request).plan(folder);
  }

  private ImportPlan plan(MigrationFolder folder) {
    var told = history.rows().stream().filter(this::isMeant).toList();
    told.forEach(this::take);
    told.stream().filter(ForeignRow::coversLower).forEach(this::cover);
    files.stream().filter(f -> !rowOf.containsKey(f)).forEach(this::withoutRow);
    findings.unknownTies(request.ties().values(), files);
    findings.summaries(told, rows);
    var all = new ArrayList<Finding>(findings.all());
    folder.findings().stream().filter(Finding::blocks).forEach(all::add);
    all.sort(
        Comparator.comparing(Finding::severity)
            .thenComparing(Finding::code)
            .thenComparing(Finding::file));
    return new ImportPlan(history.table(), rows, List.copyOf(rowOf.keySet()), all);
  }

  private boolean isMeant(ForeignRow row) {
    return request.app().isEmpty() || row.name().startsWith(request.app() + ".");
  }

  private void take(ForeignRow row) {
    if (row.state() == State.REPEATABLE) {
      findings.repeatable(row);
      rows.add(untied(row));
      return;
    }
    var tie = ties.of(history.table().tool(), row);
    if (tie.ambiguous()) {
      findings.ambiguous(row, tie.files());
      return;
    }
    if (tie.file().isEmpty()) {
      if (needsFile(row)) {
        findings.withoutFile(row);
      }
      rows.add(untied(row));
      return;
    }
    tied(row, tie.file().get(), tie.sameName());
  }

  /** A baseline stands for the files below it, and what was taken back may have been deleted. */
  private static boolean needsFile(ForeignRow row) {
    return row.state() != State.ROLLED_BACK
        && !(row.coversLower() && row.state() == State.BASELINED);
  }

  private void tied(ForeignRow row, SourceFile file, boolean sameName) {
    var before = rowOf.put(file, row);
    if (before != null && areDifferent(before, row)) {
      findings.twoRows(file, before, row);
    }
    if (!sameName) {
      findings.nameDiffers(row, file);
    }
    var agreement = checksums.compare(row.checksum(), file);
    if (agreement == Agreement.DIFFERS && row.state() == State.APPLIED) {
      findings.differs(row, file);
    }
    if (row.state() == State.FAILED) {
      findings.failed(row, file);
    }
    state
        .migration(file.version())
        .filter(m -> m.status() == MigrationStatus.RETIRED)
        .ifPresent(m -> findings.retired(row, file));
    rows.add(row(row, row.state(), false, file, agreement));
  }

  /** Of Liquibase many change sets lie in one file; of others one version is one migration. */
  private boolean areDifferent(ForeignRow one, ForeignRow other) {
    return history.table().tool() != Tool.LIQUIBASE
        && !(one.version().equals(other.version()) && one.name().equals(other.name()));
  }

  /** What a row of a higher version says of the files below it. */
  private void cover(ForeignRow row) {
    var number = FileTies.number(row);
    if (number.isEmpty()) {
      return;
    }
    var baseline = !history.table().tool().equals(Tool.GOLANG_MIGRATE);
    for (var file : files) {
      if (file.version().number() <= number.getAsLong() && !rowOf.containsKey(file)) {
        rowOf.put(file, row);
        var implied = baseline ? State.BASELINED : State.APPLIED;
        rows.add(row(row, implied, true, file, Agreement.NOT_CHECKED));
      }
    }
  }

  private void withoutRow(SourceFile file) {
    var known = state.migration(file.version()).map(MigrationState::status);
    if (known.filter(s -> !s.mayRun()).isEmpty()) {
      var highest = rowOf.keySet().stream().map(SourceFile::version).max(Comparator.naturalOrder());
      findings.withoutRow(file, highest.filter(h -> h.compareTo(file.version()) > 0));
    }
  }

  private ImportedRow row(
      ForeignRow row, State said, boolean implied, SourceFile file, Agreement agreement) {
    return new ImportedRow(
        rows.size() + 1,
        row.version(),
        row.name().isEmpty() ? row.script() : row.name(),
        said,
        implied,
        implied ? "" : row.appliedAt(),
        row.appliedBy(),
        implied ? -1 : row.durationMs(),
        implied ? "" : row.checksum(),
        agreement,
        file.version().text(),
        file.file(),
        bytes(file));
  }

  /** Once it counts as done, it does so in the bytes that were seen then. */
  private String bytes(SourceFile file) {
    return state
        .migration(file.version())
        .filter(m -> !m.status().mayRun())
        .map(m -> m.checksum().hex())
        .orElse(file.checksum().hex());
  }

  private ImportedRow untied(ForeignRow row) {
    return new ImportedRow(
        rows.size() + 1,
        row.version(),
        row.name().isEmpty() ? row.script() : row.name(),
        row.state(),
        false,
        row.appliedAt(),
        row.appliedBy(),
        row.durationMs(),
        row.checksum(),
        Agreement.NOT_CHECKED,
        "",
        "",
        "");
  }
}
