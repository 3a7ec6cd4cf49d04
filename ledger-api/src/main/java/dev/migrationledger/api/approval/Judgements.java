package dev.migrationledger.api.approval;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.api.request.ApiProblem;
import dev.migrationledger.api.request.Targets;
import dev.migrationledger.api.runner.Proved;
import dev.migrationledger.domain.command.ApproveMigration;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ReviewException;
import dev.migrationledger.domain.command.WithdrawApproval;
import dev.migrationledger.domain.event.MigrationApproved;
import dev.migrationledger.domain.origin.CiContext;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.runner.workspace.ProgramVersion;
import dev.migrationledger.store.LedgerStore;
import dev.migrationledger.store.log.CommandKey;
import dev.migrationledger.store.log.StoredEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Records what people decide, in their own name. */
public final class Judgements {

  private final LedgerStore store;
  private final Targets targets;
  private final Proved proved;

  Judgements(LedgerStore store, Targets targets, Proved proved) {
    this.store = store;
    this.targets = targets;
    this.proved = proved;
  }

  /**
   * What is on record now.
   *
   * @param index the event that says it
   * @param isNew whether it was recorded for this sending, and not for another before
   */
  public record OnRecord(long index, boolean isNew) {}

  /**
   * Approves the bytes that somebody looked at.
   *
   * @throws ApiProblem when the ledger knows no such target or migration
   * @throws dev.migrationledger.domain.ledger.LedgerRefusal when the rules refuse it
   */
  public OnRecord approve(Caller caller, Judgement.OfBytes given) {
    var judgement = given.judgement();
    mustBeKnown(judgement);
    var command =
        new ApproveMigration(
            judgement.target(),
            judgement.version(),
            given.checksum(),
            caller.name(),
            "",
            judgement.reason());
    var recorded = send(caller, judgement, command, given.checksum().hex());
    return recorded.isEmpty()
        ? new OnRecord(standing(caller, given).orElseThrow(), false)
        : new OnRecord(recorded.getLast().index(), true);
  }

  /**
   * Closes what somebody looked at for which others broke glass.
   *
   * @throws ApiProblem when the ledger knows no such target or migration
   * @throws dev.migrationledger.domain.ledger.LedgerRefusal when the rules refuse it
   */
  public OnRecord review(Caller caller, Judgement judgement) {
    mustBeKnown(judgement);
    var command =
        new ReviewException(
            judgement.target(), judgement.version(), caller.name(), List.of(), judgement.reason());
    return new OnRecord(send(caller, judgement, command, "").getLast().index(), true);
  }

  /**
   * Takes every approval back that stands.
   *
   * @throws ApiProblem when there is none, or the ledger knows no such target or migration
   * @throws dev.migrationledger.domain.ledger.LedgerRefusal when the rules refuse it
   */
  public OnRecord withdraw(Caller caller, Judgement judgement) {
    mustBeKnown(judgement);
    var command = new WithdrawApproval(judgement.target(), judgement.version(), judgement.reason());
    var recorded = send(caller, judgement, command, "");
    if (recorded.isEmpty()) {
      throw new ApiProblem(
          ApiError.NOT_RECORDED,
          "no approval of " + judgement.version().text() + " stands, so none can be withdrawn.");
    }
    return new OnRecord(recorded.getLast().index(), true);
  }

  private void mustBeKnown(Judgement judgement) {
    var target = targets.known(judgement.target());
    if (store.load(target).migration(judgement.version()).isEmpty()) {
      throw ApiProblem.noMigration(target, judgement.version());
    }
  }

  private List<StoredEvent> send(
      Caller caller, Judgement judgement, LedgerCommand command, String bytes) {
    var origin =
        new Origin(
            caller.actor(),
            CiContext.NONE,
            UUID.randomUUID().toString(),
            ("migration-ledger "
                    + ProgramVersion.TEXT
                    + ", by "
                    + caller.authenticatedBy()
                    + " "
                    + caller.credential())
                .strip());
    var allowed = proved.of(caller, command);
    if (judgement.key().isEmpty()) {
      return store.send(allowed, origin).events();
    }
    var key =
        String.join(
            "\n",
            caller.name(),
            judgement.key(),
            command.getClass().getSimpleName(),
            judgement.target(),
            judgement.version().text(),
            bytes,
            judgement.reason());
    return store.sendOnce(allowed, origin, new CommandKey(key)).events();
  }

  /** The approval of these bytes that the same person gave before. */
  private Optional<Long> standing(Caller caller, Judgement.OfBytes given) {
    var judgement = given.judgement();
    return proved
        .recorded(judgement.target(), judgement.version(), MigrationApproved.class)
        .reversed()
        .stream()
        .filter(stored -> is(stored, caller, given.checksum()))
        .map(StoredEvent::index)
        .findFirst();
  }

  private static boolean is(StoredEvent stored, Caller caller, Checksum checksum) {
    return stored.event() instanceof MigrationApproved e
        && e.checksum().equals(checksum)
        && e.approver().equalsIgnoreCase(caller.name().strip());
  }
}
