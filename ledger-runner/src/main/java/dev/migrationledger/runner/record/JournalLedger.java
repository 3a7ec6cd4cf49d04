package dev.migrationledger.runner.record;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.ledger.LedgerRules;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.domain.schema.Attribution;
import dev.migrationledger.store.log.Content;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a ledger that is away, when somebody decided to run without it: the same rules
 * decide over what the target itself remembers, and a journal keeps what the ledger has to be told.
 */
public final class JournalLedger implements LedgerGateway {

  private final Journal journal;
  private final Supplier<LedgerState> remembered;
  private @Nullable LedgerState own;

  /** A stand-in; each state that is supplied is one of its own. */
  public JournalLedger(Journal journal, Supplier<LedgerState> remembered) {
    this.journal = journal;
    this.remembered = remembered;
  }

  @Override
  public LedgerState state(String target) {
    own = remembered.get();
    return remembered.get();
  }

  @Override
  public void keep(List<Content> contents) {
    if (!contents.isEmpty()) {
      journal.add(new JournalEntry.Kept(contents));
    }
  }

  @Override
  public Optional<String> text(String commitment) {
    return Optional.empty();
  }

  @Override
  public List<MigrationDiscovered> discoveries(String target, Collection<String> names) {
    return List.of();
  }

  @Override
  public Attribution whoChanged(String target, String kind, String identity, String within) {
    return Attribution.UNKNOWN;
  }

  @Override
  public Recorded send(LedgerCommand command, Origin origin) {
    var state = requireNonNull(own, "ask for the state first, under the target's lock");
    var events = LedgerRules.decide(state, command);
    if (!events.isEmpty()) {
      journal.add(new JournalEntry.Sent(command, origin));
      events.forEach(state::evolve);
    }
    return new Recorded(events, List.of());
  }

  @Override
  public long asOf() {
    return -1;
  }

  @Override
  public void close() {}
}
