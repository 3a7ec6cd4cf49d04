package dev.migrationledger.runner.ci;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.attribution.BaseBranch;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder as it will be when this branch is merged, and what the two branches do to each other.
 */
final class MergeResult {

  private final BaseBranch branch;
  private final String name;
  private final MigrationFolder here;
  private final Map<String, SourceFile> hereFiles;
  private final Map<String, SourceFile> tipFiles;
  private final Map<String, SourceFile> startFiles;
  private final Map<String, String> startBlobs;
  private final Map<String, String> tipBlobs;
  private final MigrationFolder tip;
  private final List<Finding> findings = new ArrayList<>();
  private long free;

  /**
   * The merge with a branch.
   *
   * @param room an empty folder for the files of the base branch
   */
  MergeResult(BaseBranch branch, String name, MigrationFolder here, Naming naming, Path room) {
    this.branch = branch;
    this.name = name;
    this.here = here;
    try {
      var tipFolder = Files.createDirectory(room.resolve("base"));
      var startFolder = Files.createDirectory(room.resolve("start"));
      tipBlobs = branch.writeTip(tipFolder);
      startBlobs = branch.writeStart(startFolder);
      tip = MigrationDirectory.read(tipFolder, naming);
      startFiles = files(MigrationDirectory.read(startFolder, naming));
    } catch (IOException e) {
      throw new UncheckedIOException("the base branch's files could not be laid out", e);
    }
    hereFiles = files(here);
    tipFiles = files(tip);
    free = Math.max(highest(hereFiles.values()), highest(tipFiles.values())) + 1;
  }

  /** The files of this branch that the base branch does not have, or has with another text. */
  List<String> ours() {
    return hereFiles.values().stream()
        .filter(file -> !isOnBase(file) && !isAsAtStart(file))
        .map(SourceFile::file)
        .toList();
  }

  /** What goes wrong between the branches' own new files. */
  List<Finding> collisions() {
    for (var file : new TreeMap<>(hereFiles).values()) {
      if (startFiles.containsKey(file.file()) || isOnBase(file) || isRetired(file)) {
        continue;
      }
      if (tipFiles.containsKey(file.file())) {
        findings.add(CiCode.CONFLICT.of(file.file(), conflict(file)));
        continue;
      }
      var rival =
          tipFiles.values().stream()
              .filter(other -> number(other) == number(file))
              .filter(other -> !hereFiles.containsKey(other.file()))
              .findFirst();
      if (rival.isPresent()) {
        findings.add(CiCode.SAME_NUMBER.of(file.file(), sameNumber(file, rival.get())));
      } else if (number(file) < highest(tipFiles.values())) {
        findings.add(CiCode.OUT_OF_ORDER.of(file.file(), outOfOrder(file)));
      }
    }
    return findings;
  }

  private String conflict(SourceFile file) {
    return "%s (%s) brings %s too, with another text; %s"
        .formatted(name, branch.commit(), file.file(), nextFree());
  }

  private String sameNumber(SourceFile file, SourceFile rival) {
    return "%s has the number of %s, which %s (%s) brings; %s"
        .formatted(file.file(), rival.file(), name, branch.commit(), nextFree());
  }

  private String outOfOrder(SourceFile file) {
    var top =
        tipFiles.values().stream()
            .max((a, b) -> Long.compare(number(a), number(b)))
            .map(SourceFile::file)
            .orElse("");
    return "%s is lower than %s, which %s (%s) holds; %s"
        .formatted(file.file(), top, name, branch.commit(), nextFree());
  }

  /** Each file gets another one, so that all of them can be followed. */
  private String nextFree() {
    return "the next free number is %04d".formatted(free++);
  }

  /** Whether the base branch brings anything that this one does not have. */
  boolean isMore() {
    return !chosen().values().stream().allMatch(here.path()::equals)
        || chosen().size() != all(here).count();
  }

  /** Lays the merged folder out; a file comes from here or from the base branch. */
  Path layOut(Path to) {
    try {
      Files.createDirectory(to);
      for (var file : chosen().entrySet()) {
        Files.copy(file.getValue().resolve(file.getKey()), to.resolve(file.getKey()));
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException("the merged folder could not be laid out", e);
    }
  }

  /** Where each file of the merged folder lies, as a merge of the two branches would take it. */
  private Map<String, Path> chosen() {
    var names = new TreeSet<String>();
    all(here).forEach(f -> names.add(f.file()));
    all(tip).forEach(f -> names.add(f.file()));
    var chosen = new TreeMap<String, Path>();
    for (var file : names) {
      var mine = all(here).filter(f -> f.file().equals(file)).findFirst();
      var theirs = tipBlobs.containsKey(file);
      if (mine.isPresent() && (theirs || !isAsAtStart(mine.get()))) {
        var takeTheirs = theirs && isAsAtStart(mine.get()) && !isOnBase(mine.get());
        chosen.put(file, takeTheirs ? tip.path() : here.path());
      } else if (mine.isEmpty() && !startBlobs.containsKey(file)) {
        chosen.put(file, tip.path());
      }
    }
    return chosen;
  }

  /** The files that were there when this branch left the base branch, by name. */
  Map<String, SourceFile> startFiles() {
    return new TreeMap<>(startFiles);
  }

  Map<String, SourceFile> hereFiles() {
    return hereFiles;
  }

  /** Whether a file is on the base branch with these bytes. */
  boolean isOnBase(SourceFile file) {
    return is(tipBlobs.get(file.file()), file);
  }

  /** Whether it is what it was when this branch left the base branch. */
  boolean isAsAtStart(SourceFile file) {
    return is(startBlobs.get(file.file()), file);
  }

  /** Whether the base branch gave a file up by itself. */
  boolean isGoneFromBase(String file) {
    return !tipBlobs.containsKey(file);
  }

  /** A file here that has the bytes of one that is gone, under another name. */
  List<SourceFile> sameBytes(SourceFile gone) {
    return hereFiles.values().stream()
        .filter(file -> !startFiles.containsKey(file.file()))
        .filter(file -> is(startBlobs.get(gone.file()), file))
        .toList();
  }

  private boolean is(@Nullable String blob, SourceFile file) {
    return blob != null && branch.isCheckedOutAs(blob, file.checksum());
  }

  private static Stream<SourceFile> all(MigrationFolder folder) {
    return Stream.of(folder.migrations(), folder.ambiguous(), folder.retired(), folder.downs())
        .flatMap(List::stream);
  }

  private static Map<String, SourceFile> files(MigrationFolder folder) {
    return CiFolder.files(folder);
  }

  private static boolean isRetired(SourceFile file) {
    return file.file().endsWith(".retired");
  }

  private static long number(SourceFile file) {
    return file.version().number();
  }

  private static long highest(Collection<SourceFile> files) {
    return files.stream().mapToLong(MergeResult::number).max().orElse(0);
  }
}
