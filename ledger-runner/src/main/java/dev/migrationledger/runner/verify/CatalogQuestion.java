package dev.migrationledger.runner.verify;

import dev.migrationledger.schema.object.Identifiers;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One statement that asks the catalogs for all that a script names; {@link CatalogAnswer} reads
 * what it gives. Operators are qualified, since the script may have left any search path, and no
 * name is looked up through a function that asks for rights.
 */
final class CatalogQuestion {

  private static final String RELATIONS =
      """
      ), rel AS MATERIALIZED (
        SELECT DISTINCT ON (a.n) a.n, c.oid, c.relkind, s.nspname
        FROM asked a
        JOIN pg_catalog.pg_class c ON c.relname OPERATOR(pg_catalog.=) a.name
        JOIN pg_catalog.pg_namespace s ON s.oid OPERATOR(pg_catalog.=) c.relnamespace
          AND s.nspname OPERATOR(pg_catalog.=) ANY (a.schemas)
        ORDER BY a.n, pg_catalog.array_position(a.schemas, s.nspname))
      SELECT n, 'object', relkind::text, nspname, '', '', '', '' FROM rel
      UNION ALL
      SELECT r.n, 'column', a.attname, a.attnotnull::text, tn.nspname,
        coalesce(e.typname, t.typname), (e.typname IS NOT NULL)::text OPERATOR(pg_catalog.||) ' '
          OPERATOR(pg_catalog.||) a.atttypmod::text,
        pg_catalog.format_type(a.atttypid, a.atttypmod)
      FROM rel r
      JOIN pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) r.oid
        AND a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped
      JOIN pg_catalog.pg_type t ON t.oid OPERATOR(pg_catalog.=) a.atttypid
      JOIN pg_catalog.pg_namespace tn ON tn.oid OPERATOR(pg_catalog.=) t.typnamespace
      LEFT JOIN pg_catalog.pg_type e ON e.oid OPERATOR(pg_catalog.=) t.typelem
        AND t.typcategory OPERATOR(pg_catalog.=) 'A'
      WHERE r.relkind OPERATOR(pg_catalog.<>) ALL ('{i,I,S}'::"char"[])
      UNION ALL
      SELECT r.n, 'constraint', k.conname, k.contype::text, (k.convalidated OR NOT coalesce(
        (pg_catalog.to_jsonb(k) OPERATOR(pg_catalog.->>) 'conenforced')::bool, true))::text,
        '', '', ''
      FROM rel r
      JOIN pg_catalog.pg_constraint k ON k.conrelid OPERATOR(pg_catalog.=) r.oid
      UNION ALL
      SELECT r.n, 'index', c.relname, i.indisvalid::text, i.indisunique::text, (
        SELECT pg_catalog.string_agg('"' OPERATOR(pg_catalog.||)
            pg_catalog.replace(coalesce(a.attname, '')::text, '"', '""') OPERATOR(pg_catalog.||) '"',
            ',' ORDER BY p.place)
        FROM pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY AS p (number, place)
        LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) i.indrelid
          AND a.attnum OPERATOR(pg_catalog.=) p.number
        WHERE p.place OPERATOR(pg_catalog.<=) i.indnkeyatts), '', ''
      FROM rel r
      JOIN pg_catalog.pg_index i ON i.indrelid OPERATOR(pg_catalog.=) r.oid
      JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) i.indexrelid
      """;

  private static final String PARTS =
      """
      UNION ALL
      SELECT r.n, 'trigger', g.tgname, '', '', '', '', ''
      FROM rel r JOIN pg_catalog.pg_trigger g ON g.tgrelid OPERATOR(pg_catalog.=) r.oid
      UNION ALL
      SELECT r.n, 'policy', p.polname, '', '', '', '', ''
      FROM rel r JOIN pg_catalog.pg_policy p ON p.polrelid OPERATOR(pg_catalog.=) r.oid
      UNION ALL
      SELECT r.n, 'rule', w.rulename, '', '', '', '', ''
      FROM rel r JOIN pg_catalog.pg_rewrite w ON w.ev_class OPERATOR(pg_catalog.=) r.oid
      """;

  private static final String GLOBAL =
      """
      UNION ALL
      SELECT %d, 'object', '', '', '', '', '', '' WHERE EXISTS (
        SELECT FROM pg_catalog.%s c WHERE c.%s OPERATOR(pg_catalog.=) %s)
      """;

  private final List<String> relations = new ArrayList<>();
  private final StringBuilder others = new StringBuilder();
  private int asked;
  private boolean parts;

  /** Asks for a relation with its columns, constraints and indexes; gives the number of rows. */
  int relation(ObjectName name) {
    relations.add(
        "(%d, %s::pg_catalog.name, %s)"
            .formatted(asked, literal(name.parts().getFirst()), array(name.searched())));
    return asked++;
  }

  /**
   * Asks whether a relation is in the first schema of its path that there is: one further along has
   * nothing to do with it. Gives the number of its rows.
   */
  int firstRelation(ObjectName name) {
    relations.add(
        "(%d, %s::pg_catalog.name, %s)"
            .formatted(asked, literal(name.parts().getFirst()), first(array(name.searched()))));
    return asked++;
  }

  private static String first(String schemas) {
    return "ARRAY(SELECT n.nspname FROM pg_catalog.pg_namespace n"
        + " WHERE n.nspname OPERATOR(pg_catalog.=) ANY (%1$s)".formatted(schemas)
        + " ORDER BY pg_catalog.array_position(%1$s, n.nspname) LIMIT 1)".formatted(schemas);
  }

  /** Asks for triggers, policies and rules of the relations too. */
  void withParts() {
    parts = true;
  }

  /** Asks whether something that is no relation is there; gives the number of its row. */
  int object(ObjectKind kind, ObjectName name) {
    var called = literal(name.parts().getLast());
    others.append(
        switch (kind) {
          case SCHEMA -> GLOBAL.formatted(asked, "pg_namespace", "nspname", called);
          case EXTENSION -> GLOBAL.formatted(asked, "pg_extension", "extname", called);
          case TYPE, DOMAIN -> inSchema(name, "pg_type", "typnamespace", "typname", called);
          default -> inSchema(name, "pg_proc", "pronamespace", "proname", called);
        });
    return asked++;
  }

  private String inSchema(
      ObjectName name, String catalog, String namespace, String column, String called) {
    return """
    UNION ALL
    SELECT %d, 'object', '', '', '', '', '', '' WHERE EXISTS (
      SELECT FROM pg_catalog.%s c
      JOIN pg_catalog.pg_namespace s ON s.oid OPERATOR(pg_catalog.=) c.%s
      WHERE c.%s OPERATOR(pg_catalog.=) %s AND s.nspname OPERATOR(pg_catalog.=) ANY (%s))
    """
        .formatted(asked, catalog, namespace, column, called, array(name.searched()));
  }

  /** The statement; empty when nothing is asked. */
  String sql() {
    if (asked == 0) {
      return "";
    }
    var values =
        relations.isEmpty()
            ? "(-1, ''::pg_catalog.name, '{}'::pg_catalog.name[])"
            : String.join(", ", relations);
    return "WITH asked (n, name, schemas) AS (VALUES "
        + values
        + RELATIONS
        + (parts ? PARTS : "")
        + others;
  }

  private static String array(List<String> schemas) {
    return schemas.stream()
        .map(schema -> schema.equals("$user") ? "current_user" : literal(schema))
        .collect(Collectors.joining(", ", "ARRAY[", "]::pg_catalog.name[]"));
  }

  private static String literal(String text) {
    return Identifiers.literal(text);
  }
}
