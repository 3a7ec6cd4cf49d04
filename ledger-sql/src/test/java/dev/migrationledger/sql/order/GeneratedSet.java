package dev.migrationledger.sql.order;

import dev.migrationledger.sql.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** A valid set of scripts, a statement a line, and things to plant in it. */
final class GeneratedSet {

  private static final int LARGEST = 20;

  private final List<List<String>> scripts = new ArrayList<>();
  private final List<String> tables = new ArrayList<>();
  private final List<Integer> createdBy = new ArrayList<>();
  private final Set<String> needs = new TreeSet<>();

  GeneratedSet(RandomGenerator random) {
    this(random, false);
  }

  private GeneratedSet(RandomGenerator random, boolean oneObjectEach) {
    int size = random.nextInt(3, LARGEST);
    for (int i = 0; i < size; i++) {
      scripts.add(new ArrayList<>());
      add("-- script " + (i + 1));
      if (!oneObjectEach) {
        for (int j = random.nextInt(4); j > 0 && i > 1; j--) {
          change(random, j);
        }
      }
      table(random, i, !oneObjectEach);
    }
  }

  /** Scripts that create a table each and change no other, so that no circle can be. */
  static GeneratedSet oneObjectEach(RandomGenerator random) {
    return new GeneratedSet(random, true);
  }

  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    for (int i = 0; i < scripts.size(); i++) {
      texts.put(file(i), String.join("\n", scripts.get(i)) + "\n");
    }
    return texts;
  }

  /** Some of the dependencies there are, as {@link Sets#edges} tells them. */
  Set<String> needs() {
    return needs;
  }

  String anyTable(RandomGenerator random) {
    return tables.get(random.nextInt(tables.size()));
  }

  /** A statement at the end of a script behind the table's, or of its own. */
  Spot appended(RandomGenerator random, String table, String statement) {
    int creator = createdBy.get(tables.indexOf(table));
    int script = random.nextInt(creator, scripts.size());
    scripts.get(script).add(statement);
    return new Spot(script, new Place(scripts.get(script).size(), 1));
  }

  /** A script uses what a new last one creates, which uses nothing. */
  Spot usedEarly(RandomGenerator random) {
    int script = random.nextInt(scripts.size());
    scripts.get(script).add("CREATE VIEW planted AS SELECT name FROM late;");
    scripts.add(new ArrayList<>(List.of("CREATE TABLE late (id int, name text);")));
    return new Spot(script, new Place(scripts.get(script).size(), 1));
  }

  /** The first script uses what the last one creates, which uses what the first creates. */
  Spot usedCircle(RandomGenerator random) {
    int last = scripts.size() - 1;
    scripts
        .get(last)
        .add("CREATE TABLE circle (id int REFERENCES " + tables.getFirst() + " (id));");
    scripts.getFirst().add("CREATE VIEW planted AS SELECT id FROM circle;");
    int more = random.nextInt(3);
    for (int i = 0; i < more; i++) {
      scripts.getFirst().add("-- " + i);
    }
    return new Spot(0, new Place(scripts.getFirst().size() - more, 1));
  }

  Spot declaredCircle(RandomGenerator random) {
    int first = random.nextInt(scripts.size() - 1);
    int second = random.nextInt(first + 1, scripts.size());
    scripts.get(first).addFirst("-- DEPENDS: " + file(second).substring(0, 4));
    scripts.get(second).addFirst("-- DEPENDS: " + file(first).substring(0, 4));
    return new Spot(first, new Place(1, 1));
  }

  private void table(RandomGenerator random, int script, boolean declares) {
    String name = random.nextInt(3) == 0 ? "\"T " + script + "\"" : "public.t" + script;
    StringBuilder sql = new StringBuilder("CREATE TABLE " + name + " (id int PRIMARY KEY, a text");
    if (!tables.isEmpty()) {
      int parent = random.nextInt(tables.size());
      sql.append(", p int REFERENCES ").append(tables.get(parent)).append(" (id)");
    }
    add(sql + ");");
    add("CREATE INDEX " + named(name) + " ON " + name + " (a);");
    tables.add(name);
    createdBy.add(script);
    if (declares && script > 0 && random.nextInt(4) == 0) {
      int other = random.nextInt(script);
      scripts.get(script).addFirst("-- DEPENDS: " + file(other));
      needs.add(file(script) + " -> " + file(other) + " declared");
    }
  }

  private void change(RandomGenerator random, int number) {
    String table = tables.get(random.nextInt(tables.size()));
    String other = tables.get(random.nextInt(tables.size()));
    String unique = scripts.size() + "_" + number;
    add(
        switch (random.nextInt(6)) {
          case 0 -> "ALTER TABLE " + table + " ADD COLUMN c" + unique + " int DEFAULT 1;";
          case 1 -> "UPDATE " + table + " SET a = 'x' WHERE id IN (SELECT id FROM " + other + ");";
          case 2 ->
              "CREATE VIEW v"
                  + unique
                  + " AS SELECT x.a, y.id FROM "
                  + table
                  + " x, "
                  + other
                  + " y;";
          case 3 -> "CREATE TABLE gone (id int); DROP TABLE gone;";
          case 4 ->
              "ALTER TABLE " + table + " RENAME a TO b; ALTER TABLE " + table + " RENAME b TO a;";
          default -> "INSERT INTO " + table + " (id, a) SELECT o.id, o.a FROM " + other + " o;";
        });
  }

  /** The name of a table's index. */
  static String named(String table) {
    String bare = table.replace("public.", "");
    return bare.endsWith("\"")
        ? bare.substring(0, bare.length() - 1) + "_named\""
        : bare + "_named";
  }

  private void add(String line) {
    scripts.getLast().add(line);
  }

  private static String file(int script) {
    return "%04d.sql".formatted(script + 1);
  }
}
