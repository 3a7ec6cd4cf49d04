package dev.migrationledger.runner.inspect;

import dev.migrationledger.query.answer.Millis;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.status.StatusAnswer;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Status by ledger and folder: files nobody recorded yet, and what changed since somebody looked.
 */
public final class StatusView {

  private static final Set<String> DONE = Set.of("applied", "baselined");

  private StatusView() {}

  /** The ledger's answer with the folder laid beside it. */
  public static StatusAnswer of(StatusAnswer known, MigrationFolder folder) {
    Map<String, SourceFile> files = new HashMap<>();
    var present = new ArrayList<SourceFile>(folder.migrations());
    present.addAll(folder.ambiguous());
    present.forEach(f -> files.put(f.file(), f));
    folder.retired().forEach(f -> files.put(active(f.file()), f));
    var lines = new ArrayList<StatusAnswer.Line>();
    var seen = new HashSet<String>();
    for (var line : known.migrations()) {
      seen.add(line.file());
      if (!line.state().equals("rejected") || files.containsKey(line.file())) {
        lines.add(beside(line, files));
      }
    }
    for (var file : present) {
      if (!seen.contains(file.file())) {
        lines.add(unrecorded(file));
      }
    }
    lines.sort(Comparator.comparingLong(StatusView::number).thenComparing(StatusAnswer.Line::file));
    return new StatusAnswer(known.schema(), known.target(), known.asOf(), lines, summary(lines));
  }

  private static long number(StatusAnswer.Line line) {
    return line.version().isEmpty() ? Long.MAX_VALUE : Long.parseLong(line.version());
  }

  private static String active(String retired) {
    return retired.substring(0, retired.length() - ".retired".length());
  }

  private static StatusAnswer.Line beside(StatusAnswer.Line line, Map<String, SourceFile> files) {
    var file = files.get(line.file());
    var flags = new TreeSet<>(line.flags());
    if (file == null && !line.state().equals("retired")) {
      flags.add("missing");
    } else if (file != null) {
      flags.remove("missing");
    }
    if (file != null && DONE.contains(line.state())) {
      if (file.checksum().hex().equals(line.checksum())) {
        flags.removeAll(List.of("cosmetic", "edited"));
      } else {
        flags.add("edited");
      }
    }
    return new StatusAnswer.Line(
        line.version(),
        line.file(),
        line.state(),
        List.copyOf(flags),
        line.checksum(),
        line.appliedAt(),
        line.executionTimeMs(),
        line.actor());
  }

  private static StatusAnswer.Line unrecorded(SourceFile file) {
    return new StatusAnswer.Line(
        file.version().text(),
        file.file(),
        "pending",
        List.of(),
        file.checksum().hex(),
        Moment.NONE,
        Millis.NONE,
        "");
  }

  private static StatusAnswer.Summary summary(List<StatusAnswer.Line> lines) {
    return new StatusAnswer.Summary(
        count(lines, "pending"),
        count(lines, "rejected"),
        count(lines, "running"),
        count(lines, "applied"),
        count(lines, "failed"),
        count(lines, "unknown"),
        count(lines, "retired"),
        count(lines, "baselined"),
        count(lines, "rolled-back"),
        (int) lines.stream().filter(l -> l.flags().contains("edited")).count(),
        lines.size());
  }

  private static int count(List<StatusAnswer.Line> lines, String state) {
    return (int) lines.stream().filter(l -> l.state().equals(state)).count();
  }
}
