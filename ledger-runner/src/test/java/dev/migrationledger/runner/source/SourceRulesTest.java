package dev.migrationledger.runner.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.run.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceRulesTest {

  @TempDir Path folder;

  @Test
  void a_name_off_the_convention_is_named_with_the_rule() {
    write("31_add_orders.sql", "SELECT 1;");
    write("0032_Add-Orders.sql", "SELECT 1;");

    assertThat(folderFindings())
        .containsExactly(
            "SRC-001 0032_Add-Orders.sql: the name 0032_Add-Orders.sql does not follow the rule"
                + " NNNN_lower_case_words.sql, e.g. 0031_add_orders.sql",
            "SRC-001 31_add_orders.sql: the name 31_add_orders.sql does not follow the rule"
                + " NNNN_lower_case_words.sql, e.g. 0031_add_orders.sql");
  }

  @Test
  void an_unknown_file_and_a_sub_folder_are_faults() throws IOException {
    write("0001_a.sq", "SELECT 1;");
    Files.createDirectory(folder.resolve("old"));

    assertThat(folderFindings())
        .containsExactly(
            "SRC-002 0001_a.sq: 0001_a.sq is no migration by the rule NNNN_lower_case_words.sql,"
                + " e.g. 0031_add_orders.sql",
            "SRC-002 old: old is a folder");
  }

  @Test
  void two_pairs_with_one_number_are_all_named_at_once_each_with_its_twin() {
    write("0003_a.sql", "SELECT 1;");
    write("0003_b.sql", "SELECT 1;");
    write("0004_a.sql", "SELECT 1;");
    write("0004_b.sql.retired", "SELECT 1;");
    write("0005_a.sql", "SELECT 1;");

    var read = read();

    assertThat(lines(read.findings()))
        .containsExactly(
            "SRC-003 0003_a.sql: the number 0003 is also that of 0003_b.sql",
            "SRC-003 0003_b.sql: the number 0003 is also that of 0003_a.sql",
            "SRC-003 0004_a.sql: the number 0004 is also that of 0004_b.sql.retired",
            "SRC-003 0004_b.sql.retired: the number 0004 is also that of 0004_a.sql");
    assertThat(names(read.migrations())).containsExactly("0005_a.sql");
    assertThat(names(read.ambiguous())).containsExactly("0003_a.sql", "0003_b.sql", "0004_a.sql");
  }

  @Test
  void a_folder_that_is_not_there_or_is_a_file_is_a_fault() {
    var missing = folder.resolve("nowhere");
    var file = write("0001_a.sql", "SELECT 1;");

    assertThat(lines(MigrationDirectory.read(missing, Naming.LEDGER).findings()))
        .containsExactly("SRC-004 the folder " + missing + " does not exist");
    assertThat(lines(MigrationDirectory.read(file, Naming.LEDGER).findings()))
        .containsExactly("SRC-004 the folder " + file + " is not a folder");
  }

  @Test
  void a_link_in_a_circle_or_to_nowhere_is_a_fault() throws IOException {
    Files.createSymbolicLink(folder.resolve("0001_a.sql"), Path.of("0002_b.sql"));
    Files.createSymbolicLink(folder.resolve("0002_b.sql"), Path.of("0001_a.sql"));
    Files.createSymbolicLink(folder.resolve("0003_c.sql"), Path.of("gone.sql"));

    assertThat(folderFindings())
        .containsExactly(
            "SRC-005 0001_a.sql: 0001_a.sql is a link that leads nowhere or in a circle",
            "SRC-005 0002_b.sql: 0002_b.sql is a link that leads nowhere or in a circle",
            "SRC-005 0003_c.sql: 0003_c.sql is a link that leads nowhere or in a circle");
  }

  @Test
  void a_header_that_cannot_be_understood_is_named_with_its_line() {
    var file =
        write(
            "0002_b.sql",
            "-- DEPENDS: orders.sql\n-- ENV: moon\n-- TRANSACTION: some\nSELECT 1;\n");

    assertThat(scriptFindings(file))
        .containsExactly(
            "SRC-006 0002_b.sql:1:1: -- DEPENDS: names \"orders.sql\", which is no migration by the"
                + " rule NNNN_lower_case_words.sql, e.g. 0031_add_orders.sql",
            "SRC-006 0002_b.sql:2:1: -- ENV: names \"moon\"; it knows production, staging,"
                + " development and test",
            "SRC-006 0002_b.sql:3:1: -- TRANSACTION: knows only \"none\", not \"some\"");
  }

  @Test
  void a_file_without_a_statement_is_a_warning() {
    assertThat(scriptFindings(write("0001_a.sql", "")))
        .containsExactly("SRC-007 0001_a.sql: 0001_a.sql holds no statement");
    assertThat(scriptFindings(write("0002_b.sql", "-- nothing yet\n")))
        .containsExactly("SRC-007 0002_b.sql: 0002_b.sql holds no statement");
  }

  @Test
  void a_file_that_cannot_be_read_is_a_fault() throws IOException {
    var file = write("0001_a.sql", "SELECT 1;");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(file), "the superuser reads everything");

    assertThat(folderFindings()).containsExactly("SRC-008 0001_a.sql: 0001_a.sql cannot be read");
  }

  @Test
  void a_file_that_vanishes_between_listing_and_reading_is_a_fault() throws IOException {
    Path file = write("0001_a.sql", "SELECT 1;");
    var source = read().migrations().getFirst();
    Files.delete(file);

    assertThat(lines(ScriptParser.parse(source, Naming.LEDGER).findings()))
        .containsExactly("SRC-008 0001_a.sql: 0001_a.sql cannot be read (NoSuchFileException)");
  }

  @Test
  void mark_and_line_ends_are_noted_and_do_not_change_the_normalised_text() {
    var plain = parse(write("0001_a.sql", "SELECT 1;\nSELECT 2;\n"));
    var marked = parse(write("0002_a.sql", "\uFEFFSELECT 1;\nSELECT 2;\n"));
    var windows = parse(write("0003_a.sql", "SELECT 1;\r\nSELECT 2;\r\n"));
    var both = parse(write("0004_a.sql", "\uFEFFSELECT 1;\r\nSELECT 2;\r\n"));

    assertThat(plain.findings()).isEmpty();
    assertThat(lines(marked.findings()))
        .containsExactly("SRC-009 0002_a.sql: 0002_a.sql has a byte order mark");
    assertThat(lines(windows.findings()))
        .containsExactly("SRC-009 0003_a.sql: 0003_a.sql has CRLF line ends");
    assertThat(lines(both.findings()))
        .containsExactly("SRC-009 0004_a.sql: 0004_a.sql has a byte order mark and CRLF line ends");
    assertThat(List.of(marked, windows, both))
        .allSatisfy(s -> assertThat(s.normalisedChecksum()).isEqualTo(plain.normalisedChecksum()));
    assertThat(both.source().checksum()).isNotEqualTo(plain.source().checksum());
  }

  @Test
  void statements_that_need_and_that_refuse_a_transaction_do_not_mix() {
    var text =
        "SET lock_timeout = '1s';\nCREATE TABLE t();\nCREATE INDEX CONCURRENTLY i ON t(a);\n";

    assertThat(scriptFindings(write("0001_a.sql", text)))
        .containsExactly(
            "SRC-010 0001_a.sql:3:1: statement 3 cannot run in a transaction, statement 2 (line 2)"
                + " should run in one");
    var alone = parse(write("0002_b.sql", "-- TRANSACTION: none\n" + text));
    assertThat(alone.findings()).isEmpty();
    assertThat(alone.transactional()).isFalse();
  }

  @Test
  void a_setting_may_stand_beside_a_concurrent_index() {
    var script =
        parse(
            write("0001_a.sql", "SET lock_timeout = '1s';\nCREATE INDEX CONCURRENTLY i ON t(a);"));

    assertThat(script.findings()).isEmpty();
    assertThat(script.transactional()).isFalse();
  }

  @Test
  void a_rollback_in_a_script_is_a_fault() {
    assertThat(scriptFindings(write("0001_a.sql", "CREATE TABLE t();\n  ROLLBACK;\n")))
        .containsExactly("SRC-011 0001_a.sql:2:3: statement 2 rolls the script's transaction back");
  }

  @Test
  void a_harmless_file_is_noted_and_blocks_nothing() throws IOException {
    write("README.md", "about");
    write(".gitkeep", "");
    Files.createDirectory(folder.resolve(".git"));

    assertThat(folderFindings())
        .containsExactly(
            "SRC-012 .git: .git is not a migration and is left alone",
            "SRC-012 .gitkeep: .gitkeep is not a migration and is left alone",
            "SRC-012 README.md: README.md is not a migration and is left alone");
    assertThat(read().findings()).noneMatch(Finding::blocks);
  }

  @Test
  void a_down_script_needs_its_migration() {
    write("0001_a.sql", "SELECT 1;");
    write("0001_a.down.sql", "SELECT 1;");
    write("0002_b.down.sql", "SELECT 1;");

    assertThat(folderFindings())
        .containsExactly("SRC-013 0002_b.down.sql: 0002_b.down.sql has no 0002_b.sql beside it");
    assertThat(names(read().downs())).containsExactly("0001_a.down.sql", "0002_b.down.sql");
  }

  @Test
  void the_order_is_numeric_however_the_folder_lists() {
    var numbers = new ArrayList<Integer>();
    for (var i = 1; i <= 120; i++) {
      numbers.add(i * 7);
    }
    var seed = 20261121L;
    var shuffled = new ArrayList<>(numbers);
    Collections.shuffle(shuffled, new Random(seed));
    shuffled.forEach(n -> write("V%d__x.sql".formatted(n), "SELECT " + n + ";"));

    assertThat(MigrationDirectory.read(folder, Naming.FLYWAY).migrations())
        .as("seed " + seed)
        .extracting(f -> (int) f.version().number())
        .containsExactlyElementsOf(numbers);
  }

  @Test
  void dependencies_and_environments_are_read_from_the_header_only() {
    var script =
        parse(
            write(
                "0031_c.sql",
                "-- DEPENDS: 0029_orders.sql (needs the key, really), 0030\n"
                    + "-- DEPENDS: none\n-- ENV: Staging, test\n"
                    + "SELECT 1;\n-- DEPENDS: 0001_a.sql\n"));

    assertThat(script.findings()).isEmpty();
    assertThat(script.dependencies())
        .extracting(d ->
            d.dependency().version()
                + "|"
                + d.dependency().file()
                + "|"
                + d.dependency().reason()
                + "|"
                + d.line())
        .containsExactly("0029|0029_orders.sql|needs the key, really|1", "0030|||1");
    assertThat(script.environments()).containsExactly("staging", "test");
  }

  @Test
  void every_code_tells_when_what_and_how_to_go_on_and_is_used_once() {
    assertThat(SourceCode.values())
        .allSatisfy(c -> {
          assertThat(c.code()).matches("SRC-0\\d\\d");
          assertThat(c.condition()).endsWith(".");
          assertThat(c.effect()).endsWith(".");
          assertThat(c.remedy()).endsWith(".");
        });
    assertThat(SourceCode.values()).extracting(SourceCode::code).doesNotHaveDuplicates();
  }

  private Path write(String name, String text) {
    try {
      return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private MigrationFolder read() {
    return MigrationDirectory.read(folder, Naming.LEDGER);
  }

  private List<String> folderFindings() {
    return lines(read().findings());
  }

  private ParsedScript parse(Path path) {
    var name = path.getFileName().toString();
    var source =
        read().migrations().stream().filter(f -> f.file().equals(name)).findFirst().orElseThrow();
    return ScriptParser.parse(source, Naming.LEDGER);
  }

  private List<String> scriptFindings(Path path) {
    return lines(parse(path).findings());
  }

  private static List<String> names(List<SourceFile> files) {
    return files.stream().map(SourceFile::file).toList();
  }

  private static List<String> lines(List<Finding> findings) {
    return findings.stream()
        .map(f ->
            f.code()
                + " "
                + f.file()
                + (f.line() == 0 ? "" : ":" + f.line() + ":" + f.column())
                + (f.file().isEmpty() ? "" : ": ")
                + f.message())
        .toList();
  }
}
