package dev.migrationledger.runner.ci;

import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.runner.catalogue.Entry;
import dev.migrationledger.runner.catalogue.FindingCode;

/** What a check before the merge can find beside the other rooms; the error reference lists it. */
public enum CiCode implements FindingCode {
  CHANGED(
      "CI-001",
      Severity.ERROR,
      "A migration that the base branch has was changed on this branch.",
      "Where the base was deployed it ran with the old text, elsewhere the new text would run.",
      "Put the text back (git checkout <base> -- <file>), and write a new migration for the"
          + " change."),
  REMOVED(
      "CI-002",
      Severity.ERROR,
      "A migration that the base branch has was deleted or renamed on this branch.",
      "Where the base was deployed it is applied and would be missing.",
      "Bring the file back under its name; what it did is undone by a new migration."),
  SAME_NUMBER(
      "CI-003",
      Severity.ERROR,
      "This branch and the base branch both bring a migration with the same number.",
      "Each is green alone, and after the merge nothing would run.",
      "Give this branch's file the next free number, which the message names."),
  OUT_OF_ORDER(
      "CI-004",
      Severity.ERROR,
      "This branch brings a migration with a lower number than the base branch's highest.",
      "Where the base was deployed it would run after the higher one, elsewhere before.",
      "Give this branch's file the next free number, which the message names."),
  CONFLICT(
      "CI-005",
      Severity.ERROR,
      "This branch and the base branch both bring a file of the same name, with two texts.",
      "The merge stops with a conflict, or one of the two is lost.",
      "Give this branch's file the next free number, which the message names."),
  MERGE_FAILS(
      "CI-006",
      Severity.ERROR,
      "The migrations of both branches together fail or contradict each other.",
      "Each branch is green alone, and the first deploy after the merge fails.",
      "Bring the base branch into this one (git merge, or git rebase), and correct what is named."),
  RETIRED(
      "CI-007",
      Severity.WARNING,
      "A migration that the base branch has was set aside on this branch (.sql.retired).",
      "A target on which it is applied refuses the next run.",
      "Nothing has to be done when it ran nowhere; \"ledger status\" says where it did."),
  UNDECIDED(
      "CI-008",
      Severity.ERROR,
      "The ledger that was named cannot be asked.",
      "Whether applied scripts are unchanged is not known.",
      "Correct --ledger-url or --url, or leave them out to check without a ledger."),
  NO_BASE(
      "CI-009",
      Severity.ERROR,
      "The base branch, or the way to it, is not in this clone.",
      "Nothing was checked.",
      "Do what the message says, e.g. fetch the whole history: fetch-depth: 0 in"
          + " actions/checkout."),
  COSMETIC(
      "CI-010",
      Severity.WARNING,
      "A migration that the base branch has was changed on this branch in line ends, comments,"
          + " blanks or case of words; its statements are the same.",
      "None: it is recorded where it ran, and stops nothing.",
      "Nothing has to be done; \"cosmetic-edits: refuse\" in ledger.yaml refuses such edits."),
  UNAPPROVED(
      "CI-011",
      Severity.INFO,
      "A migration lacks approvals that a deploy will need.",
      "It can be merged; \"ledger migrate\" refuses it with PLAN-018 until it is approved.",
      "Have somebody who neither wrote nor deploys it run \"ledger approve <version> --reason ...\"; an"
          + " edit after that voids it.");

  private final Severity severity;
  private final Entry entry;

  CiCode(String code, Severity severity, String condition, String effect, String remedy) {
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
