package dev.migrationledger.runner.deploy;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.RegisterTarget;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.runner.drift.SchemaRecord;
import dev.migrationledger.runner.plan.OpenRunSettler;
import dev.migrationledger.runner.plan.Plan;
import dev.migrationledger.runner.record.Journal;
import dev.migrationledger.runner.record.JournalEntry;
import dev.migrationledger.runner.record.LedgerGateway;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.target.Receipt;
import dev.migrationledger.runner.target.TargetFailure;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.store.log.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to the ledger for one actor and one target, and follows the target's state as it changes.
 */
public final class Recorder implements SchemaRecord {

  private final LedgerGateway ledger;
  private final String target;
  private final Origin origin;
  private final Observer observer;
  private @Nullable LedgerState state;

  /** A recorder whose origin's correlation is the run's id. */
  public Recorder(LedgerGateway ledger, String target, Origin origin, Observer observer) {
    this.ledger = ledger;
    this.target = target;
    this.origin = origin;
    this.observer = observer;
  }

  @Override
  public String target() {
    return target;
  }

  /** The id of the run, which is the correlation of everything it records. */
  @Override
  public String run() {
    return origin.correlation();
  }

  /**
   * What the ledger knows; follows what is sent. It is read when it is first asked for: ask while
   * holding the target's lock, or another runner may have recorded since.
   */
  @Override
  public LedgerState state() {
    if (state == null) {
      state = ledger.state(target);
    }
    return state;
  }

  @Override
  public LedgerGateway ledger() {
    return ledger;
  }

  /** Records, and takes the new events into the state. */
  @Override
  public List<StoredEvent> send(LedgerCommand command) {
    var known = state();
    var recorded = ledger.send(command, origin);
    recorded.events().forEach(known::evolve);
    return recorded.evidence();
  }

  /**
   * Makes sure that the target's name means this database.
   *
   * @throws TargetFailure.KnownByAnotherName when it ran under another name and not yet under this
   */
  public void register(TargetSession session, String environment) {
    var known = state();
    var identity = session.identity();
    if (!known.isRegistered()) {
      refuseAnotherName(session);
    }
    var same =
        known.isRegistered()
            && known.systemIdentifier().equals(identity.systemIdentifier())
            && known.database().equals(identity.database());
    if (!same) {
      send(
          new RegisterTarget(
              target, environment, identity.systemIdentifier(), identity.database()));
    }
  }

  private void refuseAnotherName(TargetSession session) {
    var names = session.receipts().stream().map(Receipt::target).distinct().toList();
    if (!names.isEmpty() && !names.contains(target)) {
      throw new TargetFailure.KnownByAnotherName(
          session.identity().database(), target, names.getFirst());
    }
  }

  /**
   * Takes in what ran while the ledger was away, as those recorded it who ran it. A delivery that
   * was cut off is made again: what the ledger was told then, it is not told twice.
   *
   * @return a sentence for each journal, and for what had to be settled before it
   */
  public List<String> bringIn(List<Journal> journals, List<Receipt> receipts) {
    var said = new ArrayList<String>();
    for (var journal : journals) {
      var entries = journal.entries();
      var run = runOf(entries);
      if (run.isEmpty()) {
        continue;
      }
      if (!state().run().id().equals(run)) {
        said.addAll(settle(receipts));
      }
      if (!state().lastRun().equals(run)) {
        journal.deliver(entries, this::tell);
      }
      journal.setAside();
      said.add("what ran without the ledger is recorded, from " + journal.file());
    }
    return said;
  }

  /** The run that a journal of this target tells of; empty for another target's. */
  private String runOf(List<JournalEntry> entries) {
    for (var entry : entries) {
      if (entry instanceof JournalEntry.Sent(var command, var whose)
          && command.target().equals(target)) {
        return whose.correlation();
      }
    }
    return "";
  }

  private void tell(JournalEntry entry) {
    switch (entry) {
      case JournalEntry.Kept(var contents) -> ledger.keep(contents);
      case JournalEntry.Sent(var command, var whose) ->
          ledger.send(command, whose).events().forEach(state()::evolve);
    }
  }

  /** Settles a run that nobody saw end; says what became of it. */
  public List<String> settle(List<Receipt> receipts) {
    return OpenRunSettler.settle(state(), receipts).stream()
        .flatMap(command -> send(command).stream())
        .map(e -> Sentences.of(e.event()))
        .toList();
  }

  /** The texts that edits are told by. */
  public AppliedTexts texts() {
    return observer.texts(ledger);
  }

  /** Records a script in bytes that the ledger does not know. */
  public void discover(ParsedScript script) {
    observer.discover(List.of(script), List.of(), this, ledger);
  }

  /** Records what the folder tells: new scripts, edits, files retired by hand. */
  public void observe(Plan plan) {
    observer.observe(plan, this, ledger);
  }
}
