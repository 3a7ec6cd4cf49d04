package dev.migrationledger.runner.attribution;

import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Authorship.Source;
import dev.migrationledger.domain.script.Checksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** An open repository, asked about files of its work tree. The only door to JGit. */
final class GitLog implements AutoCloseable {

  private static final int TEXT_LIMIT = 16 << 20;

  private final GitFolder folder;
  private final Repository repository;
  private final RevWalk walk;
  private final BlobChecksums checksums;
  private final @Nullable RevCommit head;

  private GitLog(GitFolder folder, Repository repository) throws IOException {
    this.folder = folder;
    this.repository = repository;
    this.walk = new RevWalk(repository);
    this.checksums = new BlobChecksums(walk.getObjectReader());
    ObjectId id = repository.resolve(Constants.HEAD);
    this.head = id == null ? null : walk.parseCommit(id);
  }

  /**
   * @param clean whether the working file is what HEAD holds
   * @param complete whether the history reaches the earlier text
   */
  record Since(List<Authorship> commits, boolean clean, boolean complete) {}

  static GitLog open(GitFolder folder) throws IOException {
    QuietSystem.install();
    Repository repository =
        new FileRepositoryBuilder()
            .setGitDir(folder.gitDir().toFile())
            .setWorkTree(folder.workTree().toFile())
            .setMustExist(true)
            .build();
    try {
      return new GitLog(folder, repository);
    } catch (IOException | RuntimeException e) {
      repository.close();
      throw e;
    }
  }

  boolean isShallow() throws IOException {
    return !repository.getObjectDatabase().getShallowCommits().isEmpty();
  }

  Map<Path, Authorship> authorsOf(Map<Path, Checksum> files) throws IOException {
    Map<Path, Authorship> authors = new HashMap<>();
    if (head == null) {
      return authors;
    }
    BytesOrigin origin = new BytesOrigin(walk);
    for (Map.Entry<Path, Checksum> file : files.entrySet()) {
      Set<ObjectId> names = WorkingBytes.names(file.getKey(), file.getValue());
      if (!names.isEmpty()) {
        origin.want(file.getKey(), pathOf(file.getKey()), names);
      }
    }
    Map<RevCommit, Authorship> written = new HashMap<>();
    for (Map.Entry<Path, RevCommit> found : origin.search(head).entrySet()) {
      Authorship author = written.get(found.getValue());
      if (author == null) {
        author = authorship(found.getValue());
        written.put(found.getValue(), author);
      }
      authors.put(found.getKey(), author);
    }
    return authors;
  }

  Since changesSince(Path file, Checksum applied, Checksum previous, Checksum now)
      throws IOException {
    if (head == null) {
      return new Since(List.of(), false, false);
    }
    String path = pathOf(file);
    FileLog log = new FileLog(repository, walk);
    List<FileLog.Node> nodes = log.simplified(head, path);
    boolean clean = !nodes.isEmpty() && isClean(nodes.getFirst().blob(), file, now);
    Set<RevCommit> starts = starts(nodes, previous);
    if (starts.isEmpty()) {
      List<FileLog.Node> all = log.everything(head, path);
      starts = starts(all, previous);
      nodes = starts.isEmpty() ? nodes : all;
    }
    boolean complete = !starts.isEmpty();
    if (starts.isEmpty()) {
      starts = starts(nodes, applied);
      if (now.equals(applied)) {
        starts = beforeTheReturn(nodes, starts);
      }
    }
    Set<RevCommit> after = starts.isEmpty() ? Set.of() : after(starts);
    List<Authorship> commits = new ArrayList<>();
    for (FileLog.Node node : nodes) {
      if (node.touched() && (starts.isEmpty() || after.contains(node.commit()))) {
        commits.add(authorship(node.commit()));
      }
    }
    return new Since(commits, clean, complete);
  }

