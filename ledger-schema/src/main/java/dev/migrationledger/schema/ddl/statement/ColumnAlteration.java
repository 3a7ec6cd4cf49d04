package dev.migrationledger.schema.ddl.statement;

import static dev.migrationledger.schema.object.Identifiers.literal;
import static dev.migrationledger.schema.object.Identifiers.quoted;

import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Naming;
import dev.migrationledger.schema.object.ObjectKey;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** ALTER TABLE … ALTER COLUMN. */
final class ColumnAlteration {

  private static final Pattern SEQUENCE_OPTION =
      Pattern.compile("(INCREMENT BY|MINVALUE|MAXVALUE|START WITH|CACHE|CYCLE)");

  /** Types whose values are kept in the row where they fit, by default. */
  private static final Pattern IN_THE_ROW = Pattern.compile("^(numeric|inet|cidr|name)\\b.*");

  private static final Set<String> TEXTS =
      Set.of("text", "character varying", "character", "name", "public.citext");
  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision");
  private static final Pattern TIMES = Pattern.compile("date|timestamp.*");

  /** Casts that keep each value. */
  private static final Set<String> WIDENING =
      Set.of(
          "smallint>integer",
          "smallint>bigint",
          "integer>bigint",
          "real>double precision",
          "character varying>text");

  private final Script script;

  ColumnAlteration(Script script) {
    this.script = script;
  }

  void alter(CatalogObject from, CatalogObject to) {
    var column = column(to);
    var typed = differs(from, to, "type") || differs(from, to, "collation");
    var hadDefault = !from.text("default").isEmpty();
    if (hadDefault && (typed || to.text("default").isEmpty()) && to.text("generated").isEmpty()) {
      script.add(column + "DROP DEFAULT");
    }
    if (typed) {
      type(from, to);
    }
    if (differs(from, to, "generated") || differs(from, to, "virtual")) {
      generated(to);
    }
    notNullAndIdentity(from, to);
    if (!to.text("default").isEmpty() && (typed || differs(from, to, "default"))) {
      script.add(column + "SET DEFAULT " + to.text("default"));
    }
    unvalidated(from, to);
    physical(from, to);
    if (differs(from, to, "comment")) {
      script.add(
          "COMMENT ON "
              + Naming.of(to)
              + " IS "
              + (to.text("comment").isEmpty() ? "NULL" : literal(to.text("comment"))));
    }
    if (differs(from, to, "grants")) {
      Privileges.ofChanged(script, from, to);
    }
    if (differs(from, to, "inherited")) {
      script.missing(
          "%s: whether a column is its table's own or its parent's only cannot be altered"
              .formatted(to.key()));
    }
  }

  /** An identity column is NOT NULL as long as it is one. */
  private void notNullAndIdentity(CatalogObject from, CatalogObject to) {
    var differs = differs(from, to, "not_null") && to.text("not_null_unvalidated").isEmpty();
    if (differs && to.holds("not_null")) {
      script.add(column(to) + "SET NOT NULL");
      script.warn("%s: NOT NULL fails where there are nulls".formatted(to.key()));
    }
    identity(from, to);
    if (differs && !to.holds("not_null")) {
      script.add(column(to) + "DROP NOT NULL");
    }
  }

  private static String column(CatalogObject column) {
    var key = column.key();
    return (column.text("type").isEmpty() ? "ALTER VIEW " : "ALTER TABLE ")
        + key.qualifiedParent()
        + " ALTER COLUMN "
        + quoted(key.name())
        + " ";
  }

  private static boolean differs(CatalogObject from, CatalogObject to, String attribute) {
    return !Objects.equals(from.attributes().get(attribute), to.attributes().get(attribute));
  }

  private void type(CatalogObject from, CatalogObject to) {
    var was = from.text("type");
    var is = to.text("type");
    script.add(
        column(to)
            + "TYPE "
            + is
            + (to.text("collation").isEmpty() ? "" : " COLLATE " + to.text("collation"))
            + (was.equals(is) || !to.text("generated").isEmpty()
                ? ""
                : " USING "
                    + quoted(to.key().name())
                    + (isCast(was, is) ? "" : "::text")
                    + "::"
                    + is));
    if (!was.equals(is) && !WIDENING.contains(base(was) + ">" + is)) {
      script.warn(
          "%s: each value is cast from %s to %s, which can fail or lose a part of it"
              .formatted(to.key(), was, is));
    }
  }

  private static String base(String type) {
    int open = type.indexOf('(');
    return open < 0 ? type : type.substring(0, open);
  }

