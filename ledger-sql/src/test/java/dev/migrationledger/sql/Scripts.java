package dev.migrationledger.sql;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Reads whole scripts for tests, also in chunks of chosen sizes. */
final class Scripts {

  private Scripts() {}

  /** All that a reader tells about a script. */
  record Reading(
      List<Statement> statements,
      List<String> data,
      List<SqlProblem> problems,
      List<Comment> header,
      String checksum,
      String normalisedChecksum,
      long bytes,
      boolean byteOrderMark,
      boolean carriageReturns) {

    List<String> texts() {
      return statements.stream().map(Statement::text).toList();
    }

    List<StatementKind> kinds() {
      return statements.stream().map(Statement::kind).toList();
    }

    List<String> codes() {
      return problems.stream().map(SqlProblem::code).toList();
    }
  }

  static byte[] utf8(String script) {
    return script.getBytes(StandardCharsets.UTF_8);
  }

  static Reading read(String script) {
    return read(new ByteArrayInputStream(utf8(script)));
  }

  static Reading read(byte[] script) {
    return read(new ByteArrayInputStream(script));
  }

  static Reading read(InputStream script) {
    return read(script, StatementReader.LARGEST_STATEMENT);
  }

  static Reading read(InputStream script, int largest) {
    try (StatementReader reader = StatementReader.of(script, largest)) {
      List<Statement> statements = new ArrayList<>();
      List<String> data = new ArrayList<>();
      Statement statement = reader.next();
      while (statement != null) {
        statements.add(statement);
        if (statement.kind() == StatementKind.COPY_FROM_STDIN) {
          data.add(new String(reader.copyData().readAllBytes(), StandardCharsets.UTF_8));
        }
        statement = reader.next();
      }
      return new Reading(
          statements,
          data,
          reader.problems(),
          reader.header(),
          reader.checksum(),
          reader.normalisedChecksum(),
          reader.bytes(),
          reader.byteOrderMark(),
          reader.carriageReturns());
    } catch (IOException e) {
      throw new AssertionError("a script in memory cannot fail to be read", e);
    }
  }

  /** The script, given in pieces of 1 to {@code most} bytes. */
  static InputStream chunked(byte[] script, int most, RandomGenerator random) {
    return new ByteArrayInputStream(script) {
      @Override
      public synchronized int read(byte[] target, int from, int length) {
        return super.read(target, from, Math.min(length, 1 + random.nextInt(most)));
      }
    };
  }
}
