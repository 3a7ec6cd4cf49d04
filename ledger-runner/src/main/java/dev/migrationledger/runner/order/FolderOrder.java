package dev.migrationledger.runner.order;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.sql.order.OrderFinding;
import dev.migrationledger.sql.order.Resolution;
import dev.migrationledger.sql.order.Resolver;
import dev.migrationledger.sql.order.ScriptFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The room's entry: the graph of a folder's migrations, and all findings about names, texts and
 * order, those about one file together.
 */
public record FolderOrder(Resolution resolution, List<Finding> findings) {

  public FolderOrder {
    requireNonNull(resolution, "resolution");
    findings = List.copyOf(findings);
  }

  /** Reads a folder. What cannot be read is a finding, and the rest goes on. */
  public static FolderOrder read(Path path, Naming naming) {
    var folder = MigrationDirectory.read(path, naming);
    var findings = new ArrayList<>(folder.findings());
    var resolution = Resolver.consume(facts(ScriptsAhead.read(sources(folder), naming), findings));
    resolution.findings().forEach(finding -> findings.add(asFinding(finding)));
    return new FolderOrder(resolution, findings);
  }

  /** What each file of a folder does, and in the findings what is wrong with names and texts. */
  public static List<ScriptFacts> factsOf(
      MigrationFolder folder, Naming naming, List<Finding> findings) {
    return List.copyOf(facts(ScriptsAhead.read(sources(folder), naming), findings));
  }

  /** Whether a run of this folder is bound to fail. */
  public boolean refused() {
    return findings.stream().anyMatch(Finding::blocks);
  }

  /** Those that share a number too: the finding about that is another. */
  private static List<SourceFile> sources(MigrationFolder folder) {
    return Stream.concat(folder.migrations().stream(), folder.ambiguous().stream()).toList();
  }

  private static List<ScriptFacts> facts(List<ScriptsAhead.Read> scripts, List<Finding> findings) {
    scripts.forEach(script -> findings.addAll(script.findings()));
    return new ArrayList<>(scripts.stream().map(ScriptsAhead.Read::facts).toList());
  }

  /** As the runner tells findings. */
  public static Finding asFinding(OrderFinding finding) {
    return new Finding(
        finding.code().code(),
        finding.sure() ? Severity.ERROR : Severity.WARNING,
        finding.file(),
        finding.place().line(),
        finding.place().column(),
        finding.message(),
        finding.remedy());
  }
}