  Optional<String> textAt(Path file, Checksum bytes) throws IOException {
    if (head == null) {
      return Optional.empty();
    }
    ObjectReader reader = walk.getObjectReader();
    for (FileLog.Node node : new FileLog(repository, walk).everything(head, pathOf(file))) {
      boolean converted = checksums.isConverted(node.blob(), bytes);
      if (!converted && !checksums.isRaw(node.blob(), bytes)) {
        continue;
      }
      var loader = reader.open(node.blob());
      if (loader.getSize() > TEXT_LIMIT) {
        return Optional.empty();
      }
      String text = new String(loader.getBytes(TEXT_LIMIT), StandardCharsets.UTF_8);
      return Optional.of(converted ? text.replaceAll("(?<!\r)\n", "\r\n") : text);
    }
    return Optional.empty();
  }

  /** The commits but merges that touched a file on any side, newest first. */
  List<String> touching(Path file) throws IOException {
    List<String> commits = new ArrayList<>();
    if (head != null) {
      for (FileLog.Node node : new FileLog(repository, walk).everything(head, pathOf(file))) {
        if (node.touched() && node.commit().getParentCount() < 2) {
          commits.add(node.commit().name());
        }
      }
    }
    return commits;
  }

  @Override
  public void close() {
    walk.close();
    repository.close();
  }

  private boolean isClean(ObjectId blob, Path file, Checksum now) throws IOException {
    return checksums.isRaw(blob, now)
        || checksums.isConverted(blob, now)
        || WorkingBytes.names(file, now).contains(blob);
  }

  /** Raw bytes first: only a history that never held them may hold them with other line ends. */
  private Set<RevCommit> starts(List<FileLog.Node> nodes, Checksum checksum) throws IOException {
    Set<RevCommit> starts = new HashSet<>();
    for (FileLog.Node node : nodes) {
      if (checksums.isRaw(node.blob(), checksum)) {
        starts.add(node.commit());
      }
    }
    if (starts.isEmpty()) {
      for (FileLog.Node node : nodes) {
        if (checksums.isConverted(node.blob(), checksum)) {
          starts.add(node.commit());
        }
      }
    }
    return starts;
  }

  /** Without the newest commits that hold the start's bytes again; all when they always did. */
  private static Set<RevCommit> beforeTheReturn(List<FileLog.Node> nodes, Set<RevCommit> starts) {
    Set<RevCommit> earlier = new HashSet<>(starts);
    for (FileLog.Node node : nodes) {
      if (!earlier.remove(node.commit())) {
        break;
      }
    }
    return earlier.isEmpty() ? starts : earlier;
  }

  private Set<RevCommit> after(Set<RevCommit> starts) throws IOException {
    Set<RevCommit> after = new HashSet<>();
    try (RevWalk fresh = new RevWalk(repository)) {
      fresh.setRetainBody(false);
      fresh.markStart(fresh.parseCommit(java.util.Objects.requireNonNull(head)));
      for (RevCommit start : starts) {
        fresh.markUninteresting(fresh.parseCommit(start));
      }
      for (RevCommit commit : fresh) {
        after.add(commit);
      }
    }
    return after;
  }

  /** The file's path in the repository, of what a symbolic link leads to. */
  private String pathOf(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path real =
        Files.exists(absolute)
            ? absolute.toRealPath()
            : absolute.resolveSibling(absolute.getFileName());
    return real.startsWith(folder.workTree())
        ? folder.workTree().relativize(real).toString().replace('\\', '/')
        : "";
  }

  private Authorship authorship(RevCommit commit) throws IOException {
    walk.parseBody(commit);
    PersonIdent author = commit.getAuthorIdent();
    PersonIdent committer = commit.getCommitterIdent();
    return new Authorship(
        Source.COMMITTED,
        commit.name(),
        BoundedText.name(author == null ? "" : author.getName()),
        BoundedText.name(author == null ? "" : author.getEmailAddress()),
        BoundedText.name(committer == null ? "" : committer.getName()),
        BoundedText.name(committer == null ? "" : committer.getEmailAddress()),
        BoundedText.time(author == null ? null : author.getWhenAsInstant()),
        BoundedText.time(committer == null ? null : committer.getWhenAsInstant()),
        BoundedText.message(commit.getFullMessage()));
  }
}
