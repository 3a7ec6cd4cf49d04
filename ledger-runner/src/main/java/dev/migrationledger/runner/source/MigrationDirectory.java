package dev.migrationledger.runner.source;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.script.Checksum;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The room's entry: reads a folder, names and bytes, and reports all that is wrong with it at once.
 */
public final class MigrationDirectory {

  /** Files, and the folder of a repository whose root this is. */
  private static final Set<String> HARMLESS =
      Set.of(
          ".git",
          ".gitkeep",
          ".gitignore",
          ".gitattributes",
          ".editorconfig",
          "README.md",
          "ledger.yaml");

  private final Path folder;
  private final Naming naming;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Long, List<SourceFile>> numbered = new TreeMap<>();
  private final List<SourceFile> retired = new ArrayList<>();
  private final List<SourceFile> downs = new ArrayList<>();

  private MigrationDirectory(Path folder, Naming naming) {
    this.folder = folder;
    this.naming = naming;
  }

  /** Reads a folder. Never fails: what cannot be read is a finding. */
  public static MigrationFolder read(Path folder, Naming naming) {
    return new MigrationDirectory(folder, naming).read();
  }

  private MigrationFolder read() {
    for (var entry : entries()) {
      sort(entry);
    }
    var migrations = new ArrayList<SourceFile>();
    var ambiguous = new ArrayList<SourceFile>();
    reportDuplicates();
    for (var group : numbered.values()) {
      var active = group.stream().filter(f -> !isRetired(f)).toList();
      (group.size() == 1 ? migrations : ambiguous).addAll(active);
      group.stream().filter(f -> isRetired(f) && group.size() == 1).forEach(retired::add);
    }
    downs.sort(Comparator.comparing(SourceFile::version).thenComparing(SourceFile::file));
    reportOrphanDowns();
    findings.sort(Comparator.comparing(Finding::file).thenComparing(Finding::code));
    return new MigrationFolder(folder, migrations, retired, downs, ambiguous, findings);
  }

  private List<Path> entries() {
    try (var stream = Files.list(folder)) {
      return stream.toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      var why =
          Files.isDirectory(folder)
              ? "cannot be read (" + e.getClass().getSimpleName() + ")"
              : Files.exists(folder) ? "is not a folder" : "does not exist";
      findings.add(SourceCode.FOLDER_UNREADABLE.of("", "the folder " + folder + " " + why));
      return List.of();
    }
  }

  private void sort(Path path) {
    var name = path.getFileName().toString();
    var version = naming.versionOf(name);
    if (HARMLESS.contains(name)) {
      findings.add(SourceCode.NOTED_FILE.of(name, name + " is not a migration and is left alone"));
      return;
    }
    if (!readable(path, name)) {
      return;
    }
    switch (naming.roleOf(name)) {
      case OTHER ->
          findings.add(
              SourceCode.UNKNOWN_FILE.of(
                  name, name + " is no migration by the rule " + naming.rule()));
      case MIGRATION, RETIRED, DOWN -> {
        if (version.isEmpty()) {
          findings.add(
              SourceCode.BAD_NAME.of(
                  name, "the name " + name + " does not follow the rule " + naming.rule()));
        } else {
          hash(path, name, new Numbered(version.get(), naming.roleOf(name)));
        }
      }
    }
  }

  private boolean readable(Path path, String name) {
    try {
      var real = path.toRealPath();
      if (Files.isDirectory(real)) {
        findings.add(SourceCode.UNKNOWN_FILE.of(name, name + " is a folder"));
      } else if (!Files.isRegularFile(real)) {
        findings.add(SourceCode.UNKNOWN_FILE.of(name, name + " is not a regular file"));
      } else if (Files.isReadable(real)) {
        return true;
      } else {
        findings.add(SourceCode.FILE_UNREADABLE.of(name, name + " cannot be read"));
      }
    } catch (FileSystemLoopException e) {
      findings.add(SourceCode.BAD_LINK.of(name, name + " is a link that leads in a circle"));
    } catch (IOException e) {
      findings.add(
          Files.isSymbolicLink(path)
              ? SourceCode.BAD_LINK.of(name, name + " is a link that leads nowhere or in a circle")
              : SourceCode.FILE_UNREADABLE.of(name, name + " cannot be read"));
    }
    return false;
  }

  private void hash(Path path, String name, Numbered numberedAs) {
    try {
      var digest = FileDigest.of(path);
      var file =
          new SourceFile(
              path, name, numberedAs.version, new Checksum(digest.hex()), digest.bytes());
      switch (numberedAs.role) {
        case DOWN -> downs.add(file);
        case MIGRATION, RETIRED -> group(file).add(file);
        case OTHER -> {}
      }
    } catch (IOException e) {
      findings.add(
          SourceCode.FILE_UNREADABLE.of(
              name, name + " cannot be read (" + e.getClass().getSimpleName() + ")"));
    }
  }

  private List<SourceFile> group(SourceFile file) {
    return numbered.computeIfAbsent(file.version().number(), n -> new ArrayList<>());
  }

  private static boolean isRetired(SourceFile file) {
    return file.file().endsWith(".retired");
  }

  private void reportDuplicates() {
    for (var group : numbered.values()) {
      if (group.size() < 2) {
        continue;
      }
      group.sort(Comparator.comparing(SourceFile::file));
      for (var file : group) {
        var others =
            group.stream()
                .map(SourceFile::file)
                .filter(f -> !f.equals(file.file()))
                .collect(Collectors.joining(", "));
        findings.add(
            SourceCode.DUPLICATE_NUMBER.of(
                file.file(), "the number " + file.version() + " is also that of " + others));
      }
    }
  }

  private void reportOrphanDowns() {
    var stems = new HashSet<String>();
    numbered.values().forEach(g -> g.forEach(f -> stems.add(stem(f.file()))));
    for (var down : downs) {
      if (!stems.contains(stem(down.file()))) {
        findings.add(
            SourceCode.ORPHAN_DOWN.of(
                down.file(), down.file() + " has no " + stem(down.file()) + ".sql beside it"));
      }
    }
  }

  private static String stem(String file) {
    return file.substring(0, file.indexOf('.'));
  }

  private record Numbered(dev.migrationledger.domain.script.Version version, Naming.Role role) {}
}
