package dev.migrationledger.sql.parse;

import dev.migrationledger.sql.Comment;
import dev.migrationledger.sql.SqlProblem;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.StatementReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and parses a script statement by statement, some of them ahead; memory does not grow with
 * the script. The data of {@code COPY … FROM STDIN} is skipped.
 */
public final class ScriptReader implements Closeable {

  private static final int MOST_ERRORS = 1000;
  private static final int BATCH = 128;
  private static final int BATCH_LENGTH = 1 << 16;

  private final StatementReader reader;
  private final Parsers parsers;
  private final Deque<ParsedStatement> ready = new ArrayDeque<>();
  private final List<SyntaxError> errors = new ArrayList<>();
  private final List<Foreign> foreign = new ArrayList<>();

  ScriptReader(StatementReader reader, Parsers parsers) {
    this.reader = reader;
    this.parsers = parsers;
  }

  /**
   * The next statement that PostgreSQL accepts, or null at the end of the script.
   *
   * @throws IOException only from the stream itself
   */
  public @Nullable ParsedStatement next() throws IOException {
    while (ready.isEmpty()) {
      List<Statement> batch = batch();
      if (batch.isEmpty()) {
        return null;
      }
      StatementParser.Parsed parsed =
          parsers.with(parser -> new StatementParser(parser).parse(batch));
      ready.addAll(parsed.statements());
      parsed.errors().stream().limit(MOST_ERRORS - errors.size()).forEach(errors::add);
      parsed.foreign().stream().limit(MOST_ERRORS - foreign.size()).forEach(foreign::add);
    }
    return ready.poll();
  }

  /**
   * The first 1,000 statements so far that PostgreSQL does not accept, without those that {@link
   * #foreign} stands for.
   */
  public List<SyntaxError> syntaxErrors() {
    if (foreign.isEmpty()) {
      return List.copyOf(errors);
    }
    if (!foreign.getFirst().look().isTemplate()) {
      return List.of();
    }
    Set<Integer> told = foreign.stream().map(Foreign::statement).collect(Collectors.toSet());
    return errors.stream().filter(error -> !told.contains(error.statement())).toList();
  }

  /** That the script so far looks like a template, or like SQL of another database. */
  public Optional<SqlProblem> foreign() {
    return foreign.stream().findFirst().map(first -> first.problem(foreign.size()));
  }

  /** Why the script cannot be read as PostgreSQL's, so far; syntax errors are apart. */
  public List<SqlProblem> splittingProblems() {
    return Stream.concat(reader.problems().stream(), foreign().stream()).toList();
  }

  /** Everything wrong so far, syntax errors included, by place. */
  public List<SqlProblem> problems() {
    return Stream.of(
            reader.problems().stream(),
            foreign().stream(),
            syntaxErrors().stream().map(SyntaxError::problem))
        .flatMap(Function.identity())
        .sorted(
            Comparator.comparingInt((SqlProblem problem) -> problem.place().line())
                .thenComparingInt(problem -> problem.place().column()))
        .toList();
  }

  /** The line comments before the first statement. */
  public List<Comment> header() {
    return reader.header();
  }

  /** SHA-256 of the script's bytes; known when {@link #next} has given null. */
  public String checksum() {
    return reader.checksum();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private List<Statement> batch() throws IOException {
    List<Statement> batch = new ArrayList<>();
    int length = 0;
    while (batch.size() < BATCH && length < BATCH_LENGTH) {
      Statement statement = reader.next();
      if (statement == null) {
        break;
      }
      batch.add(statement);
      length += statement.text().length();
    }
    return batch;
  }
}
