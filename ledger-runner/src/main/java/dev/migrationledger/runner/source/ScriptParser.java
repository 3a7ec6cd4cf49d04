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
import java.util.Optional;

/**
 * Reads a migration's text once, in constant memory: header, statements, and what is wrong with
 * them.
 */
public final class ScriptParser {

  private final SourceFile source;
  private final List<Finding> findings = new ArrayList<>();
  private Optional<Statement> firstAlone = Optional.empty();
  private Optional<Statement> firstTogether = Optional.empty();

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
      reader.problems().forEach(p -> findings.add(asFinding(p)));
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
          header.transactional() && !mixedOrAlone(header),
          statements,
          findings);
    } catch (IOException e) {
      findings.add(
          SourceCode.FILE_UNREADABLE.of(
              source.file(),
              source.file() + " cannot be read (" + e.getClass().getSimpleName() + ")"));
      return new ParsedScript(source, source.checksum(), List.of(), List.of(), true, 0, findings);
    }
  }

  private void look(Statement s) {
    switch (s.kind()) {
      case NON_TRANSACTIONAL -> firstAlone = firstAlone.or(() -> Optional.of(s));
      case ORDINARY, COPY_FROM_STDIN -> {
        if (!isSetting(s)) {
          firstTogether = firstTogether.or(() -> Optional.of(s));
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

  private boolean mixedOrAlone(ScriptHeader header) {
    if (firstAlone.isEmpty()) {
      return false;
    }
    if (header.transactional() && firstTogether.isPresent()) {
      var alone = firstAlone.get();
      findings.add(
          SourceCode.MIXED_TRANSACTION.at(
              source.file(),
              alone.start().line(),
              alone.start().column(),
              "statement "
                  + alone.ordinal()
                  + " cannot run in a transaction, statement "
                  + firstTogether.get().ordinal()
                  + " (line "
                  + firstTogether.get().start().line()
                  + ") should run in one"));
    }
    return true;
  }

  private Finding asFinding(SqlProblem problem) {
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
