package dev.migrationledger.schema.ddl.statement;

import static dev.migrationledger.schema.object.Identifiers.literal;
import static java.util.stream.Collectors.joining;

import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Identifiers;
import dev.migrationledger.schema.object.Naming;
import dev.migrationledger.schema.object.ObjectKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types, domains and aggregates. */
final class Types {

  private static final Pattern ATTRIBUTE =
      Pattern.compile("(\"(?:[^\"]|\"\")*\"|[^ ]+) (.*)", Pattern.DOTALL);
  private static final List<String> FUNCTIONS =
      List.of(
          "sfunc",
          "finalfunc",
          "combinefunc",
          "serialfunc",
          "deserialfunc",
          "msfunc",
          "minvfunc",
          "mfinalfunc");

  private Types() {}

  static void create(Script script, CatalogObject type) {
    var key = type.key();
    var lead = "CREATE TYPE " + key.qualified();
    switch (type.text("form")) {
      case "enum" -> guarded(script, key, lead + " AS ENUM (" + labels(type.texts("labels")) + ")");
      case "composite" ->
          guarded(script, key, lead + " AS (" + String.join(", ", type.texts("attributes")) + ")");
      case "range" -> guarded(script, key, lead + " AS RANGE (" + range(type) + ")");
      case "shell" -> guarded(script, key, lead);
      default ->
          script.missing("base type %s has to be created by hand".formatted(key.qualified()));
    }
  }

  private static void guarded(Script script, ObjectKey key, String statement) {
    script.when("NOT " + Naming.exists(key), statement);
  }

  private static String labels(List<String> labels) {
    return labels.stream().map(Identifiers::literal).collect(joining(", "));
  }

  private static String range(CatalogObject type) {
    var parts = new ArrayList<String>();
    parts.add("subtype = " + type.text("subtype"));
    add(parts, "subtype_opclass", type.text("subtype_opclass"));
    add(parts, "collation", type.text("collation"));
    add(parts, "canonical", withoutArguments(type.text("canonical")));
    add(parts, "subtype_diff", withoutArguments(type.text("subtype_diff")));
    add(parts, "multirange_type_name", type.text("multirange"));
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, String name, String value) {
    if (!value.isEmpty()) {
      parts.add(name + " = " + value);
    }
  }

  /** {@code app.f} of {@code app.f(integer)}. */
  static String withoutArguments(String function) {
    int open = function.lastIndexOf('(');
    return open < 0 ? function : function.substring(0, open);
  }

  static String domain(CatalogObject domain) {
    return " AS "
        + domain.text("type")
        + (domain.text("collation").isEmpty() ? "" : " COLLATE " + domain.text("collation"))
        + (domain.text("default").isEmpty() ? "" : " DEFAULT " + domain.text("default"))
        + (domain.holds("not_null") ? " NOT NULL" : "");
  }

  static String aggregate(CatalogObject object) {
    var key = object.key();
    var parts = new ArrayList<String>();
    for (String function : FUNCTIONS) {
      add(parts, function, withoutArguments(object.text(function)));
      if (function.equals("sfunc")) {
        add(parts, "stype", object.text("stype"));
        add(parts, "sspace", object.text("sspace"));
      } else if (function.equals("msfunc")) {
        add(parts, "mstype", object.text("mstype"));
      }
    }
    for (String start : List.of("initcond", "minitcond")) {
      if (object.attributes().containsKey(start)) {
        parts.add(start + " = " + literal(object.text(start)));
      }
    }
    if (!object.text("sortop").isEmpty()) {
      parts.add("sortop = OPERATOR(" + Operators.symbol(object.text("sortop")) + ")");
    }
    add(parts, "parallel", object.text("parallel"));
    if (object.text("form").equals("hypothetical")) {
      parts.add("hypothetical");
    }
    return " AGGREGATE "
        + Naming.inSchema(key)
        + "("
        + object.text("arguments")
        + ") ("
        + String.join(", ", parts)
        + ")";
  }

