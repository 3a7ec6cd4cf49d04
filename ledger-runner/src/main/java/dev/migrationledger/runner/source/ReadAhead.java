package dev.migrationledger.runner.source;

import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.PostgresSql;
import dev.migrationledger.sql.parse.ScriptReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Has scripts parsed by threads of their own while somebody looks at the ones before. How far it is
 * ahead is bounded by their length, because trees take some fifty times the memory of their text.
 */
final class ReadAhead implements AutoCloseable {

  private static final int KIBIBYTE = 1 << 10;

  private static final int THREADS = 2;

  /** KiB of text in parsed scripts that nobody has taken yet. */
  private static final int AHEAD = 256;

  /** KiB of a script that are parsed ahead; the rest is parsed as it is read. */
  private static final int BEGINNING = 64;

  /** A script whose first statements are parsed. */
  static final class Script implements Closeable {

    private final ScriptReader reader;
    private final Deque<ParsedStatement> parsed = new ArrayDeque<>();

    private Script(ScriptReader reader) {
      this.reader = reader;
    }

    /** The next statement that PostgreSQL accepts, or null at the end of the script. */
    @Nullable ParsedStatement next() throws IOException {
      var first = parsed.poll();
      return first == null ? reader.next() : first;
    }

    /** What is known of the script beside its statements, when all of them were read. */
    ScriptReader reader() {
      return reader;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }

    private void parseBeginning() throws IOException {
      var length = 0;
      while (length < BEGINNING * KIBIBYTE) {
        var statement = reader.next();
        if (statement == null) {
          return;
        }
        parsed.add(statement);
        length += statement.statement().text().length();
      }
    }
  }

  /** A script that is being parsed, and how much of what may be ahead it takes. */
  private record Coming(Future<Script> script, int share) {}

  private final PostgresSql parser;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("read-ahead-", 0).factory());
  private final Iterator<SourceFile> sources;
  private final Deque<Coming> ahead = new ArrayDeque<>();
  private int room = AHEAD;

  /** Begins to read scripts that will be taken in this order. */
  ReadAhead(PostgresSql parser, List<SourceFile> sources) {
    this.parser = parser;
    this.sources = sources.iterator();
    goOn();
  }

  /**
   * The next script, for the caller to close.
   *
   * @throws IOException when it cannot be read
   */
  Script next() throws IOException {
    var next = ahead.removeFirst();
    room += next.share();
    goOn();
    try {
      return next.script().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException problem) {
        throw problem;
      }
      throw new IllegalStateException("a script could not be parsed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while scripts were parsed", e);
    }
  }

  private void goOn() {
    while (room > 0 && sources.hasNext()) {
      var source = sources.next();
      // a short script is an open file as well
      var share = (int) Math.min(BEGINNING, 4 + source.bytes() / KIBIBYTE);
      room -= share;
      ahead.addLast(new Coming(threads.submit(() -> read(source)), share));
    }
  }

  private Script read(SourceFile source) throws IOException {
    var script = new Script(parser.read(Files.newInputStream(source.path())));
    try {
      script.parseBeginning();
      return script;
    } catch (IOException | RuntimeException | Error e) {
      script.close();
      throw e;
    }
  }

  /** Nobody reads on; what is being parsed is parsed to its beginning's end, and closed. */
  @Override
  public void close() {
    threads.close();
    for (var left : ahead) {
      if (left.script().state() == Future.State.SUCCESS) {
        try {
          left.script().resultNow().close();
        } catch (IOException e) {
          // it was open to be read, and nobody reads it any more
        }
      }
    }
  }
}
