package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.RecoveryAction;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * A failure state was examined and a way out was chosen.
 *
 * @param target the target it happened on
 * @param version the migration
 * @param found the failure state, in words
 * @param actions what will be done, in order
 */
@Revision("1")
public record RecoveryPlanned(
    String target, Version version, String found, List<RecoveryAction> actions)
    implements LedgerEvent {

  public RecoveryPlanned {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(found, "found");
    actions = List.copyOf(actions);
  }
}
