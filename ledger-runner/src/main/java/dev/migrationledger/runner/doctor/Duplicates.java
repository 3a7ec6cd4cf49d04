package dev.migrationledger.runner.doctor;

import dev.migrationledger.runner.doctor.Diagnosis.Action;
import dev.migrationledger.runner.doctor.Diagnosis.Risk;
import dev.migrationledger.runner.doctor.Diagnosis.RootCause;
import dev.migrationledger.runner.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Files that share a number. */
final class Duplicates implements Check {

  @Override
  public void look(Case patient, Report report) {
    Map<Long, List<SourceFile>> groups = new TreeMap<>();
    for (var file : patient.files()) {
      groups.computeIfAbsent(file.version().number(), n -> new ArrayList<>()).add(file);
    }
    groups.values().removeIf(g -> g.size() < 2);
    if (groups.isEmpty()) {
      return;
    }
    var evidence = new ArrayList<String>();
    var actions = new ArrayList<Action>();
    for (var group : groups.values()) {
      var names = group.stream().map(SourceFile::file).collect(Collectors.joining(" and "));
      report.find(
          DoctorCode.DUPLICATE,
          group.getFirst().file(),
          names + " have one number, " + group.getFirst().version());
      for (var file : group) {
        evidence.add(
            file.file() + " " + patient.ran(file).map(Ran::told).orElse("has no row of its own"));
      }
      for (var file : group.subList(1, group.size())) {
        actions.add(rename(patient, file, actions.size() + 1));
      }
    }
    var numbers =
        groups.values().stream()
            .map(g -> g.getFirst().version().text())
            .collect(Collectors.joining(", "));
    report.cause(
        new RootCause(
            DoctorCode.DUPLICATE.code(),
            "Two branches took the same number: " + numbers,
            Risk.MEDIUM,
            "which of them runs first is an accident of the tool, and may differ on the next"
                + " database",
            evidence,
            actions));
  }

  private static String stem(String file) {
    return file.substring(0, file.length() - ".sql".length());
  }

  private static Action rename(Case patient, SourceFile file, int ahead) {
    var version = file.version().text();
    var fresh = file.file().replaceFirst(version, patient.freeNumber(ahead));
    return new Action(
        "Give %s a number of its own; when the history is imported, add --tie %s=%s"
            .formatted(file.file(), stem(file.file()), fresh),
        "git mv " + patient.path(file.file()) + " " + patient.path(fresh));
  }
}
