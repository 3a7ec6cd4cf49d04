package dev.migrationledger.schema.contract.rule;

/** What can be wrong with a contract, or with a schema by it; the error reference lists them. */
public enum ContractCode {
  RELATION_MISSING(
      "CONTRACT-001",
      "A table or view that the contract requires does not exist.",
      "Apply the migration that creates it, or correct its name in the contract."),
  COLUMN_MISSING(
      "CONTRACT-002",
      "A column that the contract requires does not exist.",
      "Apply the migration that adds it, or correct its name in the contract."),
  TYPE_DIFFERS(
      "CONTRACT-003",
      "A column has another type than the contract says.",
      "Change the column's type in a migration, or the type in the contract."),
  NULLABLE_DIFFERS(
      "CONTRACT-004",
      "A column may hold NULL and the contract says that it may not, or the other way round.",
      "Set or drop NOT NULL in a migration, or correct \"nullable\" in the contract."),
  VALUE_DIFFERS(
      "CONTRACT-005",
      "A column gets its value when none is given in another way than the contract says: its default, identity or generation.",
      "Change it in a migration, or correct the contract."),
  KEY_MISSING(
      "CONTRACT-006",
      "No unique or primary key is on the columns that the contract says.",
      "Add the key in a migration; a unique index counts when it is valid, and neither partial nor on expressions."),
  FOREIGN_KEY_MISSING(
      "CONTRACT-007",
      "No foreign key leads from the columns to the table and columns that the contract says.",
      "Add the foreign key in a migration."),
  FOREIGN_KEY_UNVALIDATED(
      "CONTRACT-008",
      "A foreign key is there and is not validated: older rows may break it.",
      "Run ALTER TABLE ... VALIDATE CONSTRAINT in a migration, or say \"validated: false\" in the contract."),
  INDEX_MISSING(
      "CONTRACT-009",
      "No valid index over all rows starts with the columns that the contract says.",
      "Create the index in a migration; drop and create an invalid one again."),
  ENUM_MISSING(
      "CONTRACT-010",
      "An enum type that the contract requires does not exist.",
      "Apply the migration that creates it, or correct its name in the contract."),
  LABELS_DIFFER(
      "CONTRACT-011",
      "An enum type lacks a label that the contract requires, or has one that it does not allow.",
      "Add the label in a migration (ALTER TYPE ... ADD VALUE), or correct the contract."),
  KIND_DIFFERS(
      "CONTRACT-012",
      "A relation is a view where the contract wants a table, or the other way round.",
      "Make it what is wanted in a migration, or correct \"kind\" in the contract."),
  UNREADABLE(
      "CONTRACT-020",
      "The contract cannot be read: it is not there, not UTF-8, too large, or not YAML.",
      "Correct the file where the message points; \"ledger contract generate\" writes one."),
  UNKNOWN_KEY(
      "CONTRACT-021",
      "The contract has a key that there is not.",
      "Correct the key; a rule that is not understood would silently not hold."),
  BAD_VALUE(
      "CONTRACT-022",
      "The contract gives a key a value that cannot be understood.",
      "Write the value as the message says."),
  SAID_TWICE("CONTRACT-023", "The contract says one thing twice.", "Keep one of the two.");

  private final String code;
  private final String condition;
  private final String remedy;

  ContractCode(String code, String condition, String remedy) {
    this.code = code;
    this.condition = condition;
    this.remedy = remedy;
  }

  /** The code that is printed. */
  public String code() {
    return code;
  }

  /** When it is said. */
  public String condition() {
    return condition;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
