package dev.migrationledger.runner.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.run.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyntaxCheckTest {

  @TempDir Path folder;

  @Test
  void all_errors_of_a_script_are_told_with_place_words_and_caret() {
    var findings =
        check(
            "18.1",
            "CREATE TABEL a();\nSELECT 1;\nDO $$ BEGIN\n  SELEC 1;\nEND $$;\nSELECT 1 FORM t;\n");

    assertThat(findings)
        .extracting(f -> f.code() + " " + f.severity() + " " + f.file())
        .containsOnly("SQL-009 ERROR 0001_a.sql");
    assertThat(findings)
        .extracting(f -> f.line() + ":" + f.column() + " " + f.message())
        .containsExactly(
            "1:8 syntax error at or near \"TABEL\" in statement 1\n"
                + "CREATE TABEL a()\n"
                + "       ^",
            "4:3 syntax error at or near \"SELEC\" in statement 3\n  SELEC 1;\n  ^",
            "6:15 syntax error at or near \"t\" in statement 4\n"
                + "SELECT 1 FORM t\n"
                + "              ^");
  }

  @Test
  void a_line_with_a_secret_is_not_shown() {
    var findings =
        check(
            "18.1",
            "CREATE ROLE a LOGIN PASSWORD 'hidden' FORM;\n"
                + "CREATE ROLE b PASSWORD\n  'hidden too' 'and this';\n"
                + "CREATE ROLE c PASWORD 'mistyped';\n"
                + "CREATE ROLE d LOGIN\n  PASWORD 'mistyped';\n"
                + "ALTER USER e PWD 'mistyped';\n");

    var unshown = " (the line is not shown: it may hold a secret)";
    assertThat(messages(findings))
        .containsExactly(
            "unrecognized role option \"form\" in statement 1" + unshown,
            "syntax error in statement 2" + unshown,
            "unrecognized role option \"pasword\" in statement 3" + unshown,
            "unrecognized role option \"pasword\" in statement 4" + unshown,
            "unrecognized role option \"pwd\" in statement 5" + unshown);
  }

  @Test
  void what_the_server_takes_is_not_refused() {
    assertThat(
            check(
                "18.1",
                "\\restrict abc\n"
                    + "SET check_function_bodies = false;\n"
                    + "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN x y z; END $$;\n"
                    + "BEGIN;\nCOPY t FROM STDIN;\nnot sql\n\\.\n;;\nCOMMIT;\n\\unrestrict abc\n"))
        .isEmpty();
    assertThat(check("18.1", "SELECT 1 /*" + "x".repeat(5 << 20) + "*/ FORM t;")).isEmpty();
  }

  @Test
  void a_server_with_another_grammar_has_the_last_word() {
    assertThat(severities("19beta1", "SELECT 1 FORM t;")).containsExactly("WARNING");
    assertThat(severities("17.2", "SELECT 1 FORM t;")).containsExactly("ERROR");
    assertThat(severities("14.9", "SELECT 123abc;")).containsExactly("WARNING");
    assertThat(messages(check("15.1", "CREATE TABLE a(system_user text);")))
        .containsExactly(
            "syntax error at or near \"system_user\" in statement 1\n"
                + "CREATE TABLE a(system_user text)\n"
                + "               ^\n"
                + "(PostgreSQL 15 of the target may accept it; its word counts)");
  }

  @Test
  void a_file_in_another_dialect_is_no_wall_of_errors() {
    var findings = check("18.1", "CREATE TABEL a;\n".repeat(150));

    assertThat(findings).hasSize(SyntaxErrors.MOST);
    assertThat(findings.getLast().message()).endsWith("\n(and 50 more in this file)");
    assertThat(check("18.1", "CREATE TABLE `a`;\n".repeat(150)))
        .extracting(f -> f.code() + " " + f.severity() + " " + f.message())
        .containsExactly(
            "SQL-010 ERROR this looks like MySQL's SQL: `a` in statement 1 (line 1, column 14)"
                + " (and in 149 more)");
  }

  @Test
  void a_file_that_is_too_large_is_left_to_the_server() {
    var mebibyte = ("--" + "x".repeat(1021) + "\n").repeat(1 << 10);

    assertThat(check("18.1", mebibyte + "SELECT 1 FORM t;")).hasSize(1);
    assertThat(unchecked(SyntaxCheck.Extent.DEPLOY))
        .containsExactly(
            "the grammar of 1 of 1 pending scripts was not checked, or not of every statement"
                + " (0001_a.sql is the first): the server reads files over 1 MiB, and statements"
                + " over 256 KiB or nested too deeply");
    assertThat(check("18.1", mebibyte.repeat(16) + "SELECT 1 FORM t;")).isEmpty();
    assertThat(unchecked(SyntaxCheck.Extent.EVERYTHING))
        .containsExactly(
            "the grammar of 1 of 1 pending scripts was not checked, or not of every statement"
                + " (0001_a.sql is the first): the server reads files over 16 MiB, and statements"
                + " over 256 KiB or nested too deeply");
  }

  @Test
  void a_statement_that_is_too_large_is_left_to_the_server_and_that_is_told() throws IOException {
    var rows = "INSERT INTO t VALUES ('" + "x".repeat(SyntaxCheck.LARGEST_STATEMENT) + "');\n";

    assertThat(check("18.1", rows + "SELECT 1 FORM t;")).hasSize(1);
    assertThat(unchecked(SyntaxCheck.Extent.DEPLOY))
        .singleElement()
        .asString()
        .startsWith("the grammar of 1 of 1 pending scripts was not checked, or not of every");
  }

  @Test
  void every_script_is_checked_to_its_end_however_many_there_are() throws IOException {
    var comment = "--" + "x".repeat(1022) + "\n";
    for (var i = 1; i <= 150; i++) {
      var length = i == 60 ? 900 : i % 10;
      Files.writeString(
          folder.resolve("%04d_a.sql".formatted(i)),
          "SELECT 1;\n" + (comment + "SELECT 2;\n").repeat(length) + "SELECT 1 FORM t;");
    }

    assertThat(faulty(SyntaxCheck.Extent.DEPLOY))
        .hasSize(150)
        .isSorted()
        .contains("0060_a.sql", "0150_a.sql");
    assertThat(unchecked(SyntaxCheck.Extent.DEPLOY)).isEmpty();
  }

  @Test
  void what_cannot_be_read_stays_as_it_is_and_the_others_are_checked() throws IOException {
    Files.writeString(folder.resolve("0001_a.sql"), "SELECT 1 FORM t;");
    Files.writeString(folder.resolve("0002_a.sql"), "SELECT 1;");
    Files.writeString(folder.resolve("0003_a.sql"), "SELECT 1 FORM t;");
    var pending = scripts();
    Files.delete(folder.resolve("0002_a.sql"));

    try (var syntax = new SyntaxCheck("18.1", SyntaxCheck.Extent.DEPLOY)) {
      var checked = syntax.check(pending).scripts();
      assertThat(checked.get(1).facts().unread()).isEqualTo("it could not be read");
      assertThat(checked)
          .extracting(s -> s.findings().stream().anyMatch(Finding::blocks))
          .containsExactly(true, false, true);
    }
  }

  @Test
  void statements_that_cannot_run_in_a_transaction_are_told_from_the_trees() throws IOException {
    Files.writeString(
        folder.resolve("0001_a.sql"),
        "CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;\n");
    Files.writeString(folder.resolve("0002_a.sql"), "SET lock_timeout = '1s';\nCALL p();\n");
    Files.writeString(
        folder.resolve("0003_a.sql"),
        "CREATE TABLE t(x int);\nDO $$ BEGIN UPDATE t SET x = 1; COMMIT; END $$;\n");
    Files.writeString(folder.resolve("0004_a.sql"), "-- TRANSACTION: none\nSELECT 1;\nVACUUM t;\n");
    Files.writeString(folder.resolve("0005_a.sql"), "DO $$ BEGIN PERFORM 1; END $$;\n");

    try (var syntax = new SyntaxCheck("18.1", SyntaxCheck.Extent.DEPLOY)) {
      var checked = syntax.check(scripts()).scripts();
      assertThat(checked)
          .extracting(ParsedScript::transactional)
          .containsExactly(true, false, false, false, true);
      assertThat(checked.stream().flatMap(s -> s.findings().stream()))
          .extracting(f -> f.code() + " " + f.file() + ":" + f.line() + " " + f.message())
          .containsExactly(
              "SRC-010 0003_a.sql:2 statement 2 (DO with COMMIT or ROLLBACK) cannot run in a"
                  + " transaction, statement 1 (line 1) should run in one");
    }
  }

  private List<String> faulty(SyntaxCheck.Extent extent) {
    try (var syntax = new SyntaxCheck("18.1", extent)) {
      return syntax.check(scripts()).scripts().stream()
          .filter(s -> s.findings().stream().anyMatch(Finding::blocks))
          .map(s -> s.source().file())
          .toList();
    }
  }

  private List<String> unchecked(SyntaxCheck.Extent extent) {
    try (var syntax = new SyntaxCheck("18.1", extent)) {
      return messages(syntax.check(scripts()).findings());
    }
  }

  private List<String> severities(String server, String script) {
    return check(server, script).stream().map(f -> f.severity().name()).toList();
  }

  private static List<String> messages(List<Finding> findings) {
    return findings.stream().map(Finding::message).toList();
  }

  private List<Finding> check(String server, String script) {
    try (var syntax = new SyntaxCheck(server, SyntaxCheck.Extent.EVERYTHING)) {
      Files.writeString(folder.resolve("0001_a.sql"), script);
      return syntax.check(scripts()).scripts().getFirst().findings().stream()
          .filter(f -> List.of("SQL-009", "SQL-010").contains(f.code()))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<ParsedScript> scripts() {
    return MigrationDirectory.read(folder, Naming.LEDGER).migrations().stream()
        .map(f -> ScriptParser.parse(f, Naming.LEDGER))
        .toList();
  }
}
