package dev.migrationledger.runner.cli.adopt;

import dev.migrationledger.domain.history.ImportedRow;
import dev.migrationledger.query.answer.Millis;
import dev.migrationledger.runner.adopt.ImportPlan;
import dev.migrationledger.runner.cli.answer.DoneAnswer;
import dev.migrationledger.runner.cli.answer.FindingAnswer;
import dev.migrationledger.store.log.StoredEvent;
import java.util.List;
import java.util.Locale;

/** What {@code import} answers. */
record ImportAnswer(
    String schema,
    String target,
    long asOf,
    String tool,
    String table,
    boolean dryRun,
    boolean refused,
    List<Row> rows,
    List<FindingAnswer> findings,
    String answer,
    List<DoneAnswer.Evidence> evidence) {

  /** A row of the history, and what it is tied to. */
  record Row(
      int position,
      String version,
      String name,
      String state,
      boolean implied,
      String appliedAt,
      String appliedBy,
      Millis executionTimeMs,
      String checksum,
      String checked,
      String migration,
      String file) {}

  static ImportAnswer of(
      String target,
      long asOf,
      boolean dryRun,
      ImportPlan plan,
      String answer,
      List<StoredEvent> events) {
    return new ImportAnswer(
        "ledger/import/v1",
        target,
        asOf,
        plan.table().tool().word(),
        plan.table().label(),
        dryRun,
        plan.refused(),
        plan.rows().stream().map(ImportAnswer::row).toList(),
        FindingAnswer.of(plan.findings()),
        answer,
        DoneAnswer.of("import", target, asOf, answer, events).evidence());
  }

  private static Row row(ImportedRow row) {
    return new Row(
        row.position(),
        row.version(),
        row.name(),
        word(row.state()),
        row.implied(),
        row.appliedAt(),
        row.appliedBy(),
        new Millis(row.durationMs()),
        row.checksum(),
        word(row.agreement()),
        row.migration(),
        row.file());
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
