package dev.migrationledger.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What a program that ran to its end said; no argument may hold a secret. */
record Program(int exit, String output) {

  /** Runs with PostgreSQL's own environment cleared: PGDATA and its like would mislead it. */
  static Program run(List<String> command, Path workingFolder) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(workingFolder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Program(process.waitFor(), output);
    } catch (IOException e) {
      return new Program(127, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException.Interrupted(command.getFirst(), e);
    }
  }

  boolean succeeded() {
    return exit == 0;
  }
}
