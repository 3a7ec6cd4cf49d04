package dev.migrationledger.runner.deploy;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.lint.PendingLint;
import dev.migrationledger.runner.plan.ScriptReading;
import dev.migrationledger.runner.prerequisite.Prerequisites;
import dev.migrationledger.runner.schema.LiveObjects;
import dev.migrationledger.runner.source.CheckedScripts;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptParser;
import dev.migrationledger.runner.source.ScriptWatcher;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.source.SyntaxCheck;
import dev.migrationledger.runner.target.TargetSession;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads the files themselves; PostgreSQL's parser is loaded when there is a first question. */
public final class FolderReading implements ScriptReading, AutoCloseable {

  private final Naming naming;
  private final SyntaxCheck syntax;
  private final AppliedTexts texts;
  private final Function<List<ParsedScript>, List<Finding>> lint;
  private final Supplier<List<Finding>> unmet;
  private final Likeness likeness = new Likeness();

  /** A reading for what runs nothing; it closes the check with itself. */
  public FolderReading(Naming naming, SyntaxCheck syntax, AppliedTexts texts) {
    this(naming, syntax, texts, pending -> List.of(), List::of);
  }

  /** A reading of what is going to run: lint and prerequisites watch the check of the grammar. */
  static FolderReading watched(
      DeployRequest request,
      TargetSession session,
      AppliedTexts texts,
      SyntaxCheck.Extent extent,
      PendingLint lint,
      ScriptWatcher... others) {
    var prerequisites = new Prerequisites(session);
    var watchers = new ArrayList<ScriptWatcher>(List.of(others));
    watchers.addAll(List.of(lint, prerequisites));
    var syntax =
        new SyntaxCheck(
            session.identity().serverVersion(),
            extent,
            () -> LiveObjects.searchPath(session),
            watchers);
    return new FolderReading(request.naming(), syntax, texts, lint::findings, prerequisites::unmet);
  }

  private FolderReading(
      Naming naming,
      SyntaxCheck syntax,
      AppliedTexts texts,
      Function<List<ParsedScript>, List<Finding>> lint,
      Supplier<List<Finding>> unmet) {
    this.naming = naming;
    this.lint = lint;
    this.unmet = unmet;
    this.syntax = syntax;
    this.texts = texts;
  }

  /** Has the parser loaded meanwhile when there is something that may run. */
  void prepareFor(MigrationFolder folder, LedgerState state) {
    syntax.prepareFor(
        folder.migrations().stream()
            .filter(f -> state.migration(f.version()).map(m -> m.status().mayRun()).orElse(true))
            .toList());
  }

  @Override
  public ParsedScript parse(SourceFile file) {
    return ScriptParser.parse(file, naming);
  }

  @Override
  public CheckedScripts check(List<ParsedScript> pending) {
    var checked = syntax.check(pending);
    var findings = new ArrayList<>(checked.findings());
    findings.addAll(lint.apply(pending));
    return new CheckedScripts(checked.scripts(), findings);
  }

  @Override
  public List<Finding> unmet() {
    return unmet.get();
  }

  @Override
  public boolean isCosmetic(SourceFile now, MigrationState ran) {
    var written = AppliedTexts.written(now);
    return written.isPresent()
        && texts.ran(now, ran).filter(text -> likeness.isCosmetic(text, written.get())).isPresent();
  }

  @Override
  public void close() {
    syntax.close();
    likeness.close();
  }
}
