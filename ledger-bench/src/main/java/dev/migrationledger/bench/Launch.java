package dev.migrationledger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A process to measure: its command, and what its environment has beside ours. */
record Launch(List<String> command, Map<String, String> environment, Path folder) {

  /** How often the peak is read: the kernel keeps it, so only the last moment can be missed. */
  private static final long POLL_MS = 5;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /**
   * Runs it to its end.
   *
   * @throws IllegalStateException when it fails or does not end in five minutes
   */
  Sample measure() throws IOException, InterruptedException {
    var output = folder.resolve("output.txt");
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(Redirect.to(output.toFile()));
    long started = System.nanoTime();
    var process = builder.start();
    process.getOutputStream().close();
    var status = Path.of("/proc", Long.toString(process.pid()), "status");
    long peak = 0;
    long ended = started;
    while (!process.waitFor(Duration.ofMillis(POLL_MS))) {
      ended = System.nanoTime();
      peak = Math.max(peak, peak(status));
      if (ended - started > PATIENCE.toNanos()) {
        process.destroyForcibly().waitFor();
        throw new IllegalStateException("it did not end in " + PATIENCE.toMinutes() + " minutes");
      }
    }
    ended = System.nanoTime();
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "exit " + process.exitValue() + ": " + tail(Files.readString(output)));
    }
    return new Sample((ended - started) / 1e9, peak);
  }

  /** Kilobytes, 0 where the system does not tell. */
  private static long peak(Path status) {
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException gone) {
      return 0;
    }
  }

  private static String tail(String text) {
    return text.substring(Math.max(0, text.length() - 300)).strip();
  }

  /** One measured run. */
  record Sample(double seconds, long peakKb) {}
}
