package dev.migrationledger.runner.source;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.sql.SqlProblem;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.StatementKind;
import dev.migrationledger.sql.StatementReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a migration's text once, in constant memory: header, statements, and what is wrong with
 * them. Which statements cannot run in a transaction it tells from their leading words; {@link
 * SyntaxCheck} corrects that where there are trees.
 */
public final class ScriptParser {

  private final SourceFile source;
  private final List<Finding> findings = new ArrayList<>();
  private final TransactionSplit split = new TransactionSplit();

  private ScriptParser(SourceFile source) {
    this.source = source;
  }

  /** Reads a file. Never fails: what cannot be read is a finding. */
  public static ParsedScript parse(SourceFile source, Naming naming) {
    return new ScriptParser(source).parse(naming);
  }

  private ParsedScript parse(Naming naming) {
    try (var reader = StatementReader.of(Files.newInputStream(source.path()))) {
      var statements = 0;
      for (var s = reader.next(); s != null; s = reader.next()) {
        statements++;
        look(s);
      }
      var header = ScriptHeader.read(source.file(), reader.header(), naming);
      reader.problems().forEach(p -> findings.add(asFinding(source, p)));
      findings.addAll(header.findings());
      noteEncoding(reader);
      if (statements == 0 && reader.problems().isEmpty()) {
        findings.add(
            SourceCode.NO_STATEMENT.of(source.file(), source.file() + " holds no statement"));
      }
      return new ParsedScript(
          source,
          new Checksum(reader.normalisedChecksum()),
          header.dependencies(),
          header.environments(),
          header.transactional() && !needsNoTransaction(header),
          statements,
          findings,
          FoundFacts.NOT_ASKED);
    } catch (IOException e) {
      findings.add(
          SourceCode.FILE_UNREADABLE.of(
              source.file(),
              source.file() + " cannot be read (" + e.getClass().getSimpleName() + ")"));
      return new ParsedScript(
          source, source.checksum(), List.of(), List.of(), true, 0, findings, FoundFacts.NOT_ASKED);
    }
  }

  private void look(Statement s) {
    switch (s.kind()) {
      case NON_TRANSACTIONAL -> split.alone(s, "");
      case ORDINARY, COPY_FROM_STDIN -> {
        if (!isSetting(s)) {
          split.together(s);
        }
      }
      case ROLLBACK ->
          findings.add(
              SourceCode.ROLLBACK_IN_SCRIPT.at(
                  source.file(),
                  s.start().line(),
                  s.start().column(),
                  "statement " + s.ordinal() + " rolls the script's transaction back"));
      case BEGIN, COMMIT -> {}
    }
  }

  /** SET lock_timeout and the like may stand beside CREATE INDEX CONCURRENTLY. */
  private static boolean isSetting(Statement s) {
    return s.kind() == StatementKind.ORDINARY && s.text().regionMatches(true, 0, "SET ", 0, 4);
  }

  private boolean needsNoTransaction(ScriptHeader header) {
    if (header.transactional()) {
      split.mixed(source.file()).ifPresent(findings::add);
    }
    return split.needsNone();
  }

  /** One of a script's problems as a finding about its file. */
  public static Finding asFinding(SourceFile source, SqlProblem problem) {
    return new Finding(
        problem.code(),
        Severity.ERROR,
        source.file(),
        problem.place().line(),
        problem.place().column(),
        problem.message(),
        problem.remedy());
  }

  private void noteEncoding(StatementReader reader) {
    if (reader.byteOrderMark() || reader.carriageReturns()) {
      var what =
          reader.byteOrderMark()
              ? reader.carriageReturns()
                  ? "a byte order mark and CRLF line ends"
                  : "a byte order mark"
              : "CRLF line ends";
      findings.add(SourceCode.NOTED_ENCODING.of(source.file(), source.file() + " has " + what));
    }
  }
}
