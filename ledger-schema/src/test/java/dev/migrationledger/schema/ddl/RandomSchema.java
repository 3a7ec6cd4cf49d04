package dev.migrationledger.schema.ddl;

import dev.migrationledger.schema.object.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small schemas that have much in common with each other, and names that need quotes. */
final class RandomSchema {

  private static final List<String> SCHEMAS = List.of("s", "Ünï; \"code\"");
  private static final List<String> TABLES = List.of("users", "Tä\"ble; --", "select");
  private static final List<String> COLUMNS =
      List.of("name", "Größe", "a b", "order", "x\"y", "$1");
  private static final List<String> LABELS = List.of("a", "it's", "Ü", "b\\c");

  private final RandomGenerator random;
  private final List<String> sql = new ArrayList<>();
  private final List<String> types =
      new ArrayList<>(
          List.of(
              "integer",
              "bigint",
              "text",
              "varchar(20)",
              "numeric(8,2)",
              "boolean",
              "timestamptz",
              "text[]"));

  private RandomSchema(RandomGenerator random) {
    this.random = random;
  }

  static List<String> statements(RandomGenerator random) {
    var schema = new RandomSchema(random);
    schema.write();
    return schema.sql;
  }

  private void write() {
    SCHEMAS.forEach(schema -> sql.add("CREATE SCHEMA " + quoted(schema)));
    if (chance(70)) {
      var labels = LABELS.stream().filter(label -> chance(80)).map(Identifiers::literal).toList();
      sql.add("CREATE TYPE s.\"Möod\" AS ENUM (" + String.join(", ", labels) + ")");
      types.add("s.\"Möod\"");
    }
    if (chance(50)) {
      sql.add("CREATE DOMAIN s.short AS varchar(9) CHECK (VALUE <> '')");
      types.add("s.short");
    }
    if (chance(50)) {
      sql.add(
          "CREATE FUNCTION s.twice(i integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT "
              + (chance(50) ? "i + i" : "2 * i")
              + "'");
    }
    var made = new ArrayList<String>();
    for (int i = 0; i < TABLES.size(); i++) {
      if (chance(75)) {
        made.add(table(quoted(SCHEMAS.get(i % 2)) + "." + quoted(TABLES.get(i)), made));
      }
    }
  }

  private String table(String name, List<String> others) {
    var columns = new ArrayList<String>();
    var definitions = new ArrayList<String>();
    definitions.add(
        "id "
            + pick(List.of("integer", "integer GENERATED ALWAYS AS IDENTITY", "serial"))
            + " PRIMARY KEY");
    for (String column : COLUMNS) {
      if (chance(60)) {
        columns.add(quoted(column));
        definitions.add(column(quoted(column)));
      }
    }
    if (!others.isEmpty() && chance(60)) {
      definitions.add(
          "ref integer REFERENCES " + pick(others) + (chance(50) ? " ON DELETE CASCADE" : ""));
    }
    sql.add(
        "CREATE TABLE "
            + name
            + " ("
            + String.join(", ", definitions)
            + ")"
            + (chance(30) ? " WITH (fillfactor = " + (70 + random.nextInt(3)) + ")" : ""));
    for (String column : columns) {
      parts(name, column);
    }
    if (chance(30)) {
      sql.add(
          "GRANT " + pick(List.of("SELECT", "INSERT, UPDATE")) + " ON " + name + " TO pg_monitor");
    }
    views(name, columns);
    return name;
  }

  private String column(String name) {
    var type = pick(types);
    var value = chance(30) && !type.equals("boolean") ? " DEFAULT NULL::" + type : "";
    return name
        + " "
        + type
        + (type.equals("integer") && chance(40) ? " DEFAULT 7" : value)
        + (chance(30) ? " NOT NULL" : "");
  }

  private void parts(String table, String column) {
    if (chance(20)) {
      sql.add(
          "ALTER TABLE "
              + table
              + " ADD CHECK ("
              + column
              + " IS NOT NULL)"
              + (chance(30) ? " NOT VALID" : ""));
    }
    if (chance(15)) {
      sql.add("ALTER TABLE " + table + " ADD UNIQUE (" + column + ")");
    }
    if (chance(25)) {
      sql.add(
          "CREATE INDEX ON "
              + table
              + " ("
              + column
              + (chance(30) ? " DESC" : "")
              + ")"
              + (chance(30) ? " WHERE id > 3" : ""));
    }
    if (chance(20)) {
      sql.add(
          "COMMENT ON COLUMN "
              + table
              + "."
              + column
              + " IS "
              + Identifiers.literal(pick(List.of("it's", "back\\slash", "$do$"))));
    }
  }

  private void views(String table, List<String> columns) {
    if (chance(50)) {
      var view =
          table.substring(0, table.length() - 1)
              + (table.endsWith("\"") ? " view\"" : table.charAt(table.length() - 1) + "_view");
      var shown = columns.stream().filter(column -> chance(60)).toList();
      sql.add(
          "CREATE VIEW "
              + view
              + " AS SELECT id"
              + shown.stream().map(column -> ", " + column).reduce("", String::concat)
              + " FROM "
              + table
              + (chance(40) ? " WHERE id < 9" : ""));
      if (chance(40)) {
        sql.add(
            "CREATE MATERIALIZED VIEW "
                + view.substring(0, view.indexOf('.'))
                + "."
                + quoted("Sum of " + table)
                + " AS SELECT count(*) AS n FROM "
                + view);
      }
    }
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private String pick(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static String quoted(String name) {
    return Identifiers.quoted(name);
  }
}
