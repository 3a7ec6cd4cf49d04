package dev.migrationledger.schema.ddl.statement;

import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Identifiers;
import dev.migrationledger.schema.object.Naming;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Operators, their families and classes, and casts. */
final class Operators {

  private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$) *");

  private Operators() {}

  static void create(Script script, CatalogObject object) {
    var key = object.key();
    var absent = "NOT " + Naming.exists(key);
    switch (key.kind()) {
      case OPERATOR -> script.when(absent, operator(object));
      case OPERATOR_FAMILY -> {
        var statements = new ArrayList<String>();
        statements.add("CREATE " + Naming.of(object));
        var members = members(object);
        if (!members.isEmpty()) {
          statements.add("ALTER " + Naming.of(object) + " ADD " + String.join(", ", members));
        }
        script.when(absent, statements);
      }
      case OPERATOR_CLASS -> script.when(absent, operatorClass(object));
      default -> {
        var context = object.text("context");
        var method = object.text("method");
        var create =
            "CREATE CAST "
                + key.name()
                + switch (method) {
                  case "INOUT" -> " WITH INOUT";
                  case "WITHOUT FUNCTION" -> " WITHOUT FUNCTION";
                  default -> " WITH FUNCTION " + method;
                }
                + (context.isEmpty() ? "" : " AS " + context);
        script.either(create, "DROP CAST IF EXISTS " + key.name(), create);
      }
    }
  }

  static List<String> members(CatalogObject object) {
    return Stream.concat(object.texts("operators").stream(), object.texts("functions").stream())
        .toList();
  }

  /** {@code app.===} of {@code app.===(integer,integer)}. */
  static String symbol(String operator) {
    return Types.withoutArguments(operator);
  }

  private static String operator(CatalogObject object) {
    var key = object.key();
    var types = COMMA.split(key.signature().substring(1, key.signature().length() - 1), 2);
    var parts = new ArrayList<String>();
    parts.add("FUNCTION = " + Types.withoutArguments(object.text("function")));
    if (!types[0].equals("NONE")) {
      parts.add("LEFTARG = " + types[0]);
    }
    if (!types[1].equals("NONE")) {
      parts.add("RIGHTARG = " + types[1]);
    }
    for (String other : List.of("commutator", "negator")) {
      if (!object.text(other).isEmpty()) {
        parts.add(
            other.toUpperCase(Locale.ROOT) + " = OPERATOR(" + symbol(object.text(other)) + ")");
      }
    }
    for (String estimate : List.of("restrict", "join")) {
      if (!object.text(estimate).isEmpty()) {
        parts.add(estimate.toUpperCase(Locale.ROOT) + " = " + object.text(estimate));
      }
    }
    if (object.holds("hashes")) {
      parts.add("HASHES");
    }
    if (object.holds("merges")) {
      parts.add("MERGES");
    }
    return "CREATE OPERATOR "
        + Identifiers.quoted(key.schema())
        + "."
        + key.name()
        + " ("
        + String.join(", ", parts)
        + ")";
  }

  /** Members that the family has by itself came with the family. */
  private static String operatorClass(CatalogObject object) {
    var key = object.key();
    var parts = new ArrayList<>(members(object));
    if (!object.text("storage").isEmpty()) {
      parts.add("STORAGE " + object.text("storage"));
    } else if (parts.isEmpty()) {
      parts.add("STORAGE " + object.text("type"));
    }
    return "CREATE OPERATOR CLASS "
        + Naming.inSchema(key)
        + (object.holds("default") ? " DEFAULT" : "")
        + " FOR TYPE "
        + object.text("type")
        + key.signature()
        + " FAMILY "
        + object.text("family")
        + " AS "
        + String.join(", ", parts);
  }

  static void alterMembers(Script script, CatalogObject from, CatalogObject to, String attribute) {
    var alter = "ALTER " + Naming.of(to);
    for (String member : from.texts(attribute)) {
      if (!to.texts(attribute).contains(member)) {
        int open = member.startsWith("FUNCTION") ? member.indexOf('(') : member.lastIndexOf('(');
        int close = member.indexOf(')', open);
        var number = member.split(" ", 3);
        script.add(
            alter
                + " DROP "
                + number[0]
                + " "
                + number[1]
                + " "
                + member.substring(open, close + 1));
      }
    }
    for (String member : to.texts(attribute)) {
      if (!from.texts(attribute).contains(member)) {
        script.add(alter + " ADD " + member);
      }
    }
  }
}
