package dev.migrationledger.runner.doctor;

import dev.migrationledger.domain.history.ImportedRow;
import dev.migrationledger.domain.history.ImportedRow.Agreement;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.adopt.ImportCode;
import dev.migrationledger.runner.adopt.ImportPlan;
import dev.migrationledger.runner.doctor.Diagnosis.Action;
import dev.migrationledger.runner.doctor.Diagnosis.Risk;
import dev.migrationledger.runner.doctor.Diagnosis.RootCause;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is wrong with the rows of the histories themselves. */
final class HistoryRows implements Check {

  @Override
  public void look(Case patient, Report report) {
    var plans = patient.histories();
    if (plans.isEmpty() && !patient.state().isRegistered()) {
      report.find(DoctorCode.NO_HISTORY, "no table of the database is a history that is known");
    }
    if (plans.size() > 1) {
      report.find(
          DoctorCode.SEVERAL_HISTORIES,
          "there are "
              + plans.size()
              + " histories: "
              + plans.stream()
                  .map(h -> h.plan().table().tool().word() + " in " + h.label())
                  .collect(Collectors.joining(", ")));
    }
    for (var history : plans) {
      look(history, report);
    }
  }

  private static void look(ReadHistory history, Report report) {
    var plan = history.plan();
    for (var finding : plan.findings()) {
      code(finding).ifPresent(code -> report.find(code, finding));
    }
    cause(history, ImportCode.FAILED_ROW, report);
    cause(history, ImportCode.ROW_WITHOUT_FILE, report);
    var applied = plan.rows().stream().filter(r -> r.state() == ImportedRow.State.APPLIED).toList();
    if (!applied.isEmpty()
        && applied.stream().allMatch(r -> r.agreement() == Agreement.NOT_CHECKED)) {
      report.find(
          DoctorCode.NO_CHECKSUM,
          plan.table().label()
              + " keeps nothing that could be compared with the files: a validation against it"
              + " passes whatever they say");
    }
  }

  private static Optional<DoctorCode> code(Finding finding) {
    for (var code : ImportCode.values()) {
      if (code.code().equals(finding.code())) {
        return switch (code) {
          case FAILED_ROW -> Optional.of(DoctorCode.FAILED_ROW);
          case ROW_WITHOUT_FILE -> Optional.of(DoctorCode.ROW_WITHOUT_FILE);
          case AMBIGUOUS_ROW, TWO_ROWS_ONE_FILE -> Optional.of(DoctorCode.AMBIGUOUS_ROW);
          case FILE_WITHOUT_ROW, CHECKSUM_DIFFERS, NOT_CHECKED, NOT_A_MIGRATION -> Optional.empty();
          case NAME_DIFFERS, RETIRED, LOWER_WITHOUT_ROW, TIME_WITHOUT_ZONE -> Optional.empty();
        };
      }
    }
    return Optional.empty();
  }

  private static void cause(ReadHistory history, ImportCode code, Report report) {
    var plan = history.plan();
    var found = plan.findings().stream().filter(f -> f.code().equals(code.code())).toList();
    if (found.isEmpty()) {
      return;
    }
    var failed = code == ImportCode.FAILED_ROW;
    report.cause(
        new RootCause(
            (failed ? DoctorCode.FAILED_ROW : DoctorCode.ROW_WITHOUT_FILE).code(),
            failed
                ? plan.table().label() + " says that a migration failed or stopped half-way"
                : found.size() + " rows of " + plan.table().label() + " have no file",
            failed ? Risk.HIGH : Risk.MEDIUM,
            failed
                ? "what it left behind is not known, and its tool refuses to go on"
                : "what ran cannot be told, and no new database gets it",
            found.stream().map(Finding::message).toList(),
            List.of(
                failed
                    ? new Action(
                        "Compare the schema with the file, put it right, then " + repair(plan), "")
                    : new Action(
                        "Look for the files in version control",
                        "git log --diff-filter=D --name-status"),
                new Action("Then import the history", history.command() + " --reason \"...\""))));
  }

  private static String repair(ImportPlan plan) {
    return switch (plan.table().tool()) {
      case FLYWAY -> "flyway repair";
      case PRISMA -> "prisma migrate resolve";
      case GOLANG_MIGRATE -> "migrate force <version>";
      case ATLAS -> "atlas migrate set";
      case LIQUIBASE, RAILS, DBMATE, GOOSE, SQITCH, DJANGO, TABLE ->
          "correct the row in " + plan.table().label();
    };
  }
}
