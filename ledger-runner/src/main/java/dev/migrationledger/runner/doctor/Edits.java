package dev.migrationledger.runner.doctor;

import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.runner.doctor.Diagnosis.Action;
import dev.migrationledger.runner.doctor.Diagnosis.Risk;
import dev.migrationledger.runner.doctor.Diagnosis.RootCause;
import dev.migrationledger.runner.source.SourceFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that were edited after they had run: by checksum, and by git where there is no checksum.
 */
final class Edits implements Check {

  /** The bytes that ran are not known: git tells everything that touched the file. */
  private static final Checksum UNKNOWN = new Checksum("0".repeat(64));

  @Override
  public void look(Case patient, Report report) {
    for (var file : patient.done()) {
      var ran = patient.ran(file).orElseThrow();
      var later = ran.instant().map(at -> since(patient, file, at)).orElse(List.of());
      if (ran.differs() || !later.isEmpty()) {
        edited(patient, report, file, ran, later);
      }
    }
  }

  /** The changes after it had run, oldest first; none when all of its history is later. */
  private static List<Authorship> since(Case patient, SourceFile file, Instant at) {
    var all = patient.git().changesSince(file.path(), UNKNOWN, UNKNOWN, file.checksum()).changes();
    var later =
        all.stream()
            .filter(c -> c.source() != Authorship.Source.NO_GIT && c.committedAt().isAfter(at))
            .toList();
    return later.size() == all.size() ? List.of() : later.reversed();
  }

  private static void edited(
      Case patient, Report report, SourceFile file, Ran ran, List<Authorship> later) {
    var lost = LostObjects.of(patient, file);
    report.find(
        DoctorCode.EDITED,
        file.file(),
        "%s was edited after it %s%s"
            .formatted(
                file.file(), ran.told(), later.isEmpty() ? "" : ": " + told(later.getLast())));
    var evidence = new ArrayList<String>();
    evidence.add(file.file() + " " + ran.told());
    if (ran.differs()) {
      evidence.add(ran.source() + " has another checksum than the file");
    }
    later.forEach(change -> evidence.add(told(change)));
    lost.forEach(l -> evidence.add(l.told()));
    report.cause(
        new RootCause(
            DoctorCode.EDITED.code(),
            file.file() + " was edited after it had run",
            Risk.HIGH,
            lost.isEmpty()
                ? "this database and one that is built anew may differ"
                : "the file promises what this database does not have",
            evidence,
            List.of(
                new Action(
                    "See what was changed", "git log -p --follow -- " + patient.path(file.file())),
                new Action(
                    "Put the text back that ran",
                    later.isEmpty() || later.getFirst().commit().isEmpty()
                        ? "git checkout HEAD -- " + patient.path(file.file())
                        : "git checkout "
                            + later.getFirst().commit().substring(0, 12)
                            + "~1 -- "
                            + patient.path(file.file())),
                new Action(
                    "Write the change as a migration of its own",
                    "ledger new change_of_" + file.version()))));
  }

  private static String told(Authorship change) {
    return change.commit().isEmpty()
        ? "a change that is not committed, of a file owned by " + change.author()
        : "commit %s of %s at %s: %s"
            .formatted(
                change.commit().substring(0, 12),
                change.signature(),
                change.committedAt(),
                change.message().lines().findFirst().orElse(""));
  }
}
