package dev.migrationledger.sql.facts;

/** What is done to an object. */
public enum Action {
  /** It exists afterwards under this name. */
  CREATE,
  /** Its definition, owner, privileges or comment change. */
  ALTER,
  /** It no longer exists under this name. */
  DROP,
  /** Its rows are read. */
  READ,
  /** Its rows change. */
  WRITE,
  /** It has to exist, as the type of a column or the function of a trigger. */
  USE
}
