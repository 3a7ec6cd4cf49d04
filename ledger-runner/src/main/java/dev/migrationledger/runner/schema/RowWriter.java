package dev.migrationledger.runner.schema;

import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.Identifiers;
import dev.migrationledger.schema.object.ObjectKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The question after the transaction that last wrote an object's catalog row, its owner, and the
 * microseconds since the epoch at which the transaction committed where the server keeps that.
 *
 * @param from the catalogs, the object's own as {@code x}
 * @param owner an expression for the owner's oid
 * @param where a condition with a parameter for each value
 */
record RowWriter(String from, String owner, String where, List<String> values) {

  RowWriter {
    values = List.copyOf(values);
  }

  /** Empty for kinds that keep what they are in several rows, or in none of their own. */
  static Optional<RowWriter> of(ObjectKey object) {
    return Optional.ofNullable(
        switch (object.kind()) {
          case TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, INDEX ->
              alone("pg_class", "relowner", "to_regclass(?)", object);
          case FUNCTION, AGGREGATE -> alone("pg_proc", "proowner", "to_regprocedure(?)", object);
          case TYPE, DOMAIN -> alone("pg_type", "typowner", "to_regtype(?)", object);
          case SCHEMA ->
              new RowWriter(
                  "pg_namespace x", "x.nspowner", "x.nspname = ?", List.of(object.name()));
          case COLUMN -> part("pg_attribute", "attrelid", "attname", object);
          case CONSTRAINT -> part("pg_constraint", "conrelid", "conname", object);
          case TRIGGER -> part("pg_trigger", "tgrelid", "tgname", object);
          case POLICY -> part("pg_policy", "polrelid", "polname", object);
          case RULE -> part("pg_rewrite", "ev_class", "rulename", object);
          case EXTENSION,
              LANGUAGE,
              ACCESS_METHOD,
              FOREIGN_DATA_WRAPPER,
              FOREIGN_SERVER,
              USER_MAPPING,
              COLLATION,
              DOMAIN_CONSTRAINT,
              OPERATOR,
              OPERATOR_FAMILY,
              OPERATOR_CLASS,
              CAST,
              TEXT_SEARCH,
              STATISTICS,
              EVENT_TRIGGER,
              PUBLICATION,
              DEFAULT_PRIVILEGES ->
              null;
        });
  }

  private static RowWriter alone(String catalog, String owner, String oid, ObjectKey object) {
    // an index is known with its table, and lies in its schema all the same
    var name =
        object.kind() == CatalogKind.INDEX
            ? Identifiers.quoted(object.schema()) + "." + object.written()
            : object.qualified();
    return new RowWriter(catalog + " x", "x." + owner, "x.oid = " + oid, List.of(name));
  }

  private static RowWriter part(String catalog, String of, String name, ObjectKey object) {
    return new RowWriter(
        "%s x JOIN pg_class c ON c.oid = x.%s".formatted(catalog, of),
        "c.relowner",
        "c.oid = to_regclass(?) AND x.%s = ?".formatted(name),
        List.of(object.qualifiedParent(), object.name()));
  }

  PreparedStatement prepare(Connection connection) throws SQLException {
    var sql =
        connection.prepareStatement(
            "SELECT x.xmin::text, pg_get_userbyid("
                + owner
                + "), CASE WHEN current_setting('track_commit_timestamp') = 'on' AND"
                + " x.xmin::text::bigint > 2 THEN (date_part('epoch',"
                + " pg_xact_commit_timestamp(x.xmin)) * 1000000)::bigint END FROM "
                + from
                + " WHERE "
                + where);
    for (var i = 0; i < values.size(); i++) {
      sql.setString(i + 1, values.get(i));
    }
    return sql;
  }
}
