package dev.migrationledger.schema.object;

import java.util.Locale;

/** What kinds of object a snapshot holds, in the order in which they can be created. */
public enum CatalogKind {
  SCHEMA,
  EXTENSION,
  LANGUAGE,
  ACCESS_METHOD,
  FOREIGN_DATA_WRAPPER,
  FOREIGN_SERVER,
  USER_MAPPING,
  COLLATION,
  TYPE,
  DOMAIN,
  DOMAIN_CONSTRAINT,
  SEQUENCE,
  FUNCTION,
  AGGREGATE,
  OPERATOR,
  OPERATOR_FAMILY,
  OPERATOR_CLASS,
  CAST,
  TEXT_SEARCH,
  TABLE,
  COLUMN,
  CONSTRAINT,
  VIEW,
  MATERIALIZED_VIEW,
  INDEX,
  STATISTICS,
  RULE,
  TRIGGER,
  POLICY,
  EVENT_TRIGGER,
  PUBLICATION,
  DEFAULT_PRIVILEGES;

  /** The name as people write it, e.g. {@code materialized view}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