  /** Whether one type can be cast to the other without a text between. */
  private static boolean isCast(String from, String to) {
    return base(from).equals(base(to))
        || TEXTS.contains(base(from))
        || TEXTS.contains(base(to))
        || (NUMBERS.contains(base(from)) && NUMBERS.contains(base(to)))
        || (TIMES.matcher(from).matches() && TIMES.matcher(to).matches());
  }

  private void generated(CatalogObject to) {
    if (to.text("generated").isEmpty()) {
      script.add(column(to) + "DROP EXPRESSION IF EXISTS");
    } else {
      script.add(column(to) + "SET EXPRESSION AS (" + to.text("generated") + ")");
      script.warn("%s: SET EXPRESSION needs PostgreSQL 17".formatted(to.key()));
    }
  }

  /** Frees the name of the sequence, which another may want. */
  void dropIdentity(CatalogObject from, CatalogObject to) {
    if (!from.text("identity").isEmpty() && to.text("identity").isEmpty()) {
      script.add(column(to) + "DROP IDENTITY IF EXISTS");
      script.warn("%s: its counter is lost".formatted(to.key()));
    }
  }

  private void identity(CatalogObject from, CatalogObject to) {
    var was = from.text("identity");
    var is = to.text("identity");
    if (was.isEmpty() && !is.isEmpty()) {
      var add = column(to) + "ADD GENERATED " + is + " AS IDENTITY (" + identityOptions(to) + ")";
      var key = to.key();
      script.when(
          "EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass("
              + literal(key.qualifiedParent())
              + ") AND attname = "
              + literal(key.name())
              + " AND attidentity = '')",
          add);
      script.warn("%s: its counter begins anew, whatever values the table has".formatted(to.key()));
    } else if (!is.isEmpty()) {
      if (!was.equals(is)) {
        script.add(column(to) + "SET GENERATED " + is);
      }
      if (differs(from, to, "identity_sequence")) {
        script.add(column(to) + identityChange(to));
      }
    }
  }

  static String identityOptions(CatalogObject column) {
    var text = column.text("identity_sequence");
    return text.substring(Math.max(0, text.indexOf("INCREMENT BY")));
  }

  private static String identityChange(CatalogObject column) {
    var options = identityOptions(column);
    var set = SEQUENCE_OPTION.matcher(options).replaceAll("SET $1");
    return options.endsWith(" CYCLE") ? set : set + " SET NO CYCLE";
  }

  private void unvalidated(CatalogObject from, CatalogObject to) {
    var was = from.text("not_null_unvalidated");
    var is = to.text("not_null_unvalidated");
    var key = to.key();
    var alter = "ALTER TABLE " + key.qualifiedParent();
    if (!was.isEmpty() && is.isEmpty() && to.holds("not_null")) {
      script.add(alter + " VALIDATE CONSTRAINT " + quoted(was));
    } else if (!is.isEmpty() && !is.equals(was)) {
      if (from.holds("not_null")) {
        script.add(column(to) + "DROP NOT NULL");
      }
      script.when(
          "NOT "
              + Naming.exists(
                  new ObjectKey(CatalogKind.CONSTRAINT, key.schema(), key.parent(), is, "")),
          alter
              + " ADD CONSTRAINT "
              + quoted(is)
              + " NOT NULL "
              + quoted(key.name())
              + " NOT VALID");
    }
  }

  private void physical(CatalogObject from, CatalogObject to) {
    var column = column(to);
    if (differs(from, to, "storage")) {
      var storage = to.text("storage");
      var usual = IN_THE_ROW.matcher(to.text("type")).matches() ? "MAIN" : "EXTENDED";
      script.add(column + "SET STORAGE " + (storage.isEmpty() ? usual : storage));
    }
    if (differs(from, to, "compression")) {
      var method = to.text("compression");
      script.add(column + "SET COMPRESSION " + (method.isEmpty() ? "default" : method));
    }
    if (differs(from, to, "statistics")) {
      var target = to.text("statistics");
      script.add(column + "SET STATISTICS " + (target.isEmpty() ? "-1" : target));
    }
    Options.changes(from.texts("options"), to.texts("options"), "")
        .forEach(action -> script.add(column + action));
    if (differs(from, to, "server_options")) {
      var key = to.key();
      Options.foreign(
          script,
          from,
          to,
          "server_options",
          column.stripTrailing(),
          "SELECT attfdwoptions FROM pg_catalog.pg_attribute WHERE attrelid ="
              + " pg_catalog.to_regclass("
              + literal(key.qualifiedParent())
              + ") AND attname = "
              + literal(key.name()));
    }
  }
}
