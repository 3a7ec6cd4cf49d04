package dev.migrationledger.runner.adopt;

import dev.migrationledger.domain.history.ImportedRow;
import dev.migrationledger.domain.history.ImportedRow.Agreement;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.history.ForeignRow;
import dev.migrationledger.runner.history.HistoryTable;
import dev.migrationledger.runner.source.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words what is not clear about a history. */
final class ImportFindings {

  private static final int NAMED = 5;

  private final ImportRequest request;
  private final HistoryTable table;
  private final List<Finding> all = new ArrayList<>();
  private final List<String> pending = new ArrayList<>();

  ImportFindings(ImportRequest request, HistoryTable table) {
    this.request = request;
    this.table = table;
  }

  List<Finding> all() {
    return List.copyOf(all);
  }

  void failed(ForeignRow row, SourceFile file) {
    add(
        ImportCode.FAILED_ROW,
        file.file(),
        table.label() + " says that " + row.label() + " failed or stopped half-way" + when(row));
  }

  void withoutFile(ForeignRow row) {
    var script =
        row.script().isEmpty() || row.script().equals(row.version())
            ? ""
            : ", script " + row.script();
    add(
        ImportCode.ROW_WITHOUT_FILE,
        "",
        "the row " + row.label() + script + when(row) + " has no file in the folder");
    if (row.state() == ImportedRow.State.FAILED) {
      add(ImportCode.FAILED_ROW, "", table.label() + " says that " + row.label() + " failed");
    }
  }

  void ambiguous(ForeignRow row, List<SourceFile> files) {
    var names = files.stream().map(SourceFile::file).collect(Collectors.joining(" and "));
    add(ImportCode.AMBIGUOUS_ROW, "", "the row " + row.label() + " fits " + names + " alike");
  }

  void twoRows(SourceFile file, ForeignRow one, ForeignRow other) {
    add(
        ImportCode.TWO_ROWS_ONE_FILE,
        file.file(),
        "the rows " + one.label() + " and " + other.label() + " both fit " + file.file());
  }

  void nameDiffers(ForeignRow row, SourceFile file) {
    add(
        ImportCode.NAME_DIFFERS,
        file.file(),
        "the row " + row.label() + " has the number of " + file.file() + " and another name");
  }

  void differs(ForeignRow row, SourceFile file) {
    add(
        ImportCode.CHECKSUM_DIFFERS,
        file.file(),
        "%s does not have the checksum %s that %s stored when it ran%s"
            .formatted(file.file(), row.checksum(), table.tool().word(), when(row)));
  }

  void retired(ForeignRow row, SourceFile file) {
    add(
        ImportCode.RETIRED,
        file.file(),
        row.label() + " is applied in " + table.label() + " and retired in the ledger");
  }

  void repeatable(ForeignRow row) {
    add(
        ImportCode.NOT_A_MIGRATION,
        "",
        row.label() + " is a repeatable script: it is no migration here");
  }

  void withoutRow(SourceFile file, Optional<Version> highest) {
    if (highest.isPresent()) {
      add(
          ImportCode.LOWER_WITHOUT_ROW,
          file.file(),
          file.file() + " has no row, and " + highest.get() + " has one");
    } else {
      pending.add(file.file());
    }
  }

  /** A file that somebody named and that is not there. */
  void unknownTies(Collection<String> named, List<SourceFile> files) {
    for (var name : named) {
      if (files.stream().noneMatch(f -> f.file().equals(name))) {
        add(
            ImportCode.AMBIGUOUS_ROW,
            "",
            "--tie names " + name + ", and the folder holds no such migration");
      }
    }
  }

  /** What is said once for all rows. */
  void summaries(List<ForeignRow> told, List<ImportedRow> rows) {
    if (!pending.isEmpty()) {
      add(
          ImportCode.FILE_WITHOUT_ROW,
          "",
          "%d %s pending: %s"
              .formatted(
                  pending.size(),
                  pending.size() == 1 ? "file has no row and stays" : "files have no row and stay",
                  named()));
    }
    var unchecked =
        rows.stream()
            .filter(r -> !r.file().isEmpty() && r.agreement() == Agreement.NOT_CHECKED)
            .filter(r -> r.state() == ImportedRow.State.APPLIED)
            .count();
    if (unchecked > 0) {
      var why = ToolChecksums.whyNot(table.tool());
      add(
          ImportCode.NOT_CHECKED,
          "",
          "%d of %d rows could not be checked against their files%s"
              .formatted(
                  unchecked,
                  rows.size(),
                  why.isEmpty() ? ": no checksum is stored, or none that is known" : ": " + why));
    }
    var local =
        told.stream().filter(r -> !r.appliedAt().isEmpty() && !r.appliedAt().endsWith("Z")).count();
    if (local > 0) {
      add(
          ImportCode.TIME_WITHOUT_ZONE,
          "",
          "%s stores its times without a zone (%d rows)".formatted(table.label(), local));
    }
  }

  private String named() {
    var first = String.join(", ", pending.subList(0, Math.min(NAMED, pending.size())));
    return pending.size() > NAMED ? first + " and " + (pending.size() - NAMED) + " more" : first;
  }

  private static String when(ForeignRow row) {
    var by = row.appliedBy().isEmpty() ? "" : " by " + row.appliedBy();
    return row.appliedAt().isEmpty()
        ? by
        : " at " + row.appliedAt().replaceFirst("\\.\\d+", "") + by;
  }

  private void add(ImportCode code, String file, String message) {
    var said = message.strip();
    all.add(request.accepts(code) ? code.accepted(file, said) : code.of(file, said));
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
