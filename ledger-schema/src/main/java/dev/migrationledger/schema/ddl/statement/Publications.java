package dev.migrationledger.schema.ddl.statement;

import static dev.migrationledger.schema.object.Identifiers.literal;

import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Naming;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** What publications publish. */
final class Publications {

  private static final Pattern WHERE =
      Pattern.compile(
          "^((?:[^\" ]|\"(?:[^\"]|\"\")*\")+(?: \\((?:[^\")]|\"(?:[^\"]|\"\")*\")*\\))?)"
              + " WHERE (.*)$",
          Pattern.DOTALL);

  private Publications() {}

  /** Tables and schemas; those below a table are named themselves, so ONLY. */
  static String objects(CatalogObject object) {
    var all = new ArrayList<String>();
    object.texts("tables").forEach(table -> all.add("TABLE ONLY " + condition(table)));
    object.texts("schemas").forEach(schema -> all.add("TABLES IN SCHEMA " + schema));
    return String.join(", ", all);
  }

  static String parameters(CatalogObject object) {
    var generated = object.text("generated_columns");
    return "publish = "
        + literal(String.join(", ", object.texts("publishes")))
        + ", publish_via_partition_root = "
        + object.holds("via_root")
        + (generated.isEmpty() ? "" : ", publish_generated_columns = stored");
  }

  private static String condition(String table) {
    var matcher = WHERE.matcher(table);
    return matcher.matches() ? matcher.group(1) + " WHERE (" + matcher.group(2) + ")" : table;
  }

  static void alter(Script script, CatalogObject to, String attribute) {
    var alter = "ALTER " + Naming.of(to);
    switch (attribute) {
      case "tables", "schemas" -> {
        var objects = objects(to);
        if (objects.isEmpty()) {
          script.missing("%s: take its tables away by hand".formatted(to.key()));
        } else {
          script.add(alter + " SET " + objects);
        }
      }
      default -> script.add(alter + " SET (" + parameters(to) + ")");
    }
  }
}
