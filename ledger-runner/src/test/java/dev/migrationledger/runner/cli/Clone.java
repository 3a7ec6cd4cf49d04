package dev.migrationledger.runner.cli;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A clone made by the git program, with branches, and command lines in it that know no ledger. */
final class Clone {

  final Path top;
  final Map<String, String> environment = new HashMap<>();
  private final String server;

  Clone(Path top, EmbeddedPostgres server) {
    this.top = top;
    this.server = server.libpqUrl("postgres");
    git("init", "-q", "-b", "main");
    git("config", "user.name", "Committer");
    git("config", "user.email", "committer@example.org");
  }

  /** What was said to stdout and stderr, and how it ended. */
  record Said(int status, String out, String err) {
    String all() {
      return out + err;
    }
  }

  /** {@code ledger ci} with its replay on the shared server. */
  Said ci(String... words) {
    var line = new ArrayList<>(List.of("ci", "--shadow-url", server));
    line.addAll(List.of(words));
    return run(line.toArray(String[]::new));
  }

  Said run(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var console =
        new Console(new PrintWriter(out), new PrintWriter(err), false, Map.copyOf(environment));
    var status = LedgerCli.run(console, Map.copyOf(environment), top, words);
    return new Said(status, out.toString(), err.toString());
  }

  Clone write(String file, String text) {
    try {
      var path = top.resolve("migrations").resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything becomes a commit. */
  Clone commit() {
    git("add", "-A", "migrations");
    git("commit", "-q", "--allow-empty", "-m", "change");
    return this;
  }

  /** Goes to a branch, a new one when there is none of this name. */
  Clone on(String branch) {
    var known = git("branch", "--list", branch);
    if (known.isBlank()) {
      git("checkout", "-q", "-b", branch);
    } else {
      git("checkout", "-q", branch);
    }
    return this;
  }

  String git(String... arguments) {
    var command = new ArrayList<>(List.of("git", "-c", "commit.gpgsign=false"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(top.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    try {
      var process = builder.start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + said);
      }
      return said;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
