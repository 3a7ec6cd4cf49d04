package dev.migrationledger.runner.process;

import dev.migrationledger.runner.cli.LedgerCli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own, which can be killed. */
final class RunnerProcess {

  /** Behind {@code nohup} and {@code &} the tests ignore Ctrl-C, and so would what they start. */
  private static final List<String> HEEDS_INTERRUPTS = List.of("env", "--default-signal=INT");

  private static final List<String> PREFIX = hasSignals() ? HEEDS_INTERRUPTS : List.of();

  private final Process process;
  private final Path out;
  private final Path err;

  private RunnerProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static RunnerProcess start(
      Path folder, Map<String, String> environment, List<String> jvm, List<String> arguments) {
    try {
      var out = scratch("out");
      var err = scratch("err");
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      var command = new ArrayList<>(PREFIX);
      command.addAll(List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
      command.addAll(jvm);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add(LedgerCli.class.getName());
      command.addAll(arguments);
      var builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().putAll(environment);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new RunnerProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether {@code env} knows signals: GNU's does, macOS's does not. */
  private static boolean hasSignals() {
    var command = new ArrayList<>(HEEDS_INTERRUPTS);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  /** As Ctrl-C on a terminal does. */
  void interrupt() {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Ended await() {
    try {
      if (!process.waitFor(180, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the runner did not end: " + Files.readString(err));
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path scratch(String suffix) throws IOException {
    var file = Files.createTempFile("runner", "." + suffix);
    file.toFile().deleteOnExit();
    return file;
  }
}
