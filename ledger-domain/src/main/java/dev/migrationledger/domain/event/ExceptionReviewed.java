package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * Somebody looked afterwards at a change for which glass was broken.
 *
 * @param target the target it happened on
 * @param version the migration
 * @param runs the runs in which a rule was set aside for it
 * @param rules the rules that were set aside
 * @param reviewer who looked
 * @param reason what the reviewer found
 */
@Revision("1")
public record ExceptionReviewed(
    String target,
    Version version,
    List<String> runs,
    List<String> rules,
    String reviewer,
    String reason)
    implements ApprovalEvent {

  public ExceptionReviewed {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    runs = List.copyOf(runs);
    rules = List.copyOf(rules);
    requireNonNull(reviewer, "reviewer");
    requireNonNull(reason, "reason");
  }
}
