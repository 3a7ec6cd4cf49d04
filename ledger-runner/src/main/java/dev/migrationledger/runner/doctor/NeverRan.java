package dev.migrationledger.runner.doctor;

import dev.migrationledger.domain.history.ImportedRow;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.doctor.Diagnosis.Action;
import dev.migrationledger.runner.doctor.Diagnosis.Risk;
import dev.migrationledger.runner.doctor.Diagnosis.RootCause;
import dev.migrationledger.runner.order.FolderOrder;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.sql.order.Resolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Files that never ran, what blocks them, and what ran in another order than the numbers say. */
final class NeverRan implements Check {

  private static final int NAMED = 8;
  private static final String COLUMN_OR_OBJECT = "PREREQ-";

  @Override
  public void look(Case patient, Report report) {
    var never = patient.neverRan();
    var unmet = unmet(patient, never);
    unmet.forEach(f -> report.find(DoctorCode.UNMET, f));
    order(patient, report, unmet);
    patient.textFindings().stream()
        .filter(f -> f.blocks() && !f.code().equals("SRC-003"))
        .forEach(report::pass);
    late(patient, report);
    if (patient.done().isEmpty()) {
      return;
    }
    var blocker = blocker(patient, never, unmet);
    blocker.ifPresent(file -> blocked(patient, report, file, never, unmet));
    never(patient, report, never, blocker);
  }

  /** What those that never ran need in vain of this database. */
  private static List<Finding> unmet(Case patient, List<SourceFile> never) {
    if (!patient.health().trouble().isEmpty()) {
      return List.of();
    }
    var pending = never.stream().flatMap(f -> patient.facts(f).stream()).toList();
    return Resolver.resolve(pending, patient.health().present()).findings().stream()
        .map(FolderOrder::asFinding)
        .filter(f -> f.code().startsWith(COLUMN_OR_OBJECT))
        .toList();
  }

  /** What is wrong on an empty database too, where it is not told already. */
  private static void order(Case patient, Report report, List<Finding> unmet) {
    Resolver.resolve(patient.facts()).findings().stream()
        .map(FolderOrder::asFinding)
        .filter(f -> unmet.stream().noneMatch(u -> samePlace(u, f)))
        .forEach(f -> report.find(DoctorCode.BROKEN_ORDER, f));
  }

  private static boolean samePlace(Finding one, Finding other) {
    return one.file().equals(other.file()) && one.line() == other.line();
  }

  private static void late(Case patient, Report report) {
    SourceFile before = null;
    for (var file : patient.done()) {
      var at = patient.ran(file).flatMap(Ran::instant);
      var earlier = before == null ? at : patient.ran(before).flatMap(Ran::instant);
      if (before != null && at.isPresent() && earlier.filter(at.get()::isBefore).isPresent()) {
        report.find(
            DoctorCode.OUT_OF_ORDER,
            file.file(),
            "%s %s, and %s before it in number %s"
                .formatted(
                    file.file(),
                    patient.ran(file).orElseThrow().told(),
                    before.file(),
                    patient.ran(before).orElseThrow().told()));
      } else if (at.isPresent()) {
        before = file;
      }
    }
  }

  private static Optional<SourceFile> blocker(
      Case patient, List<SourceFile> never, List<Finding> unmet) {
    return never.stream()
        .filter(f ->
            patient.ran(f).filter(r -> r.state() == ImportedRow.State.FAILED).isPresent()
                || unmet.stream().anyMatch(u -> u.blocks() && u.file().equals(f.file())))
        .findFirst();
  }

