package dev.migrationledger.sql.lint.script;

import dev.migrationledger.sql.Comment;
import dev.migrationledger.sql.SqlProblem;
import dev.migrationledger.sql.StatementKind;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.Facts;
import dev.migrationledger.sql.parse.ParsedScript;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.PostgresSql;
import dev.migrationledger.sql.parse.RoutineBody;
import dev.migrationledger.sql.parse.ScriptReader;
import dev.migrationledger.sql.parse.SyntaxError;
import dev.migrationledger.sql.transaction.TransactionBlocks;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A script with all its statements.
 *
 * @param header the line comments before the first statement
 * @param subjects its statements in their order; a DO block is followed by those inside it
 * @param syntaxErrors what PostgreSQL does not accept
 * @param problems why it could not be split, or not be read to its end
 */
public record LintedScript(
    List<Comment> header,
    List<Subject> subjects,
    List<SyntaxError> syntaxErrors,
    List<SqlProblem> problems) {

  /** Rows written one by one say little, and their trees take fifty times their text. */
  private static final int MOST_INSERTED_CHARACTERS = 1 << 20;

  private static final Pattern ALONE =
      Pattern.compile("^\\s*TRANSACTION\\s*:\\s*none\\s*$", Pattern.CASE_INSENSITIVE);

  private static final Pattern DEPENDENT =
      Pattern.compile("^\\s*DEPENDS\\s*:\\s*\\S.*$", Pattern.CASE_INSENSITIVE);

  public LintedScript {
    header = List.copyOf(header);
    subjects = List.copyOf(subjects);
    syntaxErrors = List.copyOf(syntaxErrors);
    problems = List.copyOf(problems);
  }

  /** Reads a script to its end; of its single-row INSERTs the first 1 Mi characters are kept. */
  public static LintedScript read(InputStream script, PostgresSql sql, int serverVersion)
      throws IOException {
    try (ScriptReader reader = sql.read(script)) {
      Collector collector = new Collector();
      ParsedStatement statement = reader.next();
      while (statement != null) {
        collector.add(statement);
        statement = reader.next();
      }
      return collector.script(reader, serverVersion);
    }
  }

  /** Takes the statements of a script that somebody else reads. */
  public static final class Collector {

    private final List<ParsedStatement> kept = new ArrayList<>();
    private int inserted;

    /** The next statement. */
    public void add(ParsedStatement statement) {
      boolean insert = statement.tree().is("InsertStmt");
      inserted += insert ? statement.statement().text().length() : 0;
      if (!insert || inserted <= MOST_INSERTED_CHARACTERS) {
        kept.add(statement);
      }
    }

    /** All of them, when the reader is at its end. */
    public LintedScript script(ScriptReader reader, int serverVersion) {
      Surroundings surroundings =
          new Surroundings(says(reader, ALONE), says(reader, DEPENDENT), serverVersion);
      return new Assembly(kept, surroundings).script(reader);
    }

    private static boolean says(ScriptReader reader, Pattern line) {
      return reader.header().stream().anyMatch(one -> line.matcher(one.text()).matches());
    }
  }

  /** Puts statements and what they share together. */
  private static final class Assembly {

    private final List<ParsedStatement> statements;
    private final List<List<Fact>> facts;
    private final Surroundings surroundings;

    Assembly(List<ParsedStatement> statements, Surroundings surroundings) {
      this.statements = statements;
      this.surroundings = surroundings;
      this.facts = Facts.byStatement(new ParsedScript("", statements, List.of(), List.of()));
    }

    LintedScript script(ScriptReader reader) {
      boolean together = !surroundings.declaredAlone() && !holdsOnlyStatementsForThemselves();
      boolean inBlock = false;
      for (int i = 0; i < statements.size(); i++) {
        ParsedStatement statement = statements.get(i);
        inBlock = begins(statement) || (inBlock && !ends(statement));
        Subject subject =
            new Subject(surroundings, next(), statement, facts.get(i), inBlock || together);
        surroundings.add(subject);
        if (statement.tree().is("DoStmt")) {
          inside(subject);
        }
      }
      return new LintedScript(
          reader.header(),
          surroundings.subjects(),
          reader.syntaxErrors(),
          reader.splittingProblems());
    }

    private int next() {
      return surroundings.subjects().size();
    }

    private void inside(Subject block) {
      for (RoutineBody body : block.parsed().bodies()) {
        for (RoutineBody.Query query : body.queries()) {
          if (!query.dynamic() && !query.tree().is("SelectStmt")) {
            surroundings.add(new Subject(surroundings, next(), block, query));
          }
        }
      }
    }

    /** As the runner sees it: such a script runs statement by statement. */
    private boolean holdsOnlyStatementsForThemselves() {
      List<ParsedStatement> work =
          statements.stream()
              .filter(one -> one.statement().kind() != StatementKind.BEGIN)
              .filter(one -> one.statement().kind() != StatementKind.COMMIT)
              .filter(one -> !one.tree().is("VariableSetStmt"))
              .toList();
      return !work.isEmpty()
          && work.stream().allMatch(one -> TransactionBlocks.refuse(one.tree()).isPresent());
    }

    private static boolean begins(ParsedStatement statement) {
      return statement.statement().kind() == StatementKind.BEGIN;
    }

    private static boolean ends(ParsedStatement statement) {
      return statement.statement().kind() == StatementKind.COMMIT
          || statement.statement().kind() == StatementKind.ROLLBACK;
    }
  }
}
