package dev.migrationledger.runner.attribution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Finds the commits that brought the bytes of many files in one walk: the files still sought go
 * from a commit to its parents, and only those a commit changed are looked at.
 */
final class BytesOrigin {

  private static final int FEW = 16;

  private final RevWalk walk;
  private final Map<String, Sought> wanted = new HashMap<>();
  private final Map<Path, RevCommit> origins = new HashMap<>();
  private final Map<RevCommit, Map<String, Sought>> pending = new HashMap<>();
  private final Set<String> scope = new HashSet<>();
  private final PriorityQueue<RevCommit> queue =
      new PriorityQueue<>(Comparator.comparingInt(RevCommit::getCommitTime).reversed());

  BytesOrigin(RevWalk walk) {
    this.walk = walk;
  }

  /**
   * @param names what git may call the bytes sought
   * @param blob what the file is at the commit looked at; the zero name where it does not exist
   */
  private record Sought(Path file, Set<ObjectId> names, ObjectId blob) {

    boolean found() {
      return names.contains(blob);
    }

    Sought at(ObjectId other) {
      return new Sought(file, names, other);
    }
  }

  void want(Path file, String path, Set<ObjectId> names) {
    if (!path.isEmpty()) {
      wanted.put(path, new Sought(file, names, ObjectId.zeroId()));
    }
  }

  Map<Path, RevCommit> search(RevCommit head) throws IOException {
    wanted.keySet().forEach(this::widen);
    Map<String, Sought> present = new HashMap<>();
    try (TreeWalk tree = new TreeWalk(walk.getObjectReader())) {
      tree.addTree(head.getTree());
      tree.setRecursive(true);
      tree.setFilter(inScope());
      while (!wanted.isEmpty() && tree.next()) {
        Sought sought = wanted.get(tree.getPathString());
        if (sought != null) {
          present.put(tree.getPathString(), sought.at(tree.getObjectId(0)));
        }
      }
    }
    send(head, present);
    for (RevCommit at = queue.poll(); at != null; at = queue.poll()) {
      Map<String, Sought> files = pending.remove(at);
      if (files != null) {
        step(at, files);
      }
    }
    return origins;
  }

  private void widen(String path) {
    int slash = path.lastIndexOf('/');
    scope.add(wanted.size() <= FEW ? path : slash < 0 ? "" : path.substring(0, slash));
  }

  private TreeFilter inScope() {
    return scope.isEmpty() || scope.contains("")
        ? TreeFilter.ALL
        : PathFilterGroup.createFromStrings(scope);
  }

  private void send(RevCommit to, Map<String, Sought> files) throws IOException {
    if (files.isEmpty()) {
      return;
    }
    walk.parseHeaders(to);
    Map<String, Sought> there = pending.get(to);
    if (there == null) {
      pending.put(to, files);
      queue.add(to);
    } else {
      files.forEach(there::putIfAbsent);
    }
  }

  /** What no parent changed goes to the first parent as it is, without a look at each file. */
  private void step(RevCommit at, Map<String, Sought> files) throws IOException {
    List<Map<String, Sought>> next = new ArrayList<>();
    for (RevCommit parent : at.getParents()) {
      walk.parseHeaders(parent);
      next.add(new HashMap<>());
    }
    if (next.isEmpty()) {
      files.values().forEach(sought -> settle(at, sought));
      return;
    }
    Map<String, Sought> added = new HashMap<>();
    Gone gone = new Gone(new HashMap<>(), new HashMap<>());
    try (TreeWalk tree = differences(at, AndTreeFilter.create(TreeFilter.ANY_DIFF, inScope()))) {
      while (tree.next()) {
        String path = tree.getPathString();
        Sought sought = files.get(path);
        gone.note(tree, path, next.size());
        if (sought != null && changed(tree, path, sought, next)) {
          files.remove(path);
        } else if (sought != null) {
          files.remove(path);
          added.put(path, sought);
        }
      }
    }
    followRenames(at, added, gone, next);
    files.forEach(next.getFirst()::putIfAbsent);
    for (int i = 0; i < next.size(); i++) {
      send(at.getParent(i), next.get(i));
    }
  }

  /** Whether a parent has the file's bytes, or, sought in vain so far, the file at all. */
  private static boolean changed(
      TreeWalk tree, String path, Sought sought, List<Map<String, Sought>> next) {
    for (int i = 0; i < next.size(); i++) {
      if (tree.getObjectId(i + 1).equals(sought.blob)) {
        next.get(i).put(path, sought);
        return true;
      }
    }
    boolean passed = false;
    for (int i = 0; i < next.size() && !sought.found(); i++) {
      ObjectId before = tree.getObjectId(i + 1);
      if (!before.equals(ObjectId.zeroId())) {
        next.get(i).put(path, sought.at(before));
        passed = true;
      }
    }
    return passed;
  }

  private void followRenames(
      RevCommit at, Map<String, Sought> added, Gone gone, List<Map<String, Sought>> next)
      throws IOException {
    boolean outside = added.values().stream().anyMatch(s -> !gone.paths.containsKey(s.blob));
    if (outside) {
      try (TreeWalk tree = differences(at, new OutsideOf(Set.copyOf(scope)))) {
        while (tree.next()) {
          gone.note(tree, tree.getPathString(), next.size());
        }
      }
    }
    added.forEach((path, sought) -> {
      String source = gone.paths.get(sought.blob);
      if (source == null || added.containsKey(source)) {
        settle(at, sought);
      } else {
        widen(source);
        next.get(gone.parents.getOrDefault(sought.blob, 0)).put(source, sought);
      }
    });
  }

  private TreeWalk differences(RevCommit at, TreeFilter filter) throws IOException {
    TreeWalk tree = new TreeWalk(walk.getObjectReader());
    tree.addTree(at.getTree());
    for (RevCommit parent : at.getParents()) {
      tree.addTree(parent.getTree());
    }
    tree.setRecursive(true);
    tree.setFilter(filter);
    return tree;
  }

  private void settle(RevCommit at, Sought sought) {
    if (sought.found()) {
      origins.putIfAbsent(sought.file, at);
    }
  }

  /**
   * The files a commit no longer has, by their bytes.
   *
   * @param parents the number of the parent that has them
   */
  private record Gone(Map<ObjectId, String> paths, Map<ObjectId, Integer> parents) {

    void note(TreeWalk tree, String path, int count) {
      for (int i = 0; tree.getRawMode(0) == 0 && i < count; i++) {
        if (tree.getRawMode(i + 1) != 0) {
          paths.putIfAbsent(tree.getObjectId(i + 1), path);
          parents.putIfAbsent(tree.getObjectId(i + 1), i);
        }
      }
    }
  }

  /** What differs beside the folders already compared. */
  private static final class OutsideOf extends TreeFilter {

    private final Set<String> folders;

    OutsideOf(Set<String> folders) {
      this.folders = folders;
    }

    @Override
    public boolean include(TreeWalk tree) throws IOException {
      return ANY_DIFF.include(tree)
          && !(tree.isSubtree() && folders.contains(tree.getPathString()));
    }

    @Override
    public boolean shouldBeRecursive() {
      return false;
    }

    @Override
    public TreeFilter clone() {
      return this;
    }
  }
}
