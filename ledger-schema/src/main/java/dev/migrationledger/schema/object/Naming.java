package dev.migrationledger.schema.object;

import static dev.migrationledger.schema.object.Identifiers.literal;
import static dev.migrationledger.schema.object.Identifiers.quoted;

import java.util.Locale;

/** How SQL calls an object, and how it asks whether it is there. */
public final class Naming {

  private Naming() {}

  /** With its kind, as in {@code TABLE app.users}, for ALTER, DROP and COMMENT ON. */
  public static String of(CatalogObject object) {
    var key = object.key();
    return switch (key.kind()) {
      case SCHEMA,
          EXTENSION,
          LANGUAGE,
          ACCESS_METHOD,
          FOREIGN_DATA_WRAPPER,
          COLLATION,
          TYPE,
          DOMAIN,
          SEQUENCE,
          AGGREGATE,
          OPERATOR,
          OPERATOR_FAMILY,
          OPERATOR_CLASS,
          COLUMN,
          VIEW,
          MATERIALIZED_VIEW,
          STATISTICS,
          EVENT_TRIGGER,
          PUBLICATION ->
          words(key) + " " + key.qualified();
      case FOREIGN_SERVER -> "SERVER " + quoted(key.name());
      case USER_MAPPING ->
          "USER MAPPING FOR " + role(key.name()) + " SERVER " + quoted(key.parent());
      case FUNCTION ->
          (object.text("form").equals("procedure") ? "PROCEDURE " : "FUNCTION ") + key.qualified();
      case CAST -> "CAST " + key.name();
      case TEXT_SEARCH -> "TEXT SEARCH" + key.signature() + " " + inSchema(key);
      case TABLE -> isForeign(object) ? "FOREIGN TABLE " + key.qualified() : table(key);
      case INDEX -> "INDEX " + inSchema(key);
      case DOMAIN_CONSTRAINT ->
          "CONSTRAINT " + quoted(key.name()) + " ON DOMAIN " + key.qualifiedParent();
      case CONSTRAINT, RULE, TRIGGER, POLICY ->
          words(key) + " " + quoted(key.name()) + " ON " + key.qualifiedParent();
      case DEFAULT_PRIVILEGES -> defaults(key);
    };
  }

  public static boolean isForeign(CatalogObject table) {
    return table.text("form").equals("foreign");
  }

  /** Schema and name, without a parent between them and without what follows. */
  public static String inSchema(ObjectKey key) {
    return quoted(key.schema()) + "." + quoted(key.name());
  }

  /** A role, or everybody. */
  public static String role(String name) {
    return name.equals("PUBLIC") ? name : quoted(name);
  }

  private static String table(ObjectKey key) {
    return "TABLE " + key.qualified();
  }

  private static String words(ObjectKey key) {
    return key.kind().words().toUpperCase(Locale.ROOT);
  }

  private static String defaults(ObjectKey key) {
    return "DEFAULT PRIVILEGES FOR ROLE "
        + quoted(key.name())
        + (key.schema().isEmpty() ? "" : " IN SCHEMA " + quoted(key.schema()));
  }

  /** A condition that holds where the object is there. */
  public static String exists(ObjectKey key) {
    return switch (key.kind()) {
      case TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, INDEX -> found("class", inSchema(key));
      case TYPE, DOMAIN -> found("type", key.qualified());
      case FUNCTION, AGGREGATE -> found("procedure", key.qualified());
      case OPERATOR -> found("operator", key.qualified());
      case SCHEMA -> named("pg_namespace", "nspname", key);
      case EXTENSION -> named("pg_extension", "extname", key);
      case LANGUAGE -> named("pg_language", "lanname", key);
      case ACCESS_METHOD -> named("pg_am", "amname", key);
      case FOREIGN_DATA_WRAPPER -> named("pg_foreign_data_wrapper", "fdwname", key);
      case FOREIGN_SERVER -> named("pg_foreign_server", "srvname", key);
      case USER_MAPPING ->
          named(
              "pg_user_mappings",
              "srvname",
              ObjectKey.of(key.kind(), "", key.parent()),
              "usename = " + literal(key.name()));
      case EVENT_TRIGGER -> named("pg_event_trigger", "evtname", key);
      case PUBLICATION -> named("pg_publication", "pubname", key);
      case COLLATION -> within("pg_collation", "coll", key);
      case STATISTICS -> within("pg_statistic_ext", "stx", key);
      case OPERATOR_FAMILY -> within("pg_opfamily", "opf", key);
      case OPERATOR_CLASS -> within("pg_opclass", "opc", key);
      case TEXT_SEARCH ->
          key.signature().endsWith("DICTIONARY")
              ? within("pg_ts_dict", "dict", key)
              : within("pg_ts_config", "cfg", key);
      case COLUMN -> part("pg_attribute", "attrelid", "attname", key) + " AND NOT attisdropped)";
      case CONSTRAINT -> part("pg_constraint", "conrelid", "conname", key) + ")";
      case TRIGGER -> part("pg_trigger", "tgrelid", "tgname", key) + ")";
      case POLICY -> part("pg_policy", "polrelid", "polname", key) + ")";
      case RULE -> part("pg_rewrite", "ev_class", "rulename", key) + ")";
      case DOMAIN_CONSTRAINT -> ofDomain(key);
      case CAST, DEFAULT_PRIVILEGES -> "true";
    };
  }

  private static String ofDomain(ObjectKey key) {
    return "EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE contypid = pg_catalog.to_regtype("
        + literal(key.qualifiedParent())
        + ") AND conname = "
        + literal(key.name())
        + ")";
  }

  private static String found(String sort, String name) {
    return "pg_catalog.to_reg" + sort + "(" + literal(name) + ") IS NOT NULL";
  }

  private static String named(String catalog, String column, ObjectKey key, String... more) {
    return "EXISTS (SELECT FROM pg_catalog."
        + catalog
        + " WHERE "
        + column
        + " = "
        + literal(key.name())
        + (more.length == 0 ? "" : " AND " + more[0])
        + ")";
  }

  private static String within(String catalog, String prefix, ObjectKey key) {
    return "EXISTS (SELECT FROM pg_catalog."
        + catalog
        + " WHERE "
        + prefix
        + "name = "
        + literal(key.name())
        + " AND "
        + prefix
        + "namespace = pg_catalog.to_regnamespace("
        + literal(quoted(key.schema()))
        + "))";
  }

  private static String part(String catalog, String of, String column, ObjectKey key) {
    return "EXISTS (SELECT FROM pg_catalog."
        + catalog
        + " WHERE "
        + of
        + " = pg_catalog.to_regclass("
        + literal(key.qualifiedParent())
        + ") AND "
        + column
        + " = "
        + literal(key.name());
  }
}
