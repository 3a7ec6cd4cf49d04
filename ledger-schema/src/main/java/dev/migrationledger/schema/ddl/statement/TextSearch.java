package dev.migrationledger.schema.ddl.statement;

import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Naming;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Configurations and dictionaries of text search. */
final class TextSearch {

  private TextSearch() {}

  static void create(Script script, CatalogObject object) {
    var absent = "NOT " + Naming.exists(object.key());
    var create = "CREATE " + Naming.of(object);
    if (!isConfiguration(object)) {
      var options = object.text("options");
      script.when(
          absent,
          create
              + " (TEMPLATE = "
              + object.text("template")
              + (options.isEmpty() ? "" : ", " + options)
              + ")");
      return;
    }
    var statements = new ArrayList<String>();
    statements.add(create + " (PARSER = " + object.text("parser") + ")");
    mappings(object)
        .forEach((token, dictionaries) -> statements.add(mapping(object, token, dictionaries)));
    script.when(absent, statements);
  }

  static boolean isConfiguration(CatalogObject object) {
    return object.key().signature().endsWith("CONFIGURATION");
  }

  static void alterMappings(Script script, CatalogObject from, CatalogObject to) {
    var was = mappings(from);
    var is = mappings(to);
    was.forEach((token, dictionaries) -> {
      if (!dictionaries.equals(is.get(token))) {
        script.add("ALTER " + Naming.of(to) + " DROP MAPPING IF EXISTS FOR " + token);
      }
    });
    is.forEach((token, dictionaries) -> {
      if (!dictionaries.equals(was.get(token))) {
        var add = mapping(to, token, dictionaries);
        script.either(add, "ALTER " + Naming.of(to) + " DROP MAPPING IF EXISTS FOR " + token, add);
      }
    });
  }

  private static String mapping(CatalogObject object, String token, List<String> dictionaries) {
    return "ALTER "
        + Naming.of(object)
        + " ADD MAPPING FOR "
        + token
        + " WITH "
        + String.join(", ", dictionaries);
  }

  private static Map<String, List<String>> mappings(CatalogObject object) {
    var map = new LinkedHashMap<String, List<String>>();
    for (String mapping : object.texts("mappings")) {
      int with = mapping.indexOf(" WITH ");
      map.computeIfAbsent(mapping.substring(0, with), any -> new ArrayList<>())
          .add(mapping.substring(with + " WITH ".length()));
    }
    return map;
  }
}
