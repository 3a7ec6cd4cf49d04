package dev.migrationledger.runner.cli;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** A deployed target, copied for each seed and broken at random. */
final class BrokenTarget {

  private static final List<String> TABLES = List.of("users", "orders", "tags", "more");

  private final EmbeddedPostgres server;
  private final Shell shell;
  private final List<String> choices = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private boolean undone;
  private boolean removed;

  BrokenTarget(EmbeddedPostgres server, Path folder) {
    this.server = server;
    this.shell = new Shell(server, folder);
    shell
        .write(
            "0001_users.sql",
            "CREATE TABLE users(id int PRIMARY KEY, mail text, age int);\n"
                + "CREATE INDEX users_mail_idx ON users(mail);\n"
                + "INSERT INTO users SELECT n, 'u' || n, n FROM generate_series(1, 30) n;\n")
        .write(
            "0002_orders.sql",
            "CREATE TABLE orders(id int, at date, user_id int CONSTRAINT orders_user REFERENCES"
                + " users);\nINSERT INTO orders SELECT n, '2026-01-01', 1 + n % 30 FROM"
                + " generate_series(1, 90) n;\nCREATE INDEX orders_user_idx ON orders(user_id);\n"
                + "CREATE INDEX orders_at_idx ON orders(at);\n")
        .write("0003_tags.sql", "CREATE TABLE tags(name text);\nINSERT INTO tags VALUES ('a');\n")
        .write(
            "0004_view.sql",
            "CREATE VIEW old_users AS SELECT * FROM users WHERE age > 20;\n"
                + "CREATE TABLE more(id int);\nINSERT INTO more VALUES (1);\nCREATE TABLE gone(x int);\n")
        .write("0005_last.sql", "CREATE TABLE last(id int);\n");
    var said = shell.run("migrate");
    if (said.status() != 0) {
      throw new IllegalStateException(said.all());
    }
    admin("ALTER DATABASE " + shell.database + " RENAME TO template_of_all");
  }

  Shell shell() {
    return shell;
  }

  List<String> choices() {
    return choices;
  }

  /** What was broken, for the message. */
  String told(long seed) {
    return "seed " + seed + ": " + broken;
  }

  /** A fresh copy, broken in one to four ways. */
  void breakAnew(long seed) {
    choices.clear();
    broken.clear();
    undone = false;
    removed = false;
    if (shell.holds("0006_steps.sql")) {
      shell.remove("0006_steps.sql");
    }
    admin("DROP DATABASE IF EXISTS " + shell.database + " WITH (FORCE)");
    admin("CREATE DATABASE " + shell.database + " TEMPLATE template_of_all");
    var random = new Random(seed);
    var from = 100 + random.nextInt(50);
    shell.sql(
        "INSERT INTO users SELECT n, 'v' || n, n FROM generate_series(100, %d) n; INSERT INTO tags"
                .formatted(from)
            + " SELECT 't' || n % 7 FROM generate_series(1, 20) n");
    var ways = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    var many = 1 + random.nextInt(4);
    for (var i = 0; i < many; i++) {
      one(ways.remove(random.nextInt(ways.size())), random);
    }
    if (undone || removed) {
      choose("RECOVER-013=" + (undone && removed ? "as-found" : undone ? "undone" : "kept"));
    }
  }

  private void one(int way, RandomGenerator random) {
    switch (way) {
      case 0 ->
          sql(
              "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_user_idx'::regclass");
      case 1 ->
          sql(
              "UPDATE pg_index SET indisvalid = false, indisready = false WHERE indexrelid ="
                  + " 'users_mail_idx'::regclass");
      case 2 -> sql("ALTER TABLE users ADD CONSTRAINT adult CHECK (age > 0) NOT VALID");
      case 3 -> {
        sql(
            "SET session_replication_role = replica; INSERT INTO orders VALUES (999, '2026-02-02', 777)");
        choose("RECOVER-011=accept");
      }
      case 4 -> {
        sql("DROP VIEW old_users");
        choose("view old_users=create");
      }
      case 5 -> {
        sql("DROP INDEX orders_at_idx");
        choose("index orders_at_idx=" + (random.nextBoolean() ? "create" : "accept"));
      }
      case 6 -> {
        sql("DROP TABLE gone");
        choose("table gone=accept");
      }
      case 7 -> {
        sql("DELETE FROM ledger.receipt WHERE version = '0003'");
        removed = true;
      }
      case 8 -> {
        sql("UPDATE ledger.receipt SET checksum = repeat('b', 64) WHERE version = '0002'");
        choose("0002=keep-ledger");
      }
      case 9 -> {
        if (broken.stream().noneMatch(b -> b.contains("0006"))) {
          sql("DROP TABLE last; DELETE FROM ledger.receipt WHERE version = '0005'");
          undone = true;
        }
      }
      default -> script(random);
    }
  }

  /** Breaks it by a script that fails, in one transaction or half-way. */
  private void script(RandomGenerator random) {
    if (undone || removed || !choices.isEmpty()) {
      return;
    }
    if (random.nextBoolean()) {
      shell.write("0006_steps.sql", "CREATE TABLE steps(n int);\nSELECT 1 / 0;\n");
      migrate();
      if (random.nextBoolean()) {
        shell.write("0006_steps.sql", "CREATE TABLE steps(n int);\n");
      } else {
        choose("0006=done");
      }
    } else {
      shell.write(
          "0006_steps.sql",
          "-- TRANSACTION: none\nCREATE TABLE steps(n int);\n"
              + "CREATE UNIQUE INDEX CONCURRENTLY tags_name ON tags(name);\n"
              + "INSERT INTO steps VALUES (1);\n");
      migrate();
      sql("UPDATE tags SET name = name || ctid::text");
    }
  }

  private void migrate() {
    var said = shell.run("migrate", "--allow-unmet", "0006", "--reason", "to fail");
    if (said.status() != 1) {
      throw new IllegalStateException(said.all());
    }
    broken.add("0006 fails");
  }

  private void sql(String sql) {
    broken.add(sql);
    shell.sql(sql);
  }

  private void choose(String choice) {
    choices.add("--choose");
    choices.add(choice);
  }

  /** Counts and checksums of all rows. */
  String rows() {
    var text = new StringBuilder();
    for (var table : TABLES) {
      text.append(
          shell.ask(
              "SELECT '%s ' || count(*) || ' ' || md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) FROM %s t; "
                  .formatted(table, table)));
    }
    return text.toString();
  }

  private void admin(String sql) {
    try (var connection =
            DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
