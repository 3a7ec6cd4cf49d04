package dev.migrationledger.runner.drift;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.runner.record.LedgerGateway;
import dev.migrationledger.store.log.StoredEvent;
import java.util.List;

/** Who speaks to the ledger for one target: this room does not know for whom. */
public interface SchemaRecord {

  /** The target's name. */
  String target();

  /** The run's id. */
  String run();

  /** What the ledger knows, with all that was sent. */
  LedgerState state();

  /** The ledger itself, for texts. */
  LedgerGateway ledger();

  /** Records. */
  List<StoredEvent> send(LedgerCommand command);
}
