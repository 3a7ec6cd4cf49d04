package dev.migrationledger.runner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Valid statements, the first of which made the target and the rest of which are pending. */
final class GeneratedTarget {

  /** A table with some of its columns; each has the column id. */
  private record Table(String name, List<String> columns) {}

  /** A statement, with a table and one of its columns that are there behind it. */
  private record Line(String sql, String table, String column) {}

  private final RandomGenerator random;
  private final List<Line> lines = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();
  private final int applied;
  private int names;

  GeneratedTarget(RandomGenerator random) {
    this.random = random;
    add("CREATE SCHEMA app", create("users"));
    var size = random.nextInt(8, 30);
    while (lines.size() < size) {
      step();
    }
    applied = random.nextInt(2, lines.size() - 2);
  }

  /** What has made the target. */
  String made() {
    return String.join(";\n", lines.subList(0, applied).stream().map(Line::sql).toList());
  }

  /** The pending scripts, some statements each, one a line. */
  Map<String, String> pending() {
    return scripts(-1, "");
  }

  /** A pending statement before which something is planted. */
  int anyPlace() {
    return random.nextInt(applied, lines.size());
  }

  /** The pending scripts with a statement before another. */
  Map<String, String> planted(int place, String statement) {
    return scripts(place, statement);
  }

  /** A statement that uses what is not there at that place. */
  String missing(int place) {
    var at = lines.get(place - 1);
    return switch (random.nextInt(9)) {
      case 0 -> "SELECT nowhere FROM " + at.table();
      case 1 -> "UPDATE " + at.table() + " SET nowhere = 1";
      case 2 -> "ALTER TABLE nowhere ADD COLUMN a int";
      case 3 -> "CREATE INDEX ON " + at.table() + " (nowhere)";
      case 4 -> "CREATE TABLE planted (a int REFERENCES nowhere (id))";
      case 5 -> "INSERT INTO nowhere VALUES (1)";
      case 6 -> "CREATE TABLE planted (a nowhere)";
      case 7 -> "CREATE VIEW planted AS SELECT t.nowhere FROM " + at.table() + " t";
      default -> "ALTER TABLE " + at.table() + " DROP COLUMN nowhere";
    };
  }

  /** Where a planted statement stands, as in {@code 0003_s.sql:4:}. */
  String lineOf(int place) {
    var file = 0;
    var line = 0;
    for (var i = applied; i <= place; i++) {
      if ((i - applied) % 3 == 0) {
        file++;
        line = 0;
      }
      line++;
    }
    return "%04d_s.sql:%d:".formatted(file, line);
  }

  private Map<String, String> scripts(int place, String planted) {
    var scripts = new TreeMap<String, String>();
    for (var i = applied; i < lines.size(); i++) {
      var file = "%04d_s.sql".formatted((i - applied) / 3 + 1);
      var text = i == place ? planted + ";\n" : "";
      scripts.merge(file, text + lines.get(i).sql() + ";\n", String::concat);
    }
    return scripts;
  }

  private void step() {
    var number = random.nextInt(tables.size());
    var table = tables.get(number);
    var other = tables.get(random.nextInt(tables.size()));
    var column = table.columns().get(random.nextInt(table.columns().size()));
    switch (random.nextInt(12)) {
      case 0, 1 -> add(create(fresh("t"), other), tables.getLast());
      case 2 -> {
        var added = fresh("c");
        table.columns().add(added);
        add("ALTER TABLE %s ADD COLUMN %s text".formatted(table.name(), added), table);
      }
      case 3 -> renameColumn(table, column);
      case 4 -> dropColumn(table, column);
      case 5 -> add("CREATE INDEX ON %s (%s)".formatted(table.name(), column), table);
      case 6 ->
          add(
              "UPDATE %s SET %s = 'x' WHERE id IN (SELECT o.id FROM %s o)"
                  .formatted(table.name(), column, other.name()),
              table);
      case 7 -> {
        var name = "r" + names++;
        tables.set(number, new Table(name, table.columns()));
        var schema = table.name().startsWith("app.") ? "app." : "";
        tables.set(number, new Table(schema + name, table.columns()));
        add("ALTER TABLE %s RENAME TO %s".formatted(table.name(), name), tables.get(number));
      }
      case 8 ->
          add(
              "DO $$ BEGIN IF EXISTS (SELECT 1 FROM %s) THEN PERFORM 1; END IF; END $$"
                  .formatted(table.name()),
              table);
      case 9 ->
          add(
              "CREATE TABLE IF NOT EXISTS %s (id int); INSERT INTO %s (id) SELECT -1 WHERE false"
                  .formatted(table.name(), table.name()),
              table);
      case 10 ->
          add(
              "CREATE FUNCTION f%d() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM %s $$"
                  .formatted(names++, other.name()),
              table);
      default ->
          add(
              "CREATE TEMP TABLE mine%d AS SELECT id, %s FROM %s"
                  .formatted(names++, column, table.name()),
              table);
    }
  }

  private void renameColumn(Table table, String column) {
    var to = fresh("n");
    table.columns().set(table.columns().indexOf(column), to);
    add("ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(table.name(), column, to), table);
  }

  private void dropColumn(Table table, String column) {
    if (table.columns().size() > 1) {
      table.columns().remove(column);
      add("ALTER TABLE %s DROP COLUMN IF EXISTS %s".formatted(table.name(), column), table);
    }
  }

  private String create(String name) {
    return create(name, null);
  }

  private String create(String name, @org.jspecify.annotations.Nullable Table parent) {
    var columns = new ArrayList<>(List.of(fresh("a"), fresh("b")));
    var qualified = random.nextInt(3) == 0 ? "app." + name : name;
    tables.add(new Table(qualified, columns));
    return "CREATE TABLE %s (id int PRIMARY KEY, %s text, %s text%s)"
        .formatted(
            qualified,
            columns.get(0),
            columns.get(1),
            parent == null ? "" : ", p int REFERENCES " + parent.name() + " (id)");
  }

  private void add(String sql, String next) {
    lines.add(new Line(sql, "pg_class", "oid"));
    add(next, tables.getLast());
  }

  private void add(String sql, Table there) {
    lines.add(new Line(sql, there.name(), there.columns().getFirst()));
  }

  private String fresh(String prefix) {
    var name = prefix + names++;
    return random.nextInt(3) == 0 ? "\"" + name + "; Ü\"" : name;
  }
}
