package dev.migrationledger.runner.attribution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** One file's commits, newest first, followed through renames and merges. */
final class FileLog {

  private static final int BIG_FILE = 8 << 20;

  private final Repository repository;
  private final RevWalk walk;

  FileLog(Repository repository, RevWalk walk) {
    this.repository = repository;
    this.walk = walk;
  }

  /**
   * A commit and the file as it holds it.
   *
   * @param touched whether the commit made this content or this name: it differs from each parent
   */
  record Node(RevCommit commit, String path, ObjectId blob, boolean touched) {}

  private record Place(RevCommit commit, String path) {}

  /** As git simplifies: through a merge, only the side whose content it took. */
  List<Node> simplified(RevCommit head, String path) throws IOException {
    return follow(head, path, true);
  }

  /** Every side of every merge, also one whose content was given up. */
  List<Node> everything(RevCommit head, String path) throws IOException {
    return follow(head, path, false);
  }

  private List<Node> follow(RevCommit head, String path, boolean simplify) throws IOException {
    List<Node> nodes = new ArrayList<>();
    Set<Place> seen = new HashSet<>();
    PriorityQueue<Place> queue =
        new PriorityQueue<>(
            Comparator.comparingInt((Place place) -> place.commit.getCommitTime()).reversed());
    queue.add(new Place(head, path));
    for (Place at = queue.poll(); at != null; at = queue.poll()) {
      ObjectId blob = path.isEmpty() || !seen.add(at) ? null : blob(at);
      if (blob != null) {
        nodes.add(step(at, blob, simplify, queue));
      }
    }
    return nodes;
  }

  private Node step(Place at, ObjectId blob, boolean simplify, PriorityQueue<Place> queue)
      throws IOException {
    boolean merge = at.commit.getParentCount() > 1;
    boolean touched = true;
    List<Place> parents = new ArrayList<>();
    for (RevCommit parent : at.commit.getParents()) {
      walk.parseHeaders(parent);
      Place before = before(at, blob, parent);
      if (before == null) {
        continue;
      }
      boolean same = blob.equals(blob(before)) && (merge || before.path.equals(at.path));
      if (same && simplify) {
        queue.add(before);
        return new Node(at.commit, at.path, blob, false);
      }
      touched &= !same;
      parents.add(before);
    }
    queue.addAll(parents);
    return new Node(at.commit, at.path, blob, touched);
  }

  private @Nullable Place before(Place at, ObjectId blob, RevCommit parent) throws IOException {
    Place same = new Place(parent, at.path);
    if (blob(same) != null) {
      return same;
    }
    String source = renamedFrom(at, blob, parent);
    return source == null ? null : new Place(parent, source);
  }

  private @Nullable ObjectId blob(Place place) throws IOException {
    try (TreeWalk tree =
        TreeWalk.forPath(walk.getObjectReader(), place.path, place.commit.getTree())) {
      return tree == null || tree.isSubtree() ? null : tree.getObjectId(0);
    }
  }

  /** The file of the parent that became this one: gone in the commit, and at least half alike. */
  private @Nullable String renamedFrom(Place at, ObjectId blob, RevCommit parent)
      throws IOException {
    List<DiffEntry> candidates = new ArrayList<>();
    try (TreeWalk tree = new TreeWalk(walk.getObjectReader())) {
      tree.addTree(parent.getTree());
      tree.addTree(at.commit.getTree());
      tree.setRecursive(true);
      tree.setFilter(TreeFilter.ANY_DIFF);
      for (DiffEntry entry : DiffEntry.scan(tree)) {
        boolean target =
            entry.getChangeType() == DiffEntry.ChangeType.ADD && entry.getNewPath().equals(at.path);
        boolean gone = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
        if (gone && entry.getOldId().toObjectId().equals(blob)) {
          return entry.getOldPath();
        }
        if (target || gone) {
          candidates.add(entry);
        }
      }
    }
    RenameDetector renames = new RenameDetector(repository);
    renames.setRenameScore(50);
    renames.setBigFileThreshold(BIG_FILE);
    renames.addAll(candidates);
    for (DiffEntry entry : renames.compute()) {
      if (entry.getChangeType() == DiffEntry.ChangeType.RENAME
          && entry.getNewPath().equals(at.path)) {
        return entry.getOldPath();
      }
    }
    return null;
  }
}
