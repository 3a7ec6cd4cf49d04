package dev.migrationledger.domain.ledger;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.event.ApprovalEvent;
import dev.migrationledger.domain.event.ApprovalWithdrawn;
import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.ExceptionReviewed;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationApproved;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationRecovered;
import dev.migrationledger.domain.event.MigrationRetired;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which scripts may run because somebody approved them, and for which changes glass was broken that
 * nobody has looked at since. An approval ends when the script's bytes change, when it is withdrawn
 * and when the script ran: what is rolled back and runs again is approved again.
 *
 * @param given the approvals that stand, in the order in which they were given
 * @param unreviewed the broken glass, in the order in which it was broken
 */
public record ApprovalState(List<Given> given, List<BrokenGlass> unreviewed) {

  /** Nobody approved anything, and no glass is broken. */
  public static final ApprovalState NONE = new ApprovalState(List.of(), List.of());

  /** The rules whose setting aside somebody has to look at: unapproved, and without the ledger. */
  public static final Set<String> GLASS = Set.of("PLAN-018", "STORE-001");

  public ApprovalState {
    given = List.copyOf(given);
    unreviewed = List.copyOf(unreviewed);
  }

  /**
   * An approval that stands.
   *
   * @param version the migration
   * @param checksum the approved bytes
   * @param approver who approved it
   * @param author who wrote these bytes, as far as known
   */
  public record Given(Version version, Checksum checksum, String approver, String author) {

    public Given {
      requireNonNull(version, "version");
      requireNonNull(checksum, "checksum");
      requireNonNull(approver, "approver");
      requireNonNull(author, "author");
    }
  }

  /**
   * A rule that was set aside and is not reviewed.
   *
   * @param version the migration
   * @param run the run
   * @param rule the rule's code
   */
  public record BrokenGlass(Version version, String run, String rule) {

    public BrokenGlass {
      requireNonNull(version, "version");
      requireNonNull(run, "run");
      requireNonNull(rule, "rule");
    }
  }

  /** The approvals of a migration that stand for these bytes. */
  public List<Given> of(Version version, Checksum checksum) {
    return given.stream()
        .filter(g -> g.version().compareTo(version) == 0 && g.checksum().equals(checksum))
        .toList();
  }

  /** What is not reviewed of a migration. */
  public List<BrokenGlass> unreviewed(Version version) {
    return unreviewed.stream().filter(b -> b.version().compareTo(version) == 0).toList();
  }

  /** What stands after an event. */
  public ApprovalState after(LedgerEvent event) {
    return switch (event) {
      case ApprovalEvent e -> judged(e);
      case MigrationDiscovered e ->
          without(g -> is(g, e.script().version()) && !g.checksum().equals(e.script().checksum()));
      case MigrationApplied e -> without(g -> is(g, e.version()));
      case MigrationRecovered e when e.status().isDone() -> without(g -> is(g, e.version()));
      case MigrationRetired e -> without(g -> is(g, e.version()));
      case BaselineEstablished e -> without(g -> e.covered().stream().anyMatch(v -> is(g, v)));
      case RuleOverridden e when GLASS.contains(e.override().rule()) -> broken(e);
      default -> this;
    };
  }

  private ApprovalState judged(ApprovalEvent event) {
    return switch (event) {
      case MigrationApproved e -> {
        var all = new ArrayList<>(given);
        all.add(new Given(e.version(), e.checksum(), e.approver(), e.author()));
        yield new ApprovalState(all, unreviewed);
      }
      case ApprovalWithdrawn e -> without(g -> is(g, e.version()));
      case ExceptionReviewed e ->
          new ApprovalState(
              given,
              unreviewed.stream().filter(b -> b.version().compareTo(e.version()) != 0).toList());
    };
  }

  private ApprovalState broken(RuleOverridden e) {
    var all = new ArrayList<>(unreviewed);
    all.add(new BrokenGlass(e.override().version(), e.run(), e.override().rule()));
    return new ApprovalState(given, all);
  }

  private ApprovalState without(Predicate<Given> ended) {
    return given.stream().noneMatch(ended)
        ? this
        : new ApprovalState(given.stream().filter(ended.negate()).toList(), unreviewed);
  }

  private static boolean is(Given given, Version version) {
    return given.version().compareTo(version) == 0;
  }
}
