package dev.migrationledger.runner.verify.written;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.claim.Taken;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects that are there for what a script takes away: found before it runs, since nothing tells of
 * them when it has run, and kept by the server until its transaction, or its session, ends.
 */
final class Leavings {

  /** What it notes lasts as long as the transaction when the word behind it is true. */
  private static final String BEFORE =
      """
      , rel AS MATERIALIZED (
        SELECT DISTINCT ON (a.n) a.n, a.sort, a.part, c.oid
        FROM asked a
        JOIN pg_catalog.pg_class c ON c.relname = a.name
        JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace AND s.nspname = ANY (a.schemas)
        ORDER BY a.n, pg_catalog.array_position(a.schemas, s.nspname)),
      col AS MATERIALIZED (
        SELECT r.n, a.attrelid, a.attnum, coalesce(e.oid, t.oid) AS type
        FROM rel r
        JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0
          AND NOT a.attisdropped AND (r.sort = 'TABLE' OR (r.sort = 'COLUMN' AND a.attname = r.part))
        JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'),
      for_it (sort, id, n) AS (
        SELECT 'f', g.tgfoid, r.n
        FROM rel r
        JOIN pg_catalog.pg_trigger g ON g.tgrelid = r.oid AND NOT g.tgisinternal
          AND (r.sort = 'TABLE' OR (r.sort = 'TRIGGER' AND g.tgname = r.part))
        UNION ALL
        SELECT 's', q.oid, c.n
        FROM col c
        JOIN pg_catalog.pg_attrdef f ON f.adrelid = c.attrelid AND f.adnum = c.attnum
        JOIN pg_catalog.pg_depend d ON d.objid = f.oid
          AND d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
          AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        JOIN pg_catalog.pg_class q ON q.oid = d.refobjid AND q.relkind = 'S'
        UNION ALL
        SELECT 't', t.oid, c.n
        FROM col c
        JOIN pg_catalog.pg_type t ON t.oid = c.type AND t.typtype = ANY ('{e,d}'::"char"[])
        JOIN pg_catalog.pg_namespace s ON s.oid = t.typnamespace
          AND s.nspname <> 'information_schema')
      SELECT pg_catalog.set_config('migration_ledger.taken', coalesce((
        SELECT pg_catalog.string_agg(one.item, ',')
        FROM (
          SELECT f.sort || f.id::pg_catalog.text || ':' || pg_catalog.min(f.n)::pg_catalog.text
            AS item
          FROM for_it f GROUP BY f.sort, f.id) one), ''),
      """;

  /** Whether there was anything beside it: the look at that is long, and mostly there is not. */
  static final String WAS_BESIDE =
      """
      UNION ALL
      SELECT -1, 'beside it', '', '', '', '', ''
      WHERE pg_catalog.current_setting('migration_ledger.taken', true) <> ''
      """;

  /** What of that is still there, and nothing uses. What an extension brought is its own. */
  private static final String AFTER =
      """
      SELECT i.n, 'left', o.what, o.name, '', '', ''
      FROM (
        SELECT pg_catalog.substr(t.item, 1, 1) AS sort,
          pg_catalog.substr(pg_catalog.split_part(t.item, ':', 1), 2)::pg_catalog.oid AS id,
          pg_catalog.split_part(t.item, ':', 2)::pg_catalog.int4 AS n
        FROM pg_catalog.unnest(pg_catalog.string_to_array(
          pg_catalog.current_setting('migration_ledger.taken', true), ',')) AS t (item)) i
      CROSS JOIN LATERAL (
        SELECT 'trigger function' AS what, p.oid, pg_catalog.format('%I.%I', s.nspname, p.proname)
          AS name, 'pg_catalog.pg_proc'::pg_catalog.regclass AS catalog
        FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace s ON s.oid = p.pronamespace
        WHERE i.sort = 'f' AND p.oid = i.id AND s.nspname <> 'pg_catalog' AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_trigger g WHERE g.tgfoid = p.oid)
        UNION ALL
        SELECT 'sequence', c.oid, pg_catalog.format('%I.%I', s.nspname, c.relname),
          'pg_catalog.pg_class'::pg_catalog.regclass
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace
        WHERE i.sort = 's' AND c.oid = i.id AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_depend d WHERE d.refobjid = c.oid
            AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND (d.deptype = 'n' OR d.deptype = 'i'))
          AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'i'
              AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass)
        UNION ALL
        SELECT CASE WHEN t.typtype = 'd' THEN 'domain' ELSE 'enum type' END, t.oid,
          pg_catalog.format('%I.%I', s.nspname, t.typname),
          'pg_catalog.pg_type'::pg_catalog.regclass
        FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace s ON s.oid = t.typnamespace
        WHERE i.sort = 't' AND t.oid = i.id AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_depend d
          WHERE d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass
            AND (d.refobjid = t.oid OR d.refobjid = t.typarray)
            AND NOT (d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
              AND d.objid = t.typarray)
            AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_constraint k WHERE k.oid = d.objid AND k.contypid = t.oid
                AND d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass))) o
      WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = o.catalog AND d.objid = o.oid AND d.deptype = 'e')
      """;

  private final List<Taken> taken;

  Leavings(List<Taken> taken) {
    this.taken = taken.stream().filter(each -> !WrittenLook.isReindexed(each)).toList();
  }

  boolean isEmpty() {
    return taken.isEmpty();
  }

  /** The statement that is sent before the script; empty when it takes nothing. */
  String before(boolean inTransaction) {
    if (taken.isEmpty()) {
      return "";
    }
    var asked = new Asked();
    for (var each : taken) {
      var parts = each.name().parts();
      asked.add(each.sort().name(), each.name(), parts.size() > 1 ? parts.getLast() : "", "");
    }
    return asked.with() + Asked.qualified(BEFORE) + inTransaction + ")";
  }

  /**
   * What is left.
   *
   * @param rows that {@link #WAS_BESIDE} is among
   */
  List<Told> told(List<List<String>> rows, Connection connection) throws SQLException {
    var told = new ArrayList<Told>();
    if (rows.stream().anyMatch(row -> row.get(1).equals("beside it"))) {
      for (var row : Guarded.rows(connection, Asked.qualified(AFTER))) {
        told.add(new Told(Told.Sort.LEFT, place(Integer.parseInt(row.get(0))), words(row)));
      }
    }
    return told;
  }

  private Place place(int number) {
    return number >= 0 && number < taken.size() ? taken.get(number).place() : new Place(1, 1);
  }

  private static String words(List<String> row) {
    var name = row.get(3).startsWith("public.") ? row.get(3).substring(7) : row.get(3);
    var use =
        switch (row.get(2)) {
          case "trigger function" -> "no trigger calls it any more";
          case "sequence" -> "no default takes its values any more";
          default -> "no column or routine is of it any more";
        };
    return "%s %s is left: %s".formatted(row.get(2), name, use);
  }
}
