package dev.migrationledger.runner.execute.wire;

import dev.migrationledger.runner.execute.work.Work;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.StatementReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The script's file while it is executed: statements, bytes read so far, and its checksum. */
public final class ScriptFile implements AutoCloseable {

  private final Counter counter;
  private final StatementReader reader;
  private final long size;

  private ScriptFile(Counter counter, long size) {
    this.counter = counter;
    this.reader = StatementReader.of(counter);
    this.size = size;
  }

  public static ScriptFile open(Path path) throws IOException {
    long size = Files.size(path);
    return new ScriptFile(new Counter(Files.newInputStream(path)), size);
  }

  public @Nullable Statement next() throws IOException {
    return reader.next();
  }

  public InputStream copyData() {
    return reader.copyData();
  }

  public long bytesRead() {
    return counter.read;
  }

  public long size() {
    return size;
  }

  /** Why the whole file, read to its end, is not what was planned; empty when it is. */
  public Optional<String> objection(Work work) {
    if (!reader.checksum().equals(work.migration().checksum().hex())) {
      return Optional.of(
          "the file changed while the run was going on: planned were bytes with checksum "
              + work.migration().checksum().brief()
              + "…, read were bytes with checksum "
              + reader.checksum().substring(0, 12)
              + "…; run \"ledger plan\" and look at the change");
    }
    return reader.problems().stream()
        .findFirst()
        .map(problem ->
            problem.code()
                + " line "
                + problem.place().line()
                + ", column "
                + problem.place().column()
                + ": "
                + problem.message()
                + ". "
                + problem.remedy());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static final class Counter extends FilterInputStream {
    private long read;

    private Counter(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      read += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      read += Math.max(0, count);
      return count;
    }
  }
}
