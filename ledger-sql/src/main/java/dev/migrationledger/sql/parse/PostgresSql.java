package dev.migrationledger.sql.parse;

import dev.migrationledger.sql.StatementKind;
import dev.migrationledger.sql.StatementReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * PostgreSQL's own parser. Making one costs nothing: the parser is loaded when there is a first
 * statement to parse. Any number of threads may use it at once; each takes a few MiB meanwhile.
 */
public final class PostgresSql implements AutoCloseable {

  /** Trees take some fifty times the memory of their text. */
  private static final int CACHED_BYTES = 1 << 20;

  /** Bytes of a statement that is parsed at most, unless told otherwise. */
  private static final int LARGEST = 4 << 20;

  private final Parsers parsers;
  private final ScriptCache cache = new ScriptCache(CACHED_BYTES);

  /** A parser of statements up to 4 MiB. */
  public PostgresSql() {
    this(LARGEST);
  }

  /**
   * A parser that leaves longer statements unread.
   *
   * @param largest bytes of a statement; its trees take some fifty times as much memory
   */
  public PostgresSql(int largest) {
    this.parsers = new Parsers(largest);
  }

  /** Starts to load the parser and returns at once: the first statement then waits less. */
  public void prepare() {
    parsers.prepare();
  }

  /** Parses a script that is in memory; the last ones are remembered by their checksum. */
  public ParsedScript parse(String script) {
    return parse(script.getBytes(StandardCharsets.UTF_8));
  }

  /** Parses a script that is in memory; the last ones are remembered by their checksum. */
  public ParsedScript parse(byte[] script) {
    ParsedScript known = cache.find(checksum(script));
    if (known != null) {
      return known;
    }
    try (ScriptReader reader = read(new ByteArrayInputStream(script))) {
      List<ParsedStatement> statements = new ArrayList<>();
      ParsedStatement statement = reader.next();
      while (statement != null) {
        statements.add(statement);
        statement = reader.next();
      }
      ParsedScript parsed =
          new ParsedScript(reader.checksum(), statements, reader.syntaxErrors(), reader.problems());
      cache.keep(parsed, script.length);
      return parsed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses a script of any size, statement by statement; the stream is closed with the reader. */
  public ScriptReader read(InputStream script) {
    return new ScriptReader(StatementReader.of(script), parsers);
  }

  /**
   * Whether an edit is cosmetic: both scripts are read whole, and have the same statements but for
   * comments, blanks, and the case of keywords. The rows of {@code COPY … FROM STDIN} are in no
   * tree: a script with them is never the same.
   */
  public boolean sameTrees(String before, String after) {
    ParsedScript one = parse(before);
    ParsedScript other = parse(after);
    return isWholeInTrees(one)
        && isWholeInTrees(other)
        && one.fingerprint().equals(other.fingerprint());
  }

  @Override
  public void close() {
    parsers.close();
  }

  /** Whether the parser has been loaded, for the test that it is not when nobody asks. */
  boolean isLoaded() {
    return parsers.areLoaded();
  }

  private static boolean isWholeInTrees(ParsedScript script) {
    return script.isRead()
        && script.statements().stream()
            .noneMatch(one -> one.statement().kind() == StatementKind.COPY_FROM_STDIN);
  }

  private static String checksum(byte[] script) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(script));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
