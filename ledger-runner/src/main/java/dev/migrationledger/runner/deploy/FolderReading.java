package dev.migrationledger.runner.deploy;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.runner.plan.ScriptReading;
import dev.migrationledger.runner.source.CheckedScripts;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptParser;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.source.SyntaxCheck;
import java.util.List;

/** Reads the files themselves; PostgreSQL's parser is loaded when there is a first question. */
public final class FolderReading implements ScriptReading, AutoCloseable {

  private final Naming naming;
  private final SyntaxCheck syntax;
  private final AppliedTexts texts;
  private final Likeness likeness = new Likeness();

  /** A reading that closes the check with itself. */
  public FolderReading(Naming naming, SyntaxCheck syntax, AppliedTexts texts) {
    this.naming = naming;
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
    return syntax.check(pending);
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
