package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The mess that the story starts from: 31 files, a hand-made table of ids, and a database to which
 * both only partly belong. {@code -Dgolden.write=true} writes the golden files.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class DoctorStoryTest {

  private static final Path STORY = Path.of("..", "examples", "story");
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "cli");
  private static final List<String> RAN =
      List.of(
          "0001_users",
          "0002_projects",
          "0003_content",
          "0003_content_tags",
          "0004_attachments",
          "0004_comments",
          "0005_audit_log",
          "0006_sessions",
          "0029_orders");

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;

  @Test
  void doctor_finds_all_five_root_causes_of_the_story() throws IOException {
    var shell = mess();

    var human = shell.run("doctor");
    assertThat(human.status()).as(human.all()).isEqualTo(3);
    assertThat(human.out())
        .contains("31 files, 10 ran, 21 never ran")
        .contains("Root cause 1: Two branches took the same number: 0003, 0004 (DOCTOR-001)")
        .contains("Root cause 2: 0007_password_rehash.sql fails each time, and blocks everything")
        .contains("Root cause 3: 21 of 31 files never ran (DOCTOR-003)")
        .contains("Root cause 4: 0029_orders.sql was edited after it had run (DOCTOR-005)")
        .contains("Root cause 5: 0030_wrong_baseline.sql is a wrong baseline")
        .contains("5 root causes. Nothing was changed.");
    same("doctor-story.txt", human.out());
    var json = shell.run("doctor", "--output", "json");
    assertThat(json.status()).isEqualTo(3);
    same("doctor-story.json", json.out());
    var page = shell.run("doctor", "--output", "markdown");
    assertThat(page.status()).isEqualTo(3);
    same("doctor-story.md", page.out());
    assertThat(shell.ask("SELECT to_regnamespace('ledger')::text")).isEqualTo("null");
  }

  private Shell mess() throws IOException {
    var shell = new Shell(server, folder);
    for (var file : Files.readAllLines(STORY.resolve("INDEX"))) {
      var name = file.replace("0028_wrong_baseline", "0030_wrong_baseline");
      shell.write(name, Files.readString(STORY.resolve(file)));
    }
    commit("Ann Lee", "2026-01-09T09:00:00Z", "all migrations so far");
    shell.sql("CREATE TABLE applied_migrations (id text PRIMARY KEY, applied_at timestamptz)");
    var at = Instant.parse("2026-01-10T10:00:00Z");
    for (var id : RAN) {
      shell.sql(Files.readString(STORY.resolve(id + ".sql")));
      shell.sql("INSERT INTO applied_migrations VALUES ('%s', '%s')".formatted(id, at));
      at = at.plusSeconds(60);
    }
    shell.sql(
        "INSERT INTO applied_migrations VALUES ('0030_wrong_baseline', '2026-02-01T12:00:00Z')");
    var orders = Files.readString(STORY.resolve("0029_orders.sql"));
    shell.write(
        "0029_orders.sql",
        orders.replace(
            "  total_cents integer NOT NULL,",
            "  total_cents bigint NOT NULL,\n  currency text NOT NULL DEFAULT 'EUR',"));
    commit("Marco Ruiz", "2026-03-02T16:20:00Z", "Orders need a currency");
    return shell;
  }

  private void commit(String author, String at, String message) {
    try (var git = Git.init().setDirectory(folder.toFile()).call()) {
      var address = author.toLowerCase(Locale.ROOT).replace(' ', '.') + "@shop.example";
      var who = new PersonIdent(author, address, Instant.parse(at), ZoneOffset.UTC);
      git.add().addFilepattern("migrations").call();
      git.commit()
          .setSign(false)
          .setNoVerify(true)
          .setAuthor(who)
          .setCommitter(who)
          .setMessage(message)
          .call();
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void same(String name, String said) throws IOException {
    var text = said.replaceAll("\\b[0-9a-f]{12}\\b", "<commit>");
    var golden = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, text);
    }
    assertThat(text).as(golden.toString()).isEqualTo(Files.readString(golden));
  }
}
