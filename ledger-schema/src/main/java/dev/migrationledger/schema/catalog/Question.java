package dev.migrationledger.schema.catalog;

import dev.migrationledger.schema.object.CatalogKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The question for one kind of object, written out for one major version of the server. */
final class Question {

  private static final Pattern WORDS = Pattern.compile("\\{\\{([^}]*)}}");
  private static final Pattern SINCE =
      Pattern.compile("\\{\\{from (\\d+)}}(.*?)\\{\\{end}}", Pattern.DOTALL);

  /** What a role was given beyond what everybody of its sort has from the start. */
  private static final String GIVEN =
      """
      SELECT x.privilege_type || ' %s ' || CASE x.grantee WHEN 0 THEN 'PUBLIC'
        ELSE quote_ident(pg_get_userbyid(x.grantee)) END
        || CASE WHEN x.is_grantable AND x.grantee <> %s THEN ' WITH GRANT OPTION' ELSE '' END
      FROM aclexplode(%s) x\
      """;

  private static final String SECRET =
      "(^|_)(password|passwd|passfile|sslpassword|secret|token|key)";

  /** Where a reading of some tables only says which. */
  private static final String SCOPE = "/* scope */";

  private static final String IN_SCOPE =
      """
      AND (n.nspname, r.relname) IN (
        SELECT w.list ->> (2 * i), w.list ->> (2 * i + 1)
        FROM (SELECT current_setting('ledger.scope')::jsonb) AS w(list),
             generate_series(0, jsonb_array_length(w.list) / 2 - 1) AS i)\
      """;

  private Question() {}

  /** Has the server keep, until the transaction ends, which tables are asked for. */
  static String narrow() {
    return "SELECT set_config('ledger.scope', ?, true)";
  }

  /** Asks for the kinds of which there can be none: a cheap question that spares many. */
  static String absent() {
    return read("absent.sql");
  }

  static String of(CatalogKind kind, int major, Scope scope) {
    return written(since(read(kind.name().toLowerCase(Locale.ROOT) + ".sql"), major))
        .replace(SCOPE, scope.allTables() ? "" : IN_SCOPE);
  }

  private static String read(String name) {
    try (var resource = Question.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("there is no " + name);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String since(String text, int major) {
    return SINCE
        .matcher(text)
        .replaceAll(part ->
            major >= Integer.parseInt(part.group(1))
                ? Matcher.quoteReplacement(part.group(2))
                : "");
  }

  private static String written(String text) {
    return WORDS
        .matcher(text)
        .replaceAll(word -> Matcher.quoteReplacement(word(word.group(1).split(" "))));
  }

  private static String word(String[] words) {
    return switch (words[0]) {
      case "user_schema" ->
          "n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'ledger')";
      case "not_extension" ->
          ("NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '%s'::regclass"
                  + " AND e.objid = %s AND e.deptype = 'e')")
              .formatted(words[1], words[2]);
      case "loose" ->
          ("NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '%s'::regclass AND d.objid = %s"
                  + " AND d.refclassid = 'pg_opclass'::regclass AND d.deptype = 'i')")
              .formatted(words[1], words[2]);
      case "relation" -> relation("");
      case "relation_first" -> relation(" OFFSET 0");
      case "role" -> "pg_get_userbyid(%s)".formatted(words[1]);
      case "comment" ->
          ("(SELECT m.description FROM pg_description m WHERE m.classoid = '%s'::regclass"
                  + " AND m.objoid = %s AND m.objsubid = 0)")
              .formatted(words[1], words[2]);
      case "comment_on" ->
          ("(SELECT m.description FROM pg_description m WHERE m.classoid = 'pg_class'::regclass"
                  + " AND m.objoid = %s AND m.objsubid = %s)")
              .formatted(words[1], words[2]);
      case "options" -> options("o", words[1]);
      case "secretless" -> secretless(words[1]);
      case "grants" -> difference(words[2], fresh("'" + words[1] + "'", words[3]), words[3], "TO");
      case "revokes" ->
          revoked(
              words[2],
              difference(fresh("'" + words[1] + "'", words[3]), words[2], words[3], "FROM"));
      case "grants_like" -> difference(words[2], fresh(like(words[1]), words[3]), words[3], "TO");
      case "revokes_like" ->
          revoked(
              words[2], difference(fresh(like(words[1]), words[3]), words[2], words[3], "FROM"));
      case "acl" -> difference(words[1], "NULL::aclitem[]", "0", "TO");
      default -> throw new IllegalStateException("nothing is called " + words[0]);
    };
  }

  /** With OFFSET 0 the planner settles which relations they are before it joins their parts. */
  private static String relation(String offset) {
    return """
    (SELECT r.*, n.nspname FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace
     WHERE %s AND %s %s%s)\
    """
        .formatted(
            word(new String[] {"user_schema"}),
            word(new String[] {"not_extension", "pg_class", "r.oid"}),
            SCOPE,
            offset);
  }

  /** A list in an order of its own; nothing is computed where there is none, as almost always. */
  private static String options(String item, String options) {
    return ("CASE WHEN %2$s IS NOT NULL THEN"
            + " (SELECT array_agg(%1$s ORDER BY o COLLATE \"C\") FROM unnest(%2$s) AS o) END")
        .formatted(item, options);
  }

  /** Options as name=value; of a secret one only the name is told. */
  private static String secretless(String options) {
    var item =
        ("CASE WHEN split_part(o, '=', 1) ~* '%s'"
                + " THEN split_part(o, '=', 1) || '=***' ELSE o END")
            .formatted(SECRET);
    return options(item, options);
  }

  /** The privileges that an object of this sort has before anybody says anything. */
  private static String fresh(String sort, String owner) {
    return "acldefault(%s, %s)".formatted(sort, owner);
  }

  /** pg_default_acl and acldefault call sequences by different letters. */
  private static String like(String sort) {
    return "CASE %s WHEN 'S' THEN 's'::\"char\" ELSE %s END".formatted(sort, sort);
  }

  private static String difference(String left, String right, String owner, String joint) {
    return ("CASE WHEN %s IS NOT NULL THEN (SELECT array_agg(g ORDER BY g COLLATE \"C\")"
            + " FROM (%s EXCEPT %s) AS t(g)) END")
        .formatted(left, GIVEN.formatted(joint, owner, left), GIVEN.formatted(joint, owner, right));
  }

  private static String revoked(String acl, String difference) {
    return "CASE WHEN %s IS NOT NULL THEN %s END".formatted(acl, difference);
  }
}
