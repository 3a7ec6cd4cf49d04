package dev.migrationledger.sql.facts;

import dev.migrationledger.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads names, types and constants out of nodes. */
final class SqlNames {

  private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^.\"]+)");

  /** The types of PostgreSQL's catalog, which is searched before every other schema. */
  private static final Set<String> BUILT_IN =
      Set.of(
          """
          aclitem any anyarray anycompatible anycompatiblearray anycompatiblemultirange
          anycompatiblenonarray anycompatiblerange anyelement anyenum anymultirange anynonarray
          anyrange bit bool box bpchar bytea char cid cidr circle cstring date datemultirange
          daterange event_trigger fdw_handler float4 float8 gtsvector index_am_handler inet int2
          int2vector int4 int4multirange int4range int8 int8multirange int8range internal interval
          json jsonb jsonpath language_handler line lseg macaddr macaddr8 money name numeric
          nummultirange numrange oid oidvector path pg_ddl_command pg_lsn pg_snapshot point polygon
          record refcursor regclass regcollation regconfig regdictionary regnamespace regoper
          regoperator regproc regprocedure regrole regtype serial serial2 serial4 serial8 bigserial
          smallserial table_am_handler text tid time timestamp timestamptz timetz trigger
          tsm_handler tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector txid_snapshot
          unknown uuid varbit varchar void xid xid8 xml
          """
              .strip()
              .split("\\s+"));

  private SqlNames() {}

  /** A name in quotes as it is, another in lower case. */
  static String identifier(String written) {
    return written.length() > 1 && written.startsWith("\"") && written.endsWith("\"")
        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
        : written.toLowerCase(Locale.ROOT);
  }

  /** The parts of a name that stands in a string, as in {@code nextval('s.q')}. */
  static List<String> parts(String name) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(name);
    while (matcher.find()) {
      parts.add(identifier(matcher.group().strip()));
    }
    return parts;
  }

  /** The string of a constant; empty for every other node. */
  static String constant(Node node) {
    Node inner = node.is("TypeCast") ? node.node("arg") : node;
    return inner.is("A_Const") ? inner.node("sval").text("sval") : "";
  }

  static boolean isRangeVar(Node node) {
    return node.is("RangeVar") || (node.has("relname") && node.has("relpersistence"));
  }

  static boolean isType(Node node) {
    return node.is("TypeName") || (node.has("names") && node.has("typemod"));
  }

  static List<String> relation(Node rangeVar) {
    return rangeVar.text("schemaname").isEmpty()
        ? List.of(rangeVar.text("relname"))
        : List.of(rangeVar.text("schemaname"), rangeVar.text("relname"));
  }

  /** A type as in {@code int4} or {@code s.mood[]}. */
  static String type(Node type) {
    if (type.fields().isEmpty()) {
      return "NONE";
    }
    List<String> names = type.names("names");
    List<String> shown =
        names.size() > 1 && names.getFirst().equals(SearchPath.CATALOG)
            ? names.subList(1, names.size())
            : names;
    return String.join(".", shown)
        + (type.flag("pct_type") ? "%TYPE" : "")
        + "[]".repeat(type.nodes("arrayBounds").size());
  }

  static boolean isBuiltIn(List<String> type) {
    return type.getFirst().equals(SearchPath.CATALOG)
        || (type.size() == 1 && BUILT_IN.contains(type.getFirst()));
  }

  static String signature(List<Node> types) {
    return types.stream().map(SqlNames::type).collect(Collectors.joining(", ", "(", ")"));
  }
}
