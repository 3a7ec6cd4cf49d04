package dev.migrationledger.runner.doctor;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.attribution.FileHistory;
import dev.migrationledger.runner.order.FolderOrder;
import dev.migrationledger.runner.schema.SchemaHealth;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.target.TargetSession;
import java.util.ArrayList;
import java.util.List;

/** The room's entry: examines a target, and says what is wrong with it, why, and what to do. */
public final class Doctor {

  /** In the order in which their causes are best dealt with; a further one goes in here. */
  private static final List<Check> CHECKS =
      List.of(
          new Duplicates(),
          new NeverRan(),
          new Edits(),
          new LostObjects(),
          new HistoryRows(),
          new Health());

  private Doctor() {}

  /**
   * Examines.
   *
   * @param state what the ledger knows; empty when there is none
   */
  public static Diagnosis examine(
      TargetSession session,
      MigrationFolder folder,
      Naming naming,
      LedgerState state,
      FileHistory git) {
    var report = new Report();
    var files = Case.files(folder);
    var histories = new Histories(session, folder, state, report).read();
    var texts = new ArrayList<Finding>(folder.findings());
    var facts = FolderOrder.factsOf(folder, naming, texts);
    var health = SchemaHealth.of(session, facts);
    if (!health.trouble().isEmpty()) {
      report.notExamined("the catalogs could not be read: " + health.trouble());
    }
    var patient =
        new Case(
            folder,
            files,
            state,
            histories,
            Histories.ran(files, state, histories),
            facts,
            texts,
            health,
            git);
    CHECKS.forEach(check -> check.look(patient, report));
    git.notes().forEach(report::notExamined);
    return report.diagnosis(summary(patient));
  }

  private static Diagnosis.Summary summary(Case patient) {
    return new Diagnosis.Summary(
        patient.files().size(),
        patient.done().size(),
        patient.neverRan().size(),
        (int) patient.files().stream().filter(patient::retired).count(),
        patient.histories().stream()
            .map(h ->
                new Diagnosis.History(
                    h.plan().table().tool().word(),
                    h.label(),
                    h.plan().rows().size(),
                    h.plan().files().size(),
                    h.command()))
            .toList(),
        patient.state().isRegistered());
  }
}
