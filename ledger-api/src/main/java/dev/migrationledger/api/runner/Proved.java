package dev.migrationledger.api.runner;

import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Scope;
import dev.migrationledger.domain.command.ApproveMigration;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ReviewException;
import dev.migrationledger.domain.command.WithdrawApproval;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.HistoryAnswer;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.runner.change.Judging;
import dev.migrationledger.store.LedgerStore;
import dev.migrationledger.store.log.StoredEvent;
import java.util.List;
import java.util.Optional;

/**
 * Lets a command through when its sender may send it, with what the service itself knows in the
 * place of what a runner says: who approves or reviews, who wrote the script, who broke the glass.
 */
public final class Proved {

  private final LedgerStore store;
  private final LedgerQuery query;
  private final Persons persons;

  /**
   * Judges commands.
   *
   * @param persons who is one person
   */
  public Proved(LedgerStore store, LedgerQuery query, Persons persons) {
    this.store = store;
    this.query = query;
    this.persons = persons;
  }

  /**
   * The command as it may be recorded.
   *
   * @throws AccessProblem when its sender may not send it
   * @throws LedgerRefusal when its sender would judge what is their own
   */
  public LedgerCommand of(Caller caller, LedgerCommand command) {
    return switch (command) {
      case ApproveMigration c -> {
        mustApprove(caller);
        var author = author(c.target(), c.version(), c.checksum()).orElse(c.author());
        if (isOpen(c) && persons.isSaid(caller.name(), author)) {
          throw new LedgerRefusal.OwnWork(c.version(), author, caller.name());
        }
        yield new ApproveMigration(
            c.target(), c.version(), c.checksum(), caller.name(), author, c.reason());
      }
      case WithdrawApproval c -> {
        mustApprove(caller);
        yield c;
      }
      case ReviewException c -> {
        mustApprove(caller);
        var brokenBy = Judging.brokenBy(query, store.load(c.target()), c.target(), c.version());
        for (var by : brokenBy) {
          if (persons.isSaid(by, caller.name())) {
            throw new LedgerRefusal.OwnException(c.version(), by, caller.name());
          }
        }
        yield new ReviewException(c.target(), c.version(), caller.name(), brokenBy, c.reason());
      }
      default -> {
        caller.mustRun(command.target());
        yield command;
      }
    };
  }

  /** What is unknown, ran or never will is refused for that. */
  private boolean isOpen(ApproveMigration c) {
    return store
        .load(c.target())
        .migration(c.version())
        .map(m -> !m.status().isOver())
        .orElse(false);
  }

  /** Who wrote these bytes, as it was recorded when they were found. */
  private Optional<String> author(String target, Version version, Checksum checksum) {
    return recorded(target, version, MigrationDiscovered.class).stream()
        .map(stored -> ((MigrationDiscovered) stored.event()).script())
        .filter(script -> script.checksum().equals(checksum))
        .map(script -> script.author().signature())
        .reduce((first, last) -> last);
  }

  /** The events of one type about one migration, oldest first. */
  public List<StoredEvent> recorded(
      String target, Version version, Class<? extends LedgerEvent> type) {
    var filter = new HistoryFilter(version.text(), type.getSimpleName(), "", "", "", "", 0);
    return query.answer((c, asOf) -> {
      var indexes =
          AuditQueries.history(c, target, filter, asOf).events().stream()
              .map(HistoryAnswer.Line::index)
              .toList();
      return store.log().readAll(c, indexes);
    });
  }

  private static void mustApprove(Caller caller) {
    if (!caller.may(Scope.APPROVE)) {
      throw AccessProblem.missing(caller, Scope.APPROVE);
    }
  }
}
