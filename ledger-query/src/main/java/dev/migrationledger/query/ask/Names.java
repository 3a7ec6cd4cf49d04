package dev.migrationledger.query.ask;

import dev.migrationledger.query.audit.AuditNames;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The names that a question may hold. They are kept until an event is there that may bring another
 * one: a log only grows, so the leaf of the last such event tells that all before it are the same,
 * and is not asked for while no event comes. Safe for use by several threads.
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
  private volatile Kept targets = Kept.NONE;

  /**
   * Names.
   *
   * @param asOf index of the last event when they were looked at
   * @param leaf of the last event that could bring one
   */
  private record Kept(long asOf, String leaf, List<String> names) {

    static final Kept NONE = new Kept(-1, "", List.of());

    Kept {
      names = List.copyOf(names);
    }
  }

  /** Every target, by name. */
  List<String> targets(Connection c, long asOf) {
    var now =
        renewed(targets, asOf, () -> AuditNames.lastRegistration(c), () -> AuditNames.targets(c));
    targets = now;
    return now.names();
  }

  /** Everybody who did something on a target. */
  List<String> people(Connection c, String target, long asOf) {
    Kept before;
    synchronized (people) {
      before = people.getOrDefault(target, Kept.NONE);
    }
    var now =
        renewed(
            before, asOf, () -> AuditNames.lastLeaf(c, target), () -> AuditNames.actors(c, target));
    synchronized (people) {
      people.put(target, now);
    }
    return now.names();
  }

  private static Kept renewed(
      Kept before, long asOf, Supplier<String> last, Supplier<List<String>> read) {
    if (asOf >= 0 && asOf == before.asOf) {
      return before;
    }
    var leaf = last.get();
    boolean same = !leaf.isEmpty() && leaf.equals(before.leaf);
    return new Kept(asOf, leaf, same ? before.names : read.get());
  }
}
