package dev.migrationledger.runner.schema;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.sql.order.Present;
import dev.migrationledger.sql.order.PresentObject;
import dev.migrationledger.sql.order.ScriptFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the target's catalogs hold of the objects scripts name, and what in them is half-done.
 *
 * @param present the objects that scripts name; empty when they could not be asked for
 * @param invalidIndexes indexes that no query uses, as {@code schema.name on schema.table}
 * @param unvalidated constraints that old rows may break, as {@code name on schema.table}
 * @param trouble why it could not be looked at, or not at all of it; empty when it could
 */
public record SchemaHealth(
    Present present, List<Broken> invalidIndexes, List<Broken> unvalidated, String trouble) {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final String INVALID =
      """
      SELECT quote_ident(n.nspname), quote_ident(c.relname),
             quote_ident(tn.nspname) || '.' || quote_ident(t.relname)
      FROM pg_catalog.pg_index i
      JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
      JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
      WHERE NOT i.indisvalid AND c.relkind = 'i' AND n.nspname !~ '^pg_'
      ORDER BY 1, 2
      """;

  private static final String UNVALIDATED =
      """
      SELECT quote_ident(n.nspname), quote_ident(k.conname),
             quote_ident(n.nspname) || '.' || quote_ident(t.relname)
      FROM pg_catalog.pg_constraint k
      JOIN pg_catalog.pg_class t ON t.oid = k.conrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
      WHERE NOT k.convalidated AND k.contype IN ('c', 'f', 'n')
        AND coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
        AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      ORDER BY 3, 2
      """;

  public SchemaHealth {
    requireNonNull(present, "present");
    invalidIndexes = List.copyOf(invalidIndexes);
    unvalidated = List.copyOf(unvalidated);
    requireNonNull(trouble, "trouble");
  }

  /**
   * An object that is there and does not do what it is for; its names are quoted as SQL needs it.
   */
  public record Broken(String schema, String name, String table) {}

  /** Looks; never fails. */
  public static SchemaHealth of(TargetSession session, List<ScriptFacts> scripts) {
    var nothing = new Present(new Present.Session("", "public", true), List.<PresentObject>of());
    try {
      var present =
          new Present(
              LiveObjects.session(session), LiveObjects.named(session, Present.namesIn(scripts)));
      return new SchemaHealth(
          present,
          ReadOnly.ask(session, LONGEST, c -> broken(c, INVALID)),
          ReadOnly.ask(session, LONGEST, c -> broken(c, UNVALIDATED)),
          "");
    } catch (SQLException e) {
      var why = String.valueOf(e.getMessage()).replace("\n", " ");
      return new SchemaHealth(nothing, List.of(), List.of(), why);
    }
  }

  private static List<Broken> broken(Connection connection, String query) throws SQLException {
    var found = new ArrayList<Broken>();
    try (var sql = connection.createStatement();
        var row = sql.executeQuery(query)) {
      while (row.next()) {
        found.add(new Broken(row.getString(1), row.getString(2), row.getString(3)));
      }
    }
    return found;
  }
}