  static void alterLabels(Script script, CatalogObject from, CatalogObject to) {
    var was = new ArrayList<>(from.texts("labels"));
    var is = to.texts("labels");
    var alter = "ALTER TYPE " + to.key().qualified();
    if (was.size() == is.size() && !new HashSet<>(was).equals(new HashSet<>(is))) {
      for (int i = 0; i < is.size(); i++) {
        if (!was.get(i).equals(is.get(i)) && !is.contains(was.get(i))) {
          script.when(
              label(to.key(), was.get(i)),
              alter + " RENAME VALUE " + literal(was.get(i)) + " TO " + literal(is.get(i)));
          was.set(i, is.get(i));
        }
      }
    }
    var gone = was.stream().filter(label -> !is.contains(label)).toList();
    var kept = was.stream().filter(is::contains).toList();
    if (!gone.isEmpty() || !kept.equals(is.stream().filter(was::contains).toList())) {
      script.missing(
          "the labels of %s cannot become %s: PostgreSQL cannot take a label away or move it"
              .formatted(to.key(), labels(is)));
    }
    if (!was.containsAll(is)) {
      script.warn(
          "%s: a new label can be used only once the transaction that adds it has committed"
              .formatted(to.key()));
    }
    for (int i = 0; i < is.size(); i++) {
      if (!was.contains(is.get(i))) {
        var place = i == 0 ? first(was) : " AFTER " + literal(is.get(i - 1));
        script.either(
            alter + " ADD VALUE " + literal(is.get(i)) + place,
            alter + " ADD VALUE IF NOT EXISTS " + literal(is.get(i)) + place);
      }
    }
  }

  private static String first(List<String> labels) {
    return labels.isEmpty() ? "" : " BEFORE " + literal(labels.getFirst());
  }

  private static String label(ObjectKey key, String label) {
    return "EXISTS (SELECT FROM pg_catalog.pg_enum WHERE enumtypid = pg_catalog.to_regtype("
        + literal(key.qualified())
        + ") AND enumlabel = "
        + literal(label)
        + ")";
  }

  static void alterAttributes(Script script, CatalogObject from, CatalogObject to) {
    var was = attributes(from);
    var is = attributes(to);
    var alter = "ALTER TYPE " + to.key().qualified();
    was.forEach((name, type) -> {
      if (!is.containsKey(name)) {
        script.either(
            alter + " DROP ATTRIBUTE " + name + " CASCADE",
            alter + " DROP ATTRIBUTE IF EXISTS " + name + " CASCADE");
        script.warn("what is stored in attribute %s of %s is lost".formatted(name, to.key()));
      }
    });
    is.forEach((name, type) -> {
      if (!was.containsKey(name)) {
        script.when(
            "NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid ="
                + " pg_catalog.to_regclass("
                + literal(to.key().qualified())
                + ") AND pg_catalog.quote_ident(attname) = "
                + literal(name)
                + ")",
            alter + " ADD ATTRIBUTE " + name + " " + type + " CASCADE");
      } else if (!type.equals(was.get(name))) {
        script.add(alter + " ALTER ATTRIBUTE " + name + " TYPE " + type + " CASCADE");
      }
    });
    var reached = new ArrayList<>(was.keySet());
    reached.retainAll(is.keySet());
    is.keySet().stream().filter(name -> !reached.contains(name)).forEach(reached::add);
    if (!reached.equals(List.copyOf(is.keySet()))) {
      script.missing("the order of the attributes of %s cannot be changed".formatted(to.key()));
    }
  }

  private static Map<String, String> attributes(CatalogObject type) {
    var map = new LinkedHashMap<String, String>();
    for (String attribute : type.texts("attributes")) {
      Matcher matcher = ATTRIBUTE.matcher(attribute);
      if (matcher.matches()) {
        map.put(matcher.group(1), matcher.group(2));
      }
    }
    return map;
  }
}
