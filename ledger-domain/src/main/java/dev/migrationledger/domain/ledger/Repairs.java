package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.event.LedgerRestored;
import dev.migrationledger.domain.event.ReceiptTampered;
import dev.migrationledger.domain.event.RepairPlanned;
import dev.migrationledger.domain.event.TargetRepaired;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was decided about a target's failure states that belong to no run.
 *
 * @param open what is being repaired, to the plan that does it
 * @param accepted what somebody accepted as it is
 */
public record Repairs(Map<String, String> open, Set<String> accepted) {

  /** Nothing was ever repaired. */
  public static final Repairs NONE = new Repairs(Map.of(), Set.of());

  public Repairs {
    open = Collections.unmodifiableMap(new TreeMap<>(open));
    accepted = Collections.unmodifiableSet(new TreeSet<>(accepted));
  }

  /** Names a failure state of a subject. */
  public static String key(String state, String subject) {
    return state + " " + subject;
  }

  /** Whether somebody accepted a failure state of a subject. */
  public boolean accepts(String state, String subject) {
    return accepted.contains(key(state, subject));
  }

  /** Whether receipts under another target's name count as this one's. */
  public boolean acceptsName(String name) {
    return accepted.contains("name " + name);
  }

  /** Whether it is known that a migration is applied and has no receipt. */
  public boolean acceptsNoReceipt(Version version) {
    return accepted.contains("no receipt " + version.number());
  }

  /** Whether it is known that a receipt tells other bytes than the ledger. */
  public boolean acceptsReceipt(Version version, Checksum checksum) {
    return accepted.contains("receipt " + version.number() + " " + checksum.hex());
  }

  Repairs planned(RepairPlanned e) {
    var next = new TreeMap<>(open);
    next.put(key(e.state(), e.subject()), e.plan());
    return new Repairs(next, accepted);
  }

  Repairs repaired(TargetRepaired e) {
    var key = key(e.state(), e.subject());
    var next = new TreeMap<>(open);
    next.remove(key);
    return e.accepted()
        ? new Repairs(next, accepted).with(Set.of(key))
        : new Repairs(next, accepted);
  }

  Repairs tampered(ReceiptTampered e) {
    return with(Set.of("receipt " + e.version().number() + " " + e.inReceipt().hex()));
  }

  Repairs restored(LedgerRestored e) {
    var more = new TreeSet<String>();
    e.names().forEach(name -> more.add("name " + name));
    e.kept().forEach(version -> more.add("no receipt " + version.number()));
    var next = with(more);
    var again = new TreeSet<>(next.accepted());
    e.undone().forEach(version -> again.remove("no receipt " + version.number()));
    return new Repairs(next.open(), again);
  }

  private Repairs with(Collection<String> more) {
    var all = new TreeSet<>(accepted);
    all.addAll(more);
    return new Repairs(open, all);
  }
}
