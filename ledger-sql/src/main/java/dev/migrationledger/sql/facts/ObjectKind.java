package dev.migrationledger.sql.facts;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sorts of objects that statements name. */
public enum ObjectKind {
  ACCESS_METHOD("ACCESS_METHOD"),
  AGGREGATE("AGGREGATE"),
  CAST("CAST"),
  COLLATION("COLLATION"),
  /** Of a table, view or composite type. */
  COLUMN("COLUMN"),
  /** Of a table or domain. */
  CONSTRAINT("TABCONSTRAINT"),
  CONVERSION("CONVERSION"),
  DATABASE("DATABASE"),
  DOMAIN("DOMAIN"),
  EVENT_TRIGGER("EVENT_TRIGGER"),
  EXTENSION("EXTENSION"),
  FOREIGN_DATA_WRAPPER("FDW"),
  FOREIGN_SERVER("FOREIGN_SERVER"),
  FOREIGN_TABLE("FOREIGN_TABLE"),
  FUNCTION("FUNCTION"),
  INDEX("INDEX"),
  LANGUAGE("LANGUAGE"),
  LARGE_OBJECT("LARGEOBJECT"),
  MATERIALIZED_VIEW("MATVIEW"),
  OPERATOR("OPERATOR"),
  OPERATOR_CLASS("OPCLASS"),
  OPERATOR_FAMILY("OPFAMILY"),
  PARAMETER("PARAMETER_ACL"),
  POLICY("POLICY"),
  PROCEDURE("PROCEDURE"),
  PUBLICATION("PUBLICATION"),
  ROLE("ROLE"),
  /** A function, procedure or aggregate: the statement does not tell which. */
  ROUTINE("ROUTINE"),
  RULE("RULE"),
  SCHEMA("SCHEMA"),
  SEQUENCE("SEQUENCE"),
  STATISTICS("STATISTIC_EXT"),
  SUBSCRIPTION("SUBSCRIPTION"),
  TABLE("TABLE"),
  TABLESPACE("TABLESPACE"),
  TEXT_SEARCH_CONFIGURATION("TSCONFIGURATION"),
  TEXT_SEARCH_DICTIONARY("TSDICTIONARY"),
  TEXT_SEARCH_PARSER("TSPARSER"),
  TEXT_SEARCH_TEMPLATE("TSTEMPLATE"),
  TRANSFORM("TRANSFORM"),
  TRIGGER("TRIGGER"),
  /** Where it is used, a domain too. */
  TYPE("TYPE"),
  USER_MAPPING("USER_MAPPING"),
  VIEW("VIEW"),
  /** A table, view or sequence: the statement does not tell which. */
  RELATION(""),
  /** SQL that is not known before it runs; its name is the language, or empty. */
  OPAQUE("");

  private static final Map<String, ObjectKind> BY_POSTGRES_NAME =
      Arrays.stream(values())
          .filter(kind -> !kind.postgresName.isEmpty())
          .collect(Collectors.toMap(kind -> "OBJECT_" + kind.postgresName, Function.identity()));

  private final String postgresName;

  ObjectKind(String postgresName) {
    this.postgresName = postgresName;
  }

  /** By the name of PostgreSQL's ObjectType; {@link #OPAQUE} if it is none of these. */
  static ObjectKind of(String objectType) {
    return switch (objectType) {
      case "OBJECT_ATTRIBUTE" -> COLUMN;
      case "OBJECT_DOMCONSTRAINT" -> CONSTRAINT;
      default -> BY_POSTGRES_NAME.getOrDefault(objectType, OPAQUE);
    };
  }

  /** Whether its names belong to a table, type or view: a column's, a trigger's. */
  public boolean isPart() {
    return switch (this) {
      case COLUMN, CONSTRAINT, TRIGGER, POLICY, RULE -> true;
      default -> false;
    };
  }

  /** Whether its names stand in no schema. */
  boolean isGlobal() {
    return switch (this) {
      case ACCESS_METHOD, CAST, DATABASE, EVENT_TRIGGER, EXTENSION, FOREIGN_DATA_WRAPPER -> true;
      case FOREIGN_SERVER, LANGUAGE, LARGE_OBJECT, PARAMETER, PUBLICATION, ROLE, SCHEMA -> true;
      case SUBSCRIPTION, TABLESPACE, TRANSFORM, USER_MAPPING, OPAQUE -> true;
      default -> false;
    };
  }
}
