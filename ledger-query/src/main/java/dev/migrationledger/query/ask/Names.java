package dev.migrationledger.query.ask;

import dev.migrationledger.query.audit.AuditQueries;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The names that a question may hold. They are kept until an event is there that may bring another
 * one: a log only grows, so the leaf of the last such event tells that all before it are the same.
 * Safe for use by several threads.
 */
final class Names {

  /** So many targets' people are kept at most. */
  private static final int MOST = 1_000;

  private final Map<String, Kept> people =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > MOST;
        }
      };
  private volatile Kept targets = new Kept("", List.of());

  /**
   * Names.
   *
   * @param leaf of the last event that could bring one
   */
  private record Kept(String leaf, List<String> names) {

    Kept {
      names = List.copyOf(names);
    }
  }

  /** Every target, by name. */
  List<String> targets(Connection c) {
    var now = renewed(targets, AuditQueries.lastRegistration(c), () -> AuditQueries.targets(c));
    targets = now;
    return now.names();
  }

  /** Everybody who did something on a target. */
  List<String> people(Connection c, String target) {
    var leaf = AuditQueries.lastLeaf(c, target);
    Kept before;
    synchronized (people) {
      before = people.getOrDefault(target, new Kept("", List.of()));
    }
    var now = renewed(before, leaf, () -> AuditQueries.actors(c, target));
    synchronized (people) {
      people.put(target, now);
    }
    return now.names();
  }

  private static Kept renewed(Kept before, String leaf, Supplier<List<String>> read) {
    return !leaf.isEmpty() && leaf.equals(before.leaf) ? before : new Kept(leaf, read.get());
  }
}
