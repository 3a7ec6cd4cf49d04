package dev.migrationledger.runner.ci;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.order.FolderOrder;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptParser;
import dev.migrationledger.runner.source.ScriptWatcher;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.source.SyntaxCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder as it would be deployed, and everything that is wrong with its names, texts and order.
 */
record CiFolder(
    MigrationFolder folder,
    List<ParsedScript> migrations,
    List<ParsedScript> downs,
    List<Finding> findings) {

  private static final String ORDER = "ORDER-";

  CiFolder {
    migrations = List.copyOf(migrations);
    downs = List.copyOf(downs);
    findings = List.copyOf(findings);
  }

  static CiFolder read(
      Path path, Naming naming, String serverVersion, List<? extends ScriptWatcher> watchers) {
    var folder = MigrationDirectory.read(path, naming);
    var up =
        parse(Stream.concat(folder.migrations().stream(), folder.ambiguous().stream()), naming);
    var findings = new ArrayList<>(folder.findings());
    List<ParsedScript> checked;
    List<ParsedScript> downs;
    try (var syntax = new SyntaxCheck(serverVersion, SyntaxCheck.Extent.EVERYTHING, watchers)) {
      checked = syntax.check(up).scripts();
    }
    try (var syntax = new SyntaxCheck(serverVersion, SyntaxCheck.Extent.EVERYTHING)) {
      downs = syntax.check(parse(folder.downs().stream(), naming)).scripts();
    }
    checked.forEach(script -> findings.addAll(script.findings()));
    downs.forEach(script -> findings.addAll(script.findings()));
    FolderOrder.read(path, naming).findings().stream()
        .filter(finding -> finding.code().startsWith(ORDER))
        .forEach(findings::add);
    findings.sort(
        Comparator.comparing(Finding::severity)
            .thenComparing(Finding::file)
            .thenComparingInt(Finding::line)
            .thenComparing(Finding::code));
    var unambiguous = folder.migrations().size();
    return new CiFolder(folder, checked.subList(0, unambiguous), downs, findings);
  }

  /**
   * Whether names or texts are such that a deploy would not start, so that a replay says nothing.
   */
  boolean isUnreadable() {
    return findings.stream().anyMatch(f -> f.blocks() && !f.code().startsWith(ORDER));
  }

  /** The migrations and those set aside, by their files' names. */
  static Map<String, SourceFile> files(MigrationFolder folder) {
    var files = new HashMap<String, SourceFile>();
    Stream.of(folder.migrations(), folder.ambiguous(), folder.retired())
        .flatMap(List::stream)
        .forEach(file -> files.put(file.file(), file));
    return files;
  }

  private static List<ParsedScript> parse(Stream<SourceFile> files, Naming naming) {
    return files.map(file -> ScriptParser.parse(file, naming)).toList();
  }
}
