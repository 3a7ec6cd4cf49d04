package dev.migrationledger.runner.record;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.domain.schema.Attribution;
import dev.migrationledger.store.log.Content;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The runner's only way to the ledger: in the target, in a database of its own, or behind a
 * service.
 */
public interface LedgerGateway extends AutoCloseable {

  /** What the ledger knows of a target; of an unknown one, nothing. */
  LedgerState state(String target);

  /** Stores texts that the next command's events commit to. */
  void keep(List<Content> contents);

  /** A stored text by its commitment; empty when it was never kept or was erased. */
  Optional<String> text(String commitment);

  /**
   * The discoveries of a target whose facts name one of these objects, in order; none where it
   * cannot be asked.
   */
  List<MigrationDiscovered> discoveries(String target, Collection<String> names);

  /**
   * Who changed an object since its target was last seen as the ledger says; nobody known where it
   * cannot be asked.
   *
   * @param identity the object's name as PostgreSQL's {@code pg_identify_object} writes it
   * @param within that of the table it belongs to, empty when it stands alone
   */
  Attribution whoChanged(String target, String kind, String identity, String within);

  /**
   * Records.
   *
   * @throws dev.migrationledger.domain.ledger.LedgerRefusal when the ledger will not record it
   * @throws dev.migrationledger.store.failure.StoreFailure when the ledger cannot be reached
   */
  Recorded send(LedgerCommand command, Origin origin);

  /** The index of the last event the ledger holds, -1 when it holds none. */
  long asOf();

  @Override
  void close();
}
