package dev.migrationledger.runner.attribution;

import dev.migrationledger.domain.script.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * A folder as another branch holds it, and as it was where this branch left that one. Read from the
 * repository; nothing is checked out. Links are left out.
 */
public final class BaseBranch implements AutoCloseable {

  private final Repository repository;
  private final RevWalk walk;
  private final BlobChecksums checksums;
  private final String path;
  private final RevCommit tip;
  private final RevCommit start;

  private BaseBranch(Repository repository, String path, String name) throws IOException {
    this.repository = repository;
    this.path = path;
    this.walk = new RevWalk(repository);
    this.checksums = new BlobChecksums(walk.getObjectReader());
    this.tip = commit(name);
    this.start = mergeBase(name);
  }

  /**
   * Finds the branch and where this one left it.
   *
   * @param name a branch, tag or commit as git understands it
   * @throws BranchProblem when there is no repository, no such branch, or no common history
   */
  public static BaseBranch open(Path folder, String name, Map<String, String> environment) {
    GitFolder git =
        GitFolder.find(folder, environment)
            .orElseThrow(() ->
                new BranchProblem(folder + " lies in no git repository, so it has no base branch"));
    QuietSystem.install();
    try {
      Repository repository =
          new FileRepositoryBuilder()
              .setGitDir(git.gitDir().toFile())
              .setWorkTree(git.workTree().toFile())
              .setMustExist(true)
              .build();
      try {
        String path = git.workTree().toRealPath().relativize(folder.toRealPath()).toString();
        return new BaseBranch(repository, path.replace('\\', '/'), name);
      } catch (IOException | RuntimeException e) {
        repository.close();
        throw e;
      }
    } catch (IOException e) {
      throw new BranchProblem("the repository of " + folder + " cannot be read: " + e);
    }
  }

  /** The branch's last commit, shortened. */
  public String commit() {
    return tip.abbreviate(10).name();
  }

  /** Whether the branch has commits that this one does not. */
  public boolean isAhead() {
    return !tip.equals(start);
  }

  /** Writes the files of the folder as the branch holds them; tells their names and blobs. */
  public Map<String, String> writeTip(Path to) {
    return write(tip, to);
  }

  /** Writes the files of the folder as they were where this branch left that one. */
  public Map<String, String> writeStart(Path to) {
    return write(start, to);
  }

  /** Whether a blob, checked out with or without CRLF line ends, has this checksum. */
  public boolean isCheckedOutAs(String blob, Checksum checksum) {
    try {
      ObjectId id = ObjectId.fromString(blob);
      return checksums.isRaw(id, checksum) || checksums.isConverted(id, checksum);
    } catch (IOException e) {
      throw new BranchProblem("a committed file cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    walk.close();
    repository.close();
  }

  private Map<String, String> write(RevCommit commit, Path to) {
    Map<String, String> blobs = new LinkedHashMap<>();
    try (TreeWalk tree = new TreeWalk(walk.getObjectReader())) {
      if (!enter(tree, commit)) {
        return blobs;
      }
      while (tree.next()) {
        FileMode mode = tree.getFileMode(0);
        String file = tree.getNameString();
        boolean regular =
            mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
        if (regular && isPlain(file)) {
          try (InputStream in = walk.getObjectReader().open(tree.getObjectId(0)).openStream()) {
            Files.copy(in, to.resolve(file));
          }
          blobs.put(file, tree.getObjectId(0).name());
        }
      }
      return blobs;
    } catch (IOException | UncheckedIOException | InvalidPathException e) {
      throw new BranchProblem(
          "the folder \"%s\" of commit %s cannot be read: %s"
              .formatted(path, commit.abbreviate(10).name(), BoundedText.name(e.toString())));
    }
  }

  private boolean enter(TreeWalk tree, RevCommit commit) throws IOException {
    if (path.isEmpty()) {
      tree.addTree(commit.getTree());
      return true;
    }
    try (TreeWalk at = TreeWalk.forPath(walk.getObjectReader(), path, commit.getTree())) {
      if (at == null || !at.getFileMode(0).equals(FileMode.TREE)) {
        return false;
      }
      tree.addTree(at.getObjectId(0));
      return true;
    }
  }

  /** No repository that git checks has others. */
  private static boolean isPlain(String file) {
    return !file.isEmpty()
        && !file.equals(".")
        && !file.equals("..")
        && file.indexOf('/') < 0
        && file.indexOf('\\') < 0
        && file.indexOf('\0') < 0;
  }

  private RevCommit commit(String name) throws IOException {
    try {
      ObjectId id = repository.resolve(name + "^{commit}");
      if (id != null) {
        return walk.parseCommit(id);
      }
    } catch (IllegalArgumentException e) {
      // as if it were not there
    }
    throw new BranchProblem(
        "this clone has no branch or commit \"%s\"; fetch it first, e.g. git fetch origin"
            .formatted(BoundedText.name(name)));
  }

  private RevCommit mergeBase(String name) throws IOException {
    ObjectId head = repository.resolve(Constants.HEAD);
    if (head == null) {
      throw new BranchProblem("the branch has no commit yet, so it left no other");
    }
    walk.setRevFilter(RevFilter.MERGE_BASE);
    walk.markStart(walk.parseCommit(head));
    walk.markStart(tip);
    RevCommit found = walk.next();
    walk.reset();
    walk.setRevFilter(RevFilter.ALL);
    if (found == null) {
      boolean shallow = !repository.getObjectDatabase().getShallowCommits().isEmpty();
      throw new BranchProblem(
          shallow
              ? "the clone is shallow and does not reach where this branch left \"%s\"; fetch its whole history (git fetch --unshallow; fetch-depth: 0 in actions/checkout)"
                  .formatted(BoundedText.name(name))
              : "this branch and \"%s\" have no common history".formatted(BoundedText.name(name)));
    }
    return walk.parseCommit(found);
  }
}
