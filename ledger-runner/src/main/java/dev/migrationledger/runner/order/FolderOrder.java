package dev.migrationledger.runner.order;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.ScriptParser;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.source.SyntaxErrors;
import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.order.Declaration;
import dev.migrationledger.sql.order.FactCollector;
import dev.migrationledger.sql.order.OrderFinding;
import dev.migrationledger.sql.order.Resolution;
import dev.migrationledger.sql.order.Resolver;
import dev.migrationledger.sql.order.Script;
import dev.migrationledger.sql.order.ScriptFacts;
import dev.migrationledger.sql.parse.PostgresSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The room's entry: the graph of a folder's migrations, and all findings about names, texts and
 * order, those about one file together.
 */
public record FolderOrder(Resolution resolution, List<Finding> findings) {

  /** More is data: reading it as SQL takes longer than anybody waits for a graph. */
  private static final long LARGEST = 16L << 20;

  public FolderOrder {
    requireNonNull(resolution, "resolution");
    findings = List.copyOf(findings);
  }

  /** Reads a folder. What cannot be read is a finding, and the rest goes on. */
  public static FolderOrder read(Path path, Naming naming) {
    var folder = MigrationDirectory.read(path, naming);
    var findings = new ArrayList<>(folder.findings());
    var scripts = new ArrayList<ScriptFacts>();
    try (var sql = new PostgresSql()) {
      for (var source : sources(folder)) {
        scripts.add(script(source, naming, sql, findings));
      }
    }
    var resolution = Resolver.resolve(scripts);
    resolution.findings().forEach(finding -> findings.add(asFinding(finding)));
    return new FolderOrder(resolution, findings);
  }

  /** Whether a run of this folder is bound to fail. */
  public boolean refused() {
    return findings.stream().anyMatch(Finding::blocks);
  }

  /** Those that share a number too: the finding about that is another. */
  private static List<SourceFile> sources(MigrationFolder folder) {
    return Stream.concat(folder.migrations().stream(), folder.ambiguous().stream()).toList();
  }

  private static ScriptFacts script(
      SourceFile source, Naming naming, PostgresSql sql, List<Finding> findings) {
    var text = ScriptParser.parse(source, naming);
    findings.addAll(text.findings());
    var declared =
        text.dependencies().stream()
            .map(d ->
                new Declaration(
                    d.dependency().version().number(),
                    d.dependency().file(),
                    new Place(d.line(), d.column())))
            .toList();
    var collector = new FactCollector();
    var whole = source.bytes() <= LARGEST && collect(source, sql, collector, findings);
    return new ScriptFacts(
        new Script(source.file(), source.version().number()),
        declared,
        collector.statements(),
        whole);
  }

  /** Whether all of it could be read; a file that cannot be opened is a finding already. */
  private static boolean collect(
      SourceFile source, PostgresSql sql, FactCollector collector, List<Finding> findings) {
    try (var reader = sql.read(Files.newInputStream(source.path()))) {
      for (var s = reader.next(); s != null; s = reader.next()) {
        collector.add(s);
      }
      findings.addAll(SyntaxErrors.findings(source.file(), source.path(), reader.syntaxErrors()));
      return reader.problems().isEmpty();
    } catch (IOException e) {
      return false;
    }
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
