package dev.migrationledger.runner.verify;

import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.runner.catalogue.Entry;
import dev.migrationledger.runner.catalogue.FindingCode;

/** What can be wrong with what a migration has made. */
public enum VerifyCode implements FindingCode {
  MISSING(
      "VERIFY-001",
      Severity.ERROR,
      "A migration has run, and an object that it creates is not there.",
      "The migration is rolled back, and recorded as failed; what has no transaction stays.",
      "Look for what takes the object away or keeps it from being made: an event trigger, a rule, a"
          + " function that the script calls. Where that is meant, say \"-- IGNORE: VERIFY-001"
          + " because ...\" at the top of the file."),
  OTHER(
      "VERIFY-002",
      Severity.ERROR,
      "A migration has run, and an object is there in another shape than the migration writes:"
          + " mostly because one of its name was there before and IF NOT EXISTS passed it over.",
      "The migration is rolled back, and recorded as failed; what has no transaction stays.",
      "Write a migration that changes the object that is there, or drop that one first. Where the"
          + " difference is meant, say \"-- IGNORE: VERIFY-002 because ...\" at the top of the file."),
  STILL_THERE(
      "VERIFY-003",
      Severity.ERROR,
      "A migration has run, and an object that it drops is still there.",
      "The migration is rolled back, and recorded as failed; what has no transaction stays.",
      "Look for what makes it again: an event trigger, a function that the script calls. Where that"
          + " is meant, say \"-- IGNORE: VERIFY-003 because ...\" at the top of the file."),
  INVALID_INDEX(
      "VERIFY-004",
      Severity.ERROR,
      "A migration has run, and an index that it creates is there and invalid: no query uses it.",
      "The migration is rolled back, and recorded as failed; what has no transaction stays.",
      "Drop the index with DROP INDEX CONCURRENTLY and create it again; \"ledger recover plan\""
          + " shows the statements."),
  LEFT_INVALID(
      "VERIFY-005",
      Severity.WARNING,
      "A table that a migration touches has an invalid index that the migration did not make.",
      "None: the migration is kept.",
      "Rebuild it with REINDEX INDEX CONCURRENTLY, or drop it; \"ledger recover plan\" shows the"
          + " statements."),
  UNVALIDATED(
      "VERIFY-006",
      Severity.WARNING,
      "A table that a migration touches has a constraint that is not validated: rows from before"
          + " may break it.",
      "None: the migration is kept.",
      "Validate it in a later migration: ALTER TABLE ... VALIDATE CONSTRAINT ...;"),
  CONTRACT_BROKEN(
      "VERIFY-007",
      Severity.ERROR,
      "A migration breaks a rule of the schema contract that was kept before it, or does not keep"
          + " one that begins with its version.",
      "The migration is rolled back, and recorded as failed; what has no transaction stays.",
      "Change the migration, or the contract with the application: \"ledger contract check\" tells"
          + " all of it."),
  NOT_KEPT_YET(
      "VERIFY-008",
      Severity.WARNING,
      "A rule of the schema contract, or a wish, is not kept after a run.",
      "None: no migration of the run broke it.",
      "Write a migration that brings what the contract asks for; \"ledger contract check\" tells all"
          + " of it."),
  NOT_LOOKED(
      "VERIFY-009",
      Severity.WARNING,
      "The contract could not be held against the target after a migration, or rows could not be"
          + " counted.",
      "None: the migration is kept, and nobody has looked.",
      "Look at the reason, and run \"ledger contract check\"."),
  ORPHANS(
      "VERIFY-010",
      Severity.WARNING,
      "Rows break a constraint that a run has left without validation: orphans of a foreign key, or"
          + " rows that a check refuses.",
      "None: the migrations are kept; validating the constraint would fail.",
      "Put the rows right, then validate the constraint: the query shows them."),
  RIGHT(
      "VERIFY-011",
      Severity.ERROR,
      "A migration has run, and a privilege or an owner is not as it writes: mostly because the role"
          + " that ran it may not grant it, or did not grant what it revokes, which the server only"
          + " warns of.",
      "The migration is rolled back, and recorded as failed; what has no transaction stays.",
      "Run the migration as the owner of the object, or as the role that granted the privilege."
          + " Where the difference is meant, say \"-- IGNORE: VERIFY-011 because ...\" at the top of"
          + " the file."),
  LEFT_OVER(
      "VERIFY-012",
      Severity.WARNING,
      "A migration has taken away what an object was there for, and the object is still there: a"
          + " trigger function, a sequence, a domain or an enum type that nothing uses any more, or"
          + " an index that a REINDEX CONCURRENTLY left behind.",
      "None: the migration is kept.",
      "Drop it in a later migration, unless something outside the database needs it."),
  LEFT_ALONE(
      "VERIFY-013",
      Severity.INFO,
      "More than 100 migrations have run on a target that held nothing, and nobody has looked after"
          + " each of them at what it had made.",
      "None: they are kept, and the schema is recorded as a whole.",
      "Nothing has to be done: the next migrations are looked at again. \"ledger drift --replay\" runs"
          + " these on an empty database and tells what differs from this one."),
  IN_VAIN(
      "VERIFY-014",
      Severity.WARNING,
      "A migration takes default privileges back in a schema, and they are there all the same: those"
          + " of a schema only add to those of all schemas.",
      "None: the migration is kept, and that statement has changed nothing.",
      "Take them back without IN SCHEMA, or from each object when it is made.");

  private final Severity severity;
  private final Entry entry;

  VerifyCode(String code, Severity severity, String condition, String effect, String remedy) {
    this.severity = severity;
    this.entry = new Entry(code, condition, effect, remedy);
  }

  @Override
  public Severity severity() {
    return severity;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
