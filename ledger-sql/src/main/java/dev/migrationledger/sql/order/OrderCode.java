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
      "Give the migration a number after the one it depends on, or take the line out.");

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
