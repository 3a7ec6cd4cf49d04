package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * A migration was taken out of use and will never run.
 *
 * @param target the target it happened on
 * @param version the migration
 * @param file its file before it was renamed
 * @param reason why
 * @param stateWhenRetired its state until then
 * @param renamedByHand the file was found renamed, nobody used the command
 * @param changes who renamed it, when it was found renamed
 */
@Revision("1")
public record MigrationRetired(
    String target,
    Version version,
    String file,
    String reason,
    MigrationStatus stateWhenRetired,
    boolean renamedByHand,
    List<Authorship> changes)
    implements LedgerEvent {

  public MigrationRetired {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(reason, "reason");
    requireNonNull(stateWhenRetired, "stateWhenRetired");
    changes = List.copyOf(changes);
  }
}
