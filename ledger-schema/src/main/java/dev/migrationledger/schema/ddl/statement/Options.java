package dev.migrationledger.schema.ddl.statement;

import static java.util.stream.Collectors.joining;

import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Identifiers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists of {@code name=value}: storage parameters, and options of foreign things. */
final class Options {

  private static final String SECRET = "***";

  private Options() {}

  /** {@code (fillfactor = '70')}, each name with a prefix such as {@code toast.}. */
  static List<String> parameters(List<String> options, String prefix) {
    return options.stream()
        .map(option ->
            prefix + Identifiers.quoted(name(option)) + " = " + Identifiers.literal(value(option)))
        .toList();
  }

  /** {@code SET (…)} and {@code RESET (…)} that lead from one list to the other. */
  static List<String> changes(List<String> from, List<String> to, String prefix) {
    var actions = new ArrayList<String>();
    var set = to.stream().filter(option -> !from.contains(option)).toList();
    var still = map(to);
    var reset =
        map(from).keySet().stream()
            .filter(name -> !still.containsKey(name))
            .map(name -> prefix + Identifiers.quoted(name))
            .toList();
    if (!set.isEmpty()) {
      actions.add("SET (" + String.join(", ", parameters(set, prefix)) + ")");
    }
    if (!reset.isEmpty()) {
      actions.add("RESET (" + String.join(", ", reset) + ")");
    }
    return actions;
  }

  /** {@code OPTIONS (host 'x')} of something new; empty when it has none. */
  static String foreign(Script script, CatalogObject object, String attribute) {
    var options = object.texts(attribute);
    options.stream()
        .filter(Options::isSecret)
        .forEach(option -> untold(script, object, name(option)));
    var known = options.stream().filter(option -> !isSecret(option)).toList();
    return known.isEmpty()
        ? ""
        : known.stream()
            .map(option ->
                Identifiers.quoted(name(option)) + " " + Identifiers.literal(value(option)))
            .collect(joining(", ", " OPTIONS (", ")"));
  }

  /** Changes of the options of something that is there; {@code held} is where it has them. */
  static void foreign(
      Script script,
      CatalogObject from,
      CatalogObject to,
      String attribute,
      String alter,
      String held) {
    var was = map(from.texts(attribute));
    var is = map(to.texts(attribute));
    is.forEach((name, value) -> {
      var quoted = Identifiers.quoted(name);
      if (value.equals(was.get(name))) {
        return;
      }
      if (value.equals(SECRET)) {
        untold(script, to, name);
      } else if (was.containsKey(name)) {
        script.add(alter + " OPTIONS (SET " + quoted + " " + Identifiers.literal(value) + ")");
      } else {
        script.when(
            "NOT " + has(held, name),
            alter + " OPTIONS (ADD " + quoted + " " + Identifiers.literal(value) + ")");
      }
    });
    was.keySet().stream()
        .filter(name -> !is.containsKey(name))
        .forEach(name ->
            script.when(
                has(held, name), alter + " OPTIONS (DROP " + Identifiers.quoted(name) + ")"));
  }

  private static String has(String held, String name) {
    return "EXISTS (SELECT FROM pg_catalog.pg_options_to_table(("
        + held
        + ")) WHERE option_name = "
        + Identifiers.literal(name)
        + ")";
  }

  private static void untold(Script script, CatalogObject object, String name) {
    script.missing(
        "option %s of %s is secret and was never read: set it by hand"
            .formatted(Identifiers.quoted(name), object.key()));
  }

  private static boolean isSecret(String option) {
    return value(option).equals(SECRET);
  }

  private static Map<String, String> map(List<String> options) {
    var map = new LinkedHashMap<String, String>();
    options.forEach(option -> map.put(name(option), value(option)));
    return map;
  }

  private static String name(String option) {
    int end = option.indexOf('=');
    return end < 0 ? option : option.substring(0, end);
  }

  private static String value(String option) {
    int end = option.indexOf('=');
    return end < 0 ? "" : option.substring(end + 1);
  }
}
