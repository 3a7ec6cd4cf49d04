package dev.migrationledger.runner.doctor;

import dev.migrationledger.domain.history.ImportedRow;
import dev.migrationledger.runner.doctor.Diagnosis.Action;
import dev.migrationledger.runner.doctor.Diagnosis.Risk;
import dev.migrationledger.runner.doctor.Diagnosis.RootCause;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.Moment;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.order.PresentObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Files that count as done, and whose objects the database does not have: wrong baselines first.
 */
final class LostObjects implements Check {

  private static final Set<ObjectKind> LOOKED_FOR =
      Set.of(
          ObjectKind.TABLE,
          ObjectKind.COLUMN,
          ObjectKind.VIEW,
          ObjectKind.MATERIALIZED_VIEW,
          ObjectKind.INDEX,
          ObjectKind.SCHEMA,
          ObjectKind.EXTENSION);

  /** An object that a file creates and that is not there. */
  record Lost(String file, Fact fact) {

    String told() {
      return "%s:%d creates %s %s, and the database has no such thing"
          .formatted(
              file,
              fact.place().line(),
              fact.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              fact.name().written());
    }
  }

  @Override
  public void look(Case patient, Report report) {
    for (var file : patient.done()) {
      var lost = of(patient, file);
      if (lost.isEmpty()) {
        continue;
      }
      var twice = createdBefore(patient, file);
      var created = created(patient, file).size();
      if (isBaseline(patient, file, twice) && (lost.size() * 2 > created || !twice.isEmpty())) {
        wrongBaseline(patient, report, file, lost, twice);
      } else {
        report.find(
            DoctorCode.LOST_OBJECT,
            file.file(),
            "%s %s, and %d of %d objects it creates are not there: %s"
                .formatted(
                    file.file(),
                    patient.ran(file).orElseThrow().told(),
                    lost.size(),
                    created,
                    names(lost)));
      }
    }
  }

  /** What a file creates and the database lacks, but for what another file takes away. */
  static List<Lost> of(Case patient, SourceFile file) {
    if (!patient.health().trouble().isEmpty()) {
      return List.of();
    }
    var gone = goneAgain(patient);
    return created(patient, file).stream()
        .filter(f -> f.name().parts().stream().noneMatch(gone::contains))
        .filter(f -> !isThere(patient, f))
        .map(f -> new Lost(file.file(), f))
        .toList();
  }

  private static List<Fact> created(Case patient, SourceFile file) {
    return patient.facts(file).stream()
        .flatMap(f -> f.statements().stream())
        .flatMap(List::stream)
        .filter(f ->
            f.action() == dev.migrationledger.sql.facts.Action.CREATE
                && f.moment() == Moment.AT_ONCE
                && LOOKED_FOR.contains(f.kind())
                && !f.name().searched().contains("pg_temp"))
        .toList();
  }

  /** The names that any file that ran drops or renames: by whatever way, they may be gone. */
  private static Set<String> goneAgain(Case patient) {
    var gone = new HashSet<String>();
    for (var file : patient.done()) {
      patient.facts(file).stream()
          .flatMap(f -> f.statements().stream())
          .flatMap(List::stream)
          .filter(f ->
              f.action() == dev.migrationledger.sql.facts.Action.DROP
                  || f.detail().equals("rename")
                  || f.kind() == ObjectKind.OPAQUE)
          .forEach(f -> gone.add(f.name().parts().getLast()));
    }
    return gone;
  }

  private static boolean isThere(Case patient, Fact fact) {
    var name = fact.name().parts().getLast();
    var owner = fact.kind() == ObjectKind.COLUMN ? fact.name().parts().getFirst() : "";
    return patient.health().present().objects().stream()
        .anyMatch(o ->
            o.name().equals(name)
                && isSameSort(o.kind(), fact.kind())
                && (owner.isEmpty() || o.owner().equals(owner))
                && (fact.name().schema().isEmpty() || o.schema().equals(fact.name().schema())));
  }

  private static boolean isSameSort(ObjectKind found, ObjectKind wanted) {
    return found == wanted || (wanted == ObjectKind.TABLE && found == ObjectKind.FOREIGN_TABLE);
  }

  /** Tables that a file with a lower number creates too, as far as it ran. */
  private static List<String> createdBefore(Case patient, SourceFile file) {
    var tables = tables(patient, file);
    var before = new ArrayList<String>();
    for (var other : patient.done()) {
      if (other.version().compareTo(file.version()) < 0) {
        tables(patient, other).stream()
            .filter(tables::contains)
            .forEach(t -> before.add(t + ", which " + other.file() + " creates"));
      }
    }
    return before;
  }

  private static List<String> tables(Case patient, SourceFile file) {
    return created(patient, file).stream()
        .filter(f -> f.kind() == ObjectKind.TABLE)
        .map(f -> f.name().written())
        .toList();
  }

  private static boolean isBaseline(Case patient, SourceFile file, List<String> twice) {
    return patient.ran(file).orElseThrow().state() == ImportedRow.State.BASELINED
        || file.file().toLowerCase(Locale.ROOT).contains("baseline")
        || file.file().toLowerCase(Locale.ROOT).contains("initial")
        || !twice.isEmpty();
  }

  private static String names(List<Lost> lost) {
    return lost.stream().map(l -> l.fact().name().written()).collect(Collectors.joining(", "));
  }

  private static void wrongBaseline(
      Case patient, Report report, SourceFile file, List<Lost> lost, List<String> twice) {
    var ran = patient.ran(file).orElseThrow();
    report.find(
        DoctorCode.WRONG_BASELINE,
        file.file(),
        "%s %s, and the database is not what it says: %s"
            .formatted(
                file.file(),
                ran.told(),
                twice.isEmpty()
                    ? "it has no " + names(lost)
                    : "it creates " + twice.getFirst() + ", and has no " + names(lost)));
    var evidence = new ArrayList<String>();
    evidence.add(file.file() + " " + ran.told());
    lost.forEach(l -> evidence.add(l.told()));
    twice.forEach(t -> evidence.add("it creates the table " + t + " in another form"));
    tables(patient, file).forEach(t -> live(patient, t, evidence));
    report.cause(
        new RootCause(
            DoctorCode.WRONG_BASELINE.code(),
            file.file() + " is a wrong baseline: the database does not have the schema it states",
            Risk.HIGH,
            "whatever is built on it builds on a schema that does not exist",
            evidence,
            List.of(
                new Action(
                    "Write the true baseline, from what the database has",
                    "ledger new true_baseline"),
                new Action(
                    "Take the wrong one out, so that no new database gets it",
                    "git rm " + patient.path(file.file())),
                new Action(
                    "Import the history without it; its row stays on record",
                    patient.importCommand() + " --accept IMPORT-002 --reason \"...\""))));
  }

  private static void live(Case patient, String table, List<String> evidence) {
    var columns =
        patient.health().present().objects().stream()
            .filter(o -> o.kind() == ObjectKind.COLUMN && o.owner().equals(table))
            .map(PresentObject::name)
            .collect(Collectors.joining(", "));
    if (!columns.isEmpty()) {
      evidence.add("the database's " + table + " has " + columns);
    }
  }
}
