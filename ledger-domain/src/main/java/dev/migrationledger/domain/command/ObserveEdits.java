package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Edit;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that applied scripts changed.
 *
 * @param target the target it is for
 * @param edits one for each changed script
 */
public record ObserveEdits(@TargetAggregateIdentifier String target, List<Edit> edits)
    implements LedgerCommand {

  public ObserveEdits {
    requireNonNull(target, "target");
    edits = List.copyOf(edits);
  }
}
