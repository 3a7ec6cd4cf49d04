package dev.migrationledger.runner.deploy;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.lint.PendingLint;
import dev.migrationledger.runner.plan.ScriptReading;
import dev.migrationledger.runner.prerequisite.Prerequisites;
import dev.migrationledger.runner.source.CheckedScripts;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptParser;
import dev.migrationledger.runner.source.SourceCode;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.source.SyntaxCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the files themselves; PostgreSQL's parser is loaded when there is a first question. */
public final class FolderReading implements ScriptReading, AutoCloseable {

  private final Naming naming;
  private final SyntaxCheck syntax;
  private final AppliedTexts texts;
  private final Likeness likeness = new Likeness();

  private final @Nullable PendingLint lint;
  private final @Nullable Prerequisites prerequisites;

  /** A reading for what runs nothing; it closes the check with itself. */
  public FolderReading(Naming naming, SyntaxCheck syntax, AppliedTexts texts) {
    this(naming, syntax, texts, null, null);
  }

  /** The same, with those that watch the check. */
  FolderReading(
      Naming naming,
      SyntaxCheck syntax,
      AppliedTexts texts,
      @Nullable PendingLint lint,
      @Nullable Prerequisites prerequisites) {
    this.naming = naming;
    this.syntax = syntax;
    this.texts = texts;
    this.lint = lint;
    this.prerequisites = prerequisites;
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
    if (lint == null || !lint.isWanted()) {
      return checked;
    }
    var findings = new ArrayList<>(checked.findings());
    findings.addAll(lint.findings());
    unseen(pending, lint.seen()).ifPresent(findings::add);
    return new CheckedScripts(checked.scripts(), findings);
  }

  @Override
  public List<Finding> unmet() {
    return prerequisites == null ? List.of() : prerequisites.unmet();
  }

  private static Optional<Finding> unseen(List<ParsedScript> pending, Set<String> seen) {
    var left =
        pending.stream().map(one -> one.source().file()).filter(f -> !seen.contains(f)).toList();
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            SourceCode.GRAMMAR_UNCHECKED.of(
                "",
                "lint has not looked at %d of %d pending scripts (%s is the first)"
                    .formatted(left.size(), pending.size(), left.getFirst())));
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
