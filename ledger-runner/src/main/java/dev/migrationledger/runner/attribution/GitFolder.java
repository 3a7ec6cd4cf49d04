package dev.migrationledger.runner.attribution;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a folder's repository lies, found without opening it.
 *
 * @param gitDir the repository's own folder
 * @param workTree the top of the checked out files
 */
record GitFolder(Path gitDir, Path workTree) {

  private static final String LINK = "gitdir:";

  /** Looks where git looks: GIT_DIR if it is about this folder, else the folder and upwards. */
  static Optional<GitFolder> find(Path folder, Map<String, String> environment) {
    try {
      Path from = folder.toRealPath();
      Optional<GitFolder> named = named(from, environment);
      return named.isPresent() ? named : upwards(from, environment);
    } catch (IOException | RuntimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<GitFolder> named(Path from, Map<String, String> environment)
      throws IOException {
    String gitDir = environment.getOrDefault("GIT_DIR", "");
    if (gitDir.isEmpty() || !Files.isDirectory(Path.of(gitDir))) {
      return Optional.empty();
    }
    Path dir = Path.of(gitDir).toRealPath();
    String named = environment.getOrDefault("GIT_WORK_TREE", "");
    Path parent = dir.getParent();
    boolean dotGit = dir.endsWith(".git") && parent != null;
    Path top = !named.isEmpty() ? Path.of(named) : dotGit && parent != null ? parent : Path.of("");
    Path workTree = top.toRealPath();
    return from.startsWith(workTree) && isRepository(dir)
        ? Optional.of(new GitFolder(dir, workTree))
        : Optional.empty();
  }

  private static Optional<GitFolder> upwards(Path from, Map<String, String> environment)
      throws IOException {
    String ceilings = environment.getOrDefault("GIT_CEILING_DIRECTORIES", "");
    for (@Nullable Path at = from; at != null; at = at.getParent()) {
      if (!at.equals(from) && isListed(at, ceilings)) {
        return Optional.empty();
      }
      Path dot = at.resolve(".git");
      if (Files.isRegularFile(dot)) {
        return linked(at, dot);
      }
      if (Files.isDirectory(dot) && isRepository(dot)) {
        return Optional.of(new GitFolder(dot, at));
      }
      if (isRepository(at)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean isListed(Path folder, String ceilings) {
    for (String ceiling : ceilings.split(File.pathSeparator, -1)) {
      if (!ceiling.isEmpty() && folder.equals(Path.of(ceiling))) {
        return true;
      }
    }
    return false;
  }

  /** A linked worktree or a submodule: a file names the repository's folder. */
  private static Optional<GitFolder> linked(Path workTree, Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8).strip();
    if (!text.startsWith(LINK)) {
      return Optional.empty();
    }
    Path dir = workTree.resolve(text.substring(LINK.length()).strip()).normalize();
    return Files.isRegularFile(dir.resolve("HEAD"))
        ? Optional.of(new GitFolder(dir, workTree))
        : Optional.empty();
  }

  private static boolean isRepository(Path dir) {
    return Files.exists(dir.resolve("HEAD"))
        && Files.isDirectory(dir.resolve("objects"))
        && Files.isDirectory(dir.resolve("refs"));
  }
}
