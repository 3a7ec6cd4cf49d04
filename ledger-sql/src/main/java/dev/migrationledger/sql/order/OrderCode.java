package dev.migrationledger.sql.order;

/** The catalogue of everything that can be wrong with the order of a set of scripts, as data. */
public enum OrderCode {
  CIRCLE(
      "ORDER-001",
      "Migrations need each other in a circle.",
      "No order satisfies them: whichever runs first fails, or runs without what it declares.",
      "Move the statement named first to a migration after the others, or take a -- DEPENDS: line"
          + " out that is not true."),
  USED_BEFORE_CREATED(
      "ORDER-002",
      "A statement uses an object that only a later statement or migration creates.",
      "It fails with \"does not exist\" on every database that is built from the set.",
      "Move the statement behind the one that creates the object, or give its migration a later"
          + " number."),
  NO_SUCH_COLUMN(
      "ORDER-003",
      "A statement uses a column that its table, which the set itself creates, does not have then.",
      "It fails with \"column does not exist\".",
      "Correct the name, or add the column in a migration before."),
  CREATED_TWICE(
      "ORDER-004",
      "A statement creates an object that an earlier one created, and nothing dropped in between.",
      "It fails with \"already exists\".",
      "Take one of the two out, drop the first before, or give the second another name."),
  USED_AFTER_DROP(
      "ORDER-005",
      "A statement uses an object that an earlier one dropped, renamed or moved.",
      "It fails with \"does not exist\".",
      "Use the new name, move the statement before the drop, or create the object again."),
  UNKNOWN_DEPENDENCY(
      "ORDER-006",
      "A -- DEPENDS: line names a migration that is not in the set.",
      "What it needs will never be applied from this set.",
      "Correct the -- DEPENDS: line, or add the missing file."),
  LATE_DEPENDENCY(
      "ORDER-007",
      "A -- DEPENDS: line names a migration with a higher number.",
      "It would run after the one that needs it.",
      "Give the migration a number after the one it depends on, or take the line out."),
  NOT_IN_TARGET(
      "PREREQ-001",
      "A pending migration uses an object that the target does not hold and that no pending"
          + " migration creates before.",
      "Nothing runs: the migration would fail with \"does not exist\" and block those behind it.",
      "Correct the name, or create the object in a migration before; if it is there in spite of"
          + " this, run with --allow-unmet <version> --reason ..."),
  COLUMN_NOT_IN_TARGET(
      "PREREQ-002",
      "A pending migration uses a column that its table in the target does not have and that no"
          + " pending migration adds before.",
      "Nothing runs: the migration would fail with \"column does not exist\" and block those"
          + " behind it.",
      "Correct the name, or add the column in a migration before; if it is there in spite of this,"
          + " run with --allow-unmet <version> --reason ..."),
  IN_TARGET_ALREADY(
      "PREREQ-003",
      "A pending migration creates an object that is in the target already.",
      "Nothing runs: the migration would fail with \"already exists\" and block those behind it.",
      "Take the statement out or drop the object before; if the whole migration is in effect"
          + " already, retire it with \"ledger retire\" or take the schema over with \"ledger"
          + " baseline\".");

  private final String code;
  private final String condition;
  private final String effect;
  private final String remedy;

  OrderCode(String code, String condition, String effect, String remedy) {
    this.code = code;
    this.condition = condition;
    this.effect = effect;
    this.remedy = remedy;
  }

  public String code() {
    return code;
  }

  public String condition() {
    return condition;
  }

  public String effect() {
    return effect;
  }

  public String remedy() {
    return remedy;
  }
}
