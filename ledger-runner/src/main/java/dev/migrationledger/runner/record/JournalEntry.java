package dev.migrationledger.runner.record;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.store.log.Content;
import java.util.List;

/** One thing the ledger was told while it was away. */
public sealed interface JournalEntry {

  /** Texts that a later command's events commit to. */
  record Kept(List<Content> contents) implements JournalEntry {

    public Kept {
      contents = List.copyOf(contents);
    }
  }

  /** A command and whose it was. */
  record Sent(LedgerCommand command, Origin origin) implements JournalEntry {

    public Sent {
      requireNonNull(command, "command");
      requireNonNull(origin, "origin");
    }
  }
}
