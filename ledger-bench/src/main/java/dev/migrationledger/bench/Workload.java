package dev.migrationledger.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is migrated: a number of scripts of one kind, the same bytes in every run. */
enum Workload {
  SMALL_10(10, "10 small scripts"),
  SMALL_100(100, "100 small scripts"),
  SMALL_1000(1_000, "1,000 small scripts"),
  RELATED_1000(1_000, "1,000 scripts that need each other"),
  RELATED_10000(10_000, "10,000 scripts that need each other"),
  TINY_1000(1_000, "1,000 tiny scripts"),
  TINY_10000(10_000, "10,000 tiny scripts"),
  MULTI_ROW(1, "one script of 50 MB, INSERTs of 1,000 rows"),
  SINGLE_ROWS(1, "one script of 50 MB, 411,864 INSERTs");

  private static final int LARGE_ROWS = 411_864;
  private static final int ROWS_AN_INSERT = 1_000;

  private final int scripts;
  private final String words;

  Workload(int scripts, String words) {
    this.scripts = scripts;
    this.words = words;
  }

  String words() {
    return words;
  }

  int scripts() {
    return scripts;
  }

  /** The file name of the n-th script, by a convention that the ledger and Flyway share. */
  String file(int number) {
    return "V%05d__%s.sql".formatted(number, name().toLowerCase(java.util.Locale.ROOT));
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int number = 1; number <= scripts; number++) {
      try (var out = Files.newBufferedWriter(folder.resolve(file(number)))) {
        switch (this) {
          case SMALL_10, SMALL_100, SMALL_1000 -> out.write(small(number));
          case RELATED_1000, RELATED_10000 -> out.write(related(number));
          case TINY_1000, TINY_10000 ->
              out.write("CREATE TABLE t%d (id bigint, note text);\n".formatted(number));
          case MULTI_ROW -> multiRow(out);
          case SINGLE_ROWS -> singleRows(out);
        }
      }
    }
  }

  private static String small(int number) {
    return """
    -- a table, an index, some rows
    CREATE TABLE small_%1$d (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name text NOT NULL,
      total_cents bigint NOT NULL DEFAULT 0,
      made_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX small_%1$d_name_idx ON small_%1$d (name);
    INSERT INTO small_%1$d (name, total_cents) VALUES ('first', 1);
    INSERT INTO small_%1$d (name, total_cents) VALUES ('second', 2);
    INSERT INTO small_%1$d (name, total_cents) VALUES ('third', 3);
    """
        .formatted(number);
  }

  /** A table with an index and a view, and what it does to the tables of earlier ones. */
  private static String related(int number) {
    int before = Math.max(1, number - 1);
    int half = Math.max(1, number / 2);
    return """
    -- a table, what it needs, and a column for another
    CREATE TABLE shop_%1$d (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name text NOT NULL,
      total_cents bigint NOT NULL DEFAULT 0 CHECK (total_cents >= 0),
      made_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX shop_%1$d_name_idx ON shop_%1$d (name);
    ALTER TABLE shop_%1$d ADD COLUMN parent_id bigint REFERENCES shop_%2$d (id);
    ALTER TABLE shop_%3$d ADD COLUMN note_%1$d text;
    CREATE VIEW shop_view_%1$d AS
      SELECT s.id, s.name, p.total_cents FROM shop_%1$d s JOIN shop_%2$d p ON p.id = s.parent_id;
    INSERT INTO shop_%1$d (name, total_cents)
      SELECT name, total_cents FROM shop_%3$d WHERE total_cents > 10;
    """
        .formatted(number, before, half);
  }

  private static void singleRows(BufferedWriter out) throws IOException {
    out.write(LARGE_TABLE);
    for (int row = 1; row <= LARGE_ROWS; row++) {
      out.write("INSERT INTO large (id, name, note) VALUES " + values(row) + ";\n");
    }
  }

  private static void multiRow(BufferedWriter out) throws IOException {
    out.write(LARGE_TABLE);
    int rows = LARGE_ROWS + LARGE_ROWS / 2;
    for (int row = 1; row <= rows; row++) {
      boolean first = row % ROWS_AN_INSERT == 1;
      boolean last = row % ROWS_AN_INSERT == 0 || row == rows;
      out.write(first ? "INSERT INTO large (id, name, note) VALUES\n" : "");
      out.write(values(row) + (last ? ";\n" : ",\n"));
    }
  }

  private static final String LARGE_TABLE =
      "CREATE TABLE large (id bigint, name text NOT NULL, note text);\n";

  private static String values(int row) {
    return "(%d, 'customer number %07d', 'a note of some length about %07d')"
        .formatted(row, row, row * 7 % 1_000_003);
  }
}
