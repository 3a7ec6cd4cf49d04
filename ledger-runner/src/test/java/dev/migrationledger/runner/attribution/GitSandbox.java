package dev.migrationledger.runner.attribution;

import dev.migrationledger.domain.script.Checksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A repository made by the git program, with a clock of its own. */
final class GitSandbox {

  final Path top;
  private long clock = 1_700_000_000L;

  GitSandbox(Path top) {
    this.top = top;
    git("init", "-q", "-b", "main");
    git("config", "user.name", "Committer");
    git("config", "user.email", "committer@example.org");
    git("config", "core.autocrlf", "false");
  }

  Path write(String path, String text) {
    try {
      Path file = top.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String commit(String author, String message) {
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", message, "--author", author + " <" + author + "@x>");
    return git("rev-parse", "HEAD").strip();
  }

  String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    clock += 60;
    ProcessBuilder builder = new ProcessBuilder(command).directory(top.toFile());
    builder.redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_CONFIG_NOSYSTEM",
                "1",
                "GIT_CONFIG_GLOBAL",
                "/dev/null",
                "GIT_AUTHOR_DATE",
                clock + " +0000",
                "GIT_COMMITTER_DATE",
                clock + " +0000"));
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + output);
      }
      return output;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  FileHistory history(String folder) {
    return FileHistory.open(top.resolve(folder), Map.of());
  }

  static Checksum sum(String text) {
    var digest = BlobChecksums.sha256();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return new Checksum(BlobChecksums.hex(digest));
  }
}
