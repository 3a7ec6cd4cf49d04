package dev.migrationledger.query.ask.assurance;

import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.query.ask.grammar.Parsed;
import dev.migrationledger.query.ask.reply.Place;
import dev.migrationledger.query.ask.reply.Reply;
import dev.migrationledger.query.capture.Attributions;
import dev.migrationledger.query.evidence.Proof;
import dev.migrationledger.store.log.EventLog;

/** Answers what is to be shown and not only told. */
public final class Assurance {

  private final PastState states;
  private final Silence silence;
  private final Integrity integrity;
  private final CapturedDdl ddl;
  private final Persons persons;

  /**
   * Answers from a log.
   *
   * @param proof what is known of its integrity
   * @param persons who is one person
   */
  public Assurance(EventLog log, Attributions attributions, Proof proof, Persons persons) {
    this.persons = persons;
    this.states = new PastState(log);
    this.silence = new Silence(log);
    this.integrity = new Integrity(log, proof);
    this.ddl = new CapturedDdl(attributions);
  }

  /** Where every migration stood at a moment. */
  public Reply state(Place place, Parsed parsed) {
    return states.of(place, parsed);
  }

  /** Which schema the ledger went by at a moment. */
  public Reply schema(Place place, Parsed parsed) {
    return PastSchema.of(place, parsed);
  }

  /** That nothing happened in a period, or what did. */
  public Reply silence(Place place, Parsed parsed) {
    return silence.of(place, parsed);
  }

  /** Whether any record was altered. */
  public Reply integrity(Place place) {
    return integrity.of(place);
  }

  /** Whether somebody else had a hand in each change. */
  public Reply approvals(Place place, Parsed parsed) {
    return Approvals.of(place, parsed, persons);
  }

  /** What DDL was captured outside migrations. */
  public Reply foreignDdl(Place place) {
    return ddl.withoutMigration(place);
  }

  /** When the capture may not have seen everything. */
  public Reply captureGaps(Place place) {
    return ddl.gaps(place);
  }
}
