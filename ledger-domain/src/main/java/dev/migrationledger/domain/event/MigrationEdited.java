package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Edit;
import org.axonframework.serialization.Revision;

/**
 * An applied script's text changed.
 *
 * @param target the target it happened on
 * @param edit what changed, and by whom
 */
@Revision("1")
public record MigrationEdited(String target, Edit edit) implements LedgerEvent {

  public MigrationEdited {
    requireNonNull(target, "target");
    requireNonNull(edit, "edit");
  }
}