  private static void blocked(
      Case patient,
      Report report,
      SourceFile blocker,
      List<SourceFile> never,
      List<Finding> unmet) {
    var own = unmet.stream().filter(u -> u.file().equals(blocker.file())).toList();
    var behind = never.stream().filter(f -> f.version().compareTo(blocker.version()) > 0).count();
    var why =
        own.isEmpty()
            ? blocker.file() + " " + patient.ran(blocker).map(Ran::told).orElse("cannot run")
            : own.getFirst().message();
    var place =
        own.isEmpty() ? List.of(0, 0) : List.of(own.getFirst().line(), own.getFirst().column());
    report.pass(
        DoctorCode.BLOCKED.at(
            blocker.file(),
            place.getFirst(),
            place.getLast(),
            "%s; it cannot run, and %d behind it never ran".formatted(why, behind)));
    var evidence = evidence(patient, blocker, own);
    evidence.add(behind + " files with higher numbers have no row");
    report.cause(
        new RootCause(
            DoctorCode.BLOCKED.code(),
            blocker.file() + " fails each time, and blocks everything behind it",
            Risk.HIGH,
            "every deploy stops there: " + behind + " files behind it do not run",
            evidence,
            List.of(
                new Action(
                    own.isEmpty()
                        ? "See what it left behind, and correct it"
                        : "Correct " + place(own.getFirst()) + ", then check the folder",
                    "ledger validate"),
                new Action(
                    "Or take it out of use when nobody needs it",
                    "ledger retire " + blocker.version() + " --reason \"...\""))));
  }

  private static List<String> evidence(Case patient, SourceFile blocker, List<Finding> own) {
    var evidence = new ArrayList<String>();
    own.forEach(u -> evidence.add(u.message()));
    patient.ran(blocker).ifPresent(r -> evidence.add(blocker.file() + " " + r.told()));
    patient.done().stream()
        .filter(f -> f.version().compareTo(blocker.version()) < 0)
        .reduce((a, b) -> b)
        .ifPresent(last ->
            evidence.add(
                "the last one before it, "
                    + last.file()
                    + ", "
                    + patient.ran(last).orElseThrow().told()));
    return evidence;
  }

  private static String place(Finding finding) {
    return finding.file() + ":" + finding.line() + ":" + finding.column();
  }

  private static void never(
      Case patient, Report report, List<SourceFile> never, Optional<SourceFile> blocker) {
    var highest = patient.highestDone().orElseThrow();
    var lower = never.stream().filter(f -> f.version().compareTo(highest) < 0).toList();
    if (lower.isEmpty() && blocker.isEmpty()) {
      return;
    }
    var all = patient.files().size();
    report.find(
        DoctorCode.NEVER_RAN,
        "%d of %d files never ran: %s".formatted(never.size(), all, named(never)));
    if (!lower.isEmpty()) {
      report.find(
          DoctorCode.OUT_OF_ORDER,
          "%d files without a row are lower than %s, which ran: %s"
              .formatted(lower.size(), highest, named(lower)));
    }
    var evidence = new ArrayList<String>();
    evidence.add("no history has a row for " + named(never));
    blocker.ifPresent(b -> evidence.add("the first of them is " + b.file() + ", which cannot run"));
    patient.done().stream()
        .filter(f -> f.version().compareTo(never.getFirst().version()) > 0)
        .forEach(f ->
            evidence.add(f.file() + " went past them: " + patient.ran(f).orElseThrow().told()));
    var versions = lower.stream().map(f -> f.version().text()).collect(Collectors.joining(","));
    report.cause(
        new RootCause(
            DoctorCode.NEVER_RAN.code(),
            "%d of %d files never ran".formatted(never.size(), all),
            Risk.HIGH,
            "the schema lacks what they bring, and code that expects it fails when it gets there",
            evidence,
            List.of(
                new Action(
                    "Run those that are still wanted, past what ran before them",
                    "ledger migrate --allow-out-of-order " + versions + " --reason \"...\""),
                new Action(
                    "Retire those that are not, each with its reason",
                    "ledger retire " + versions.replace(',', ' ') + " --reason \"...\""))));
  }

  private static String named(List<SourceFile> files) {
    return files.size() <= NAMED
        ? files.stream().map(SourceFile::file).collect(Collectors.joining(", "))
        : files.getFirst().file() + " to " + files.getLast().file();
  }
}
