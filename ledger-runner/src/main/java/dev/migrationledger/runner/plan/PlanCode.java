package dev.migrationledger.runner.plan;

import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.runner.catalogue.Entry;
import dev.migrationledger.runner.catalogue.FindingCode;

/** What can keep a well-formed folder from being applied to a target. */
public enum PlanCode implements FindingCode {
  MISSING_FILE(
      "PLAN-001",
      Severity.ERROR,
      "An applied migration has no file any more.",
      "Nothing runs: the folder is not the one this target was built from.",
      "Bring the file back from version control; to take a migration out of use before it ran, use"
          + " \"ledger retire\"."),
  EDITED(
      "PLAN-002",
      Severity.ERROR,
      "An applied migration's text is not the text that ran.",
      "Nothing runs until somebody answers for it.",
      "Put the text back and write a new migration for the change, or accept it with \"ledger ack"
          + " <version> --reason ...\"."),
  COSMETIC_EDIT(
      "PLAN-003",
      Severity.WARNING,
      "An applied migration's file has other line ends, comments, blanks or another case of words;"
          + " its statements are the same.",
      "It is recorded and stops nothing.",
      "Nothing has to be done; \"* text eol=lf\" in .gitattributes keeps line ends alike everywhere,"
          + " \"cosmetic-edits: refuse\" in ledger.yaml refuses such edits."),
  RETIRED_NUMBER(
      "PLAN-004",
      Severity.ERROR,
      "A file has the number of a retired migration.",
      "Nothing runs: a retired migration never does.",
      "Give the script a new number."),
  OUT_OF_ORDER(
      "PLAN-005",
      Severity.ERROR,
      "A migration that never ran has a lower number than one that did.",
      "Nothing runs: elsewhere it would run before, here after.",
      "Give it a higher number, or allow it once with --allow-out-of-order <version> --reason ..."),
  UNKNOWN_DEPENDENCY(
      "PLAN-006",
      Severity.ERROR,
      "A migration depends on one that does not exist.",
      "Nothing runs.",
      "Correct the -- DEPENDS: line, or add the missing file."),
  LATE_DEPENDENCY(
      "PLAN-007",
      Severity.ERROR,
      "A migration depends on one that will not be applied before it.",
      "Nothing runs.",
      "Give it a number after the one it depends on, or take the dependency out."),
  WRONG_ENVIRONMENT(
      "PLAN-008",
      Severity.ERROR,
      "A migration may not run in the environment of this target.",
      "Nothing runs.",
      "Retire it here with \"ledger retire\", or correct its -- ENV: line."),
  STATE_UNKNOWN(
      "PLAN-009",
      Severity.ERROR,
      "A migration stopped half-way and nobody has settled it.",
      "Nothing runs.",
      "Run \"ledger recover <version>\"."),
  RECEIPT_WITHOUT_LEDGER(
      "PLAN-010",
      Severity.ERROR,
      "The target holds a receipt that the ledger does not know.",
      "Nothing runs: this is another ledger, or one restored from an older copy.",
      "Connect to the ledger this target belongs to with --ledger-url."),
  LEDGER_WITHOUT_RECEIPT(
      "PLAN-011",
      Severity.ERROR,
      "The ledger knows a migration as applied and the target holds no receipt of it.",
      "Nothing runs: the target was restored from an older copy, cloned, or its receipts were"
          + " removed.",
      "Look at the target first; a restored or copied database is a target of its own: name it with"
          + " --target and take it over with \"ledger baseline\"."),
  NO_SUCH_VERSION(
      "PLAN-012",
      Severity.ERROR,
      "The version named with --to, --allow-out-of-order or --allow-unmet is not in the folder.",
      "Nothing runs.",
      "Name a version that \"ledger status\" shows."),
  RENAMED(
      "PLAN-013",
      Severity.WARNING,
      "An applied migration's file has another name than when it ran.",
      "It is recorded and stops nothing.",
      "Nothing has to be done."),
  PENDING_VANISHED(
      "PLAN-014",
      Severity.WARNING,
      "A migration that never ran has no file any more.",
      "It will never run; the ledger keeps that it was there.",
      "Nothing has to be done; \"ledger retire\" is the way that records a reason."),
  RECEIPT_DIFFERS(
      "PLAN-015",
      Severity.ERROR,
      "Receipt and ledger tell different bytes of one applied migration.",
      "Nothing runs: one of the two records was changed.",
      "Run \"ledger verify\": it says whether the ledger is whole."),
  FOREIGN_RECEIPT(
      "PLAN-016",
      Severity.ERROR,
      "The target holds receipts under another target's name.",
      "Nothing runs: one database is one target, under one name.",
      "Use that name with --target."),
  EDIT_ACCEPTED(
      "PLAN-017",
      Severity.INFO,
      "An applied migration's text is not the text that ran, and somebody accepted that.",
      "It stops nothing.",
      "Nothing has to be done."),
  UNAPPROVED(
      "PLAN-018",
      Severity.ERROR,
      "A migration lacks approvals that ledger.yaml asks for in this environment.",
      "Nothing runs.",
      "Have somebody who neither wrote nor runs it look at it and run \"ledger approve <version>"
          + " --reason ...\"; in an emergency \"ledger migrate --break-glass --reason ...\"."),
  GLASS_BROKEN(
      "PLAN-019",
      Severity.WARNING,
      "A migration runs without the approvals that ledger.yaml asks for, because somebody broke"
          + " glass.",
      "It runs, and stays an open exception.",
      "Have somebody else look at it afterwards and run \"ledger review <version> --reason ...\".");

  private final Severity severity;
  private final Entry entry;

  PlanCode(String code, Severity severity, String condition, String effect, String remedy) {
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
