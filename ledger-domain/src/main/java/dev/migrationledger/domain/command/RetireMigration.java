package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Takes a migration out of use.
 *
 * @param target the target it is for
 * @param version the migration
 * @param file its file before it is renamed
 * @param reason why
 * @param renamedByHand the file was found renamed
 * @param changes who renamed it, when it was found renamed
 */
public record RetireMigration(
    @TargetAggregateIdentifier String target,
    Version version,
    String file,
    String reason,
    boolean renamedByHand,
    List<Authorship> changes)
    implements LedgerCommand {

  public RetireMigration {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(reason, "reason");
    changes = List.copyOf(changes);
  }
}
