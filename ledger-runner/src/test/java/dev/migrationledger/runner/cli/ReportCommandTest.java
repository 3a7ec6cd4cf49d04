package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class ReportCommandTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void lay_out() {
    shell = new Shell(server, folder);
    shell
        .write("0001_people.sql", "CREATE TABLE people(id int);\n")
        .write("0002_names.sql", "ALTER TABLE people ADD name text;\n");
    shell.commit("Ann Lee", "add people");
    assertThat(shell.run("migrate").status()).isZero();
  }

  @Test
  void an_edit_after_the_run_is_an_exception_until_it_is_acknowledged() {
    shell.write("0002_names.sql", "ALTER TABLE people ADD name varchar;\n");
    shell.commit("Marco Ruiz", "shorten");
    assertThat(shell.run("migrate").status()).isEqualTo(3);

    assertThat(report("changes").out())
        .contains("Change population and exceptions: shop")
        .contains("Indexes, and the target's sequences, run without a gap.")
        .contains("2 changes, oldest first.")
        .contains("Ann Lee <Ann@example.com>")
        .contains("edited-after-run")
        .contains("Marco Ruiz <Marco@example.com>")
        .contains("open: nobody has dealt with it");
    shell.run("ack", "0002", "--reason", "harmless", "--approved-by", "lena");
    assertThat(report("changes").out())
        .contains("acknowledged by dana@example.com, approved by lena: harmless")
        .doesNotContain("open: nobody");
  }

  @Test
  void that_a_report_was_made_is_on_record_with_its_digest() throws IOException {
    var said = report("changes", "--output", "csv", "--out", "q1.csv");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).contains("q1.csv: as of event ", ", on record");
    var file = folder.resolve("q1.csv");
    assertThat(Files.readAllLines(file)).hasSize(3);
    assertThat(shell.run("history", "--newest", "1").out())
        .contains("LogExported")
        .contains("dana@example.com took away the report changes of shop as csv, 2020-01-01T")
        .contains(sha256(Files.readAllBytes(file)));
    assertThat(shell.run("ask", "who read or exported the log").out())
        .contains("dana@example.com took away the report changes of shop as csv");
    assertThat(report("changes", "--out", "q1.csv").err())
        .contains("q1.csv is there already; nothing was made");
  }

  @Test
  void a_pdf_goes_into_a_file() throws IOException {
    assertThat(report("changes", "-o", "pdf").err())
        .contains("a PDF is no text for a terminal; add --out FILE");

    assertThat(report("changes", "-o", "pdf", "--out", "q1.pdf").status()).isZero();

    var bytes = Files.readAllBytes(folder.resolve("q1.pdf"));
    assertThat(new String(bytes, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    assertThat(shell.run("history", "--newest", "1").out()).contains("as pdf", sha256(bytes));
  }

  @Test
  void the_same_seed_draws_the_same_sample() {
    var first = report("changes", "--seed", "7f3a", "--sample", "1", "-o", "csv").out();
    var again = report("changes", "--seed", "7f3a", "--sample", "1", "-o", "csv").out();

    assertThat(again).isEqualTo(first);
    assertThat(first.lines().filter(l -> l.contains(",true,"))).hasSize(1);
  }

  @Test
  void an_incident_is_one_timeline_of_all_targets() {
    shell.write("0003_broken.sql", "SELECT 'x'::int FROM people WHERE id = 'y';\n");
    assertThat(shell.run("migrate").status()).isEqualTo(1);
    shell.environment.put("LEDGER_TARGET", "");

    var said = report("incident", "-o", "markdown");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out()).contains("# Incident timeline", "target shop, as of event ");
    assertThat(said.out().indexOf("MigrationApplied"))
        .isLessThan(said.out().indexOf("0003\\_broken.sql failed"));
  }

  @Test
  void wrong_words_are_told_with_what_to_write() {
    assertThat(report("changes", "--to", "yesterday").err())
        .contains("--to \"yesterday\" is no time; write 2026-03-01, 2026-03-01T14:03");
    assertThat(report("changes", "--to", "2019-01-01").err())
        .contains("--from 2020-01-01 is not before --to 2019-01-01");
    assertThat(report("changes", "--target", "shpo").err())
        .contains("the ledger has no target \"shpo\"; it knows shop (choose with --target)");
    assertThat(report("changes", "-o", "sarif").err()).contains("this command answers in");
    assertThat(report("changes", "--out", "nowhere/q1.csv").err())
        .contains("nowhere/q1.csv cannot be written: its folder is missing or read-only");
    assertThat(shell.run("report", "changes").err()).contains("--from=TIME");
  }

  @Test
  void times_are_utc_unless_a_zone_is_given() {
    assertThat(
            report("incident", "--to", "2026-03-01T14:03", "-o", "json").out()
                + report("incident", "--to", "2026-03-01 14:03:07+01:00", "-o", "json").out())
        .contains("\"to\": \"2026-03-01T14:03:00.000000Z\"")
        .contains("\"to\": \"2026-03-01T13:03:07.000000Z\"");
  }

  private Shell.Said report(String... words) {
    var line = new String[words.length + 3];
    line[0] = "report";
    System.arraycopy(words, 0, line, 1, words.length);
    line[words.length + 1] = "--from";
    line[words.length + 2] = "2020-01-01";
    return shell.run(line);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
