package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.cli.Shell.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ApprovalCommandsTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void lay_out() {
    shell = new Shell(server, folder);
    shell.write("0001_people.sql", "CREATE TABLE people(id int);\n");
    shell.commit("Ann Lee", "add people");
    assertThat(shell.run("migrate").status()).isZero();
    shell.write("0002_names.sql", "ALTER TABLE people ADD name text;\n");
    shell.commit("Ann Lee", "add names");
    settings(
        """
        approvals:
          production: 1
          people:
            - [annie, Ann@example.com]
            - [d.smith, dana@example.com]
        """);
  }

  @Test
  void an_unapproved_migration_is_refused_with_the_file_and_what_to_do() {
    var said = shell.run("migrate");

    assertThat(said.status()).as(said.all()).isEqualTo(3);
    assertThat(said.all())
        .contains(
            "PLAN-018",
            "0002_names.sql needs the approval of somebody else than its author and its runner, and has none",
            "ledger approve <version> --reason",
            "refused: nothing was executed on target \"shop\"");
    assertThat(
            shell.ask(
                "SELECT count(*) FROM information_schema.columns WHERE table_name = 'people'"))
        .isEqualTo("1");
    assertThat(shell.run("plan").all()).contains("PLAN-018");
    assertThat(shell.run("validate").status()).isEqualTo(3);
    assertThat(shell.run("status").out())
        .contains("0002_names.sql lacks 1 of 1 approvals (\"ledger approve 0002\")");
    assertThat(shell.run("status", "-o", "json").out())
        .contains("\"approvals\"", "\"needed\": 1", "\"missing\": 1");
  }

  @Test
  void an_approved_migration_runs_and_every_answer_tells_who_approved_it() {
    var approved = as("bea", "approve", "0002", "--reason", "read it");
    assertThat(approved.status()).as(approved.all()).isZero();
    assertThat(approved.out()).isEqualTo("0002 is approved for target \"shop\" by bea: read it\n");
    assertThat(as("bea", "approve", "0002", "--reason", "again").out())
        .isEqualTo("bea approved 0002 before; nothing new is recorded\n");
    assertThat(shell.run("status").out())
        .containsPattern("0002 +pending +0002_names.sql .*approved")
        .contains("0002_names.sql is approved by bea");
    assertThat(shell.run("ask", "who approved 0002").out())
        .contains("bea approved 0002_names.sql with checksum", "written by Ann Lee", "read it");

    assertThat(shell.run("migrate").status()).isZero();

    assertThat(shell.run("status").out())
        .containsPattern("0002 +applied +0002_names.sql .*approved");
    assertThat(shell.run("ask", "was each change approved by somebody else before it ran").out())
        .contains(
            "1 of 2 recorded runs on shop was approved by somebody else before it ran (0002_names.sql)");
    assertThat(shell.run("report", "changes", "--from", "2020-01-01", "-o", "csv").out())
        .containsPattern("0002_names.sql.*bea");
    assertThat(shell.run("history", "0002").out()).contains("MigrationApproved");
    assertThat(shell.run("verify").out()).contains("intact");
  }

  @Test
  void an_edit_voids_an_approval() {
    as("bea", "approve", "0002", "--reason", "read it");
    shell.write("0002_names.sql", "ALTER TABLE people ADD name varchar;\n");
    shell.commit("Ann Lee", "shorter");

    assertThat(shell.run("migrate").status()).isEqualTo(3);
    assertThat(shell.run("status").out()).doesNotContain("approved");
    as("bea", "approve", "0002", "--reason", "read it again");
    assertThat(shell.run("migrate").status()).isZero();
  }

  @Test
  void neither_the_author_nor_the_runner_approves_under_any_of_their_names() {
    var own = as("annie", "approve", "0002", "--reason", "trust me");
    assertThat(own.status()).isEqualTo(3);
    assertThat(own.all())
        .contains(
            "LEDGER-018 migration 0002 was written by Ann Lee <Ann@example.com>, and nobody approves"
                + " their own work (annie). Nothing was recorded.");

    assertThat(as("d.smith", "approve", "0002", "--reason", "fine").status()).isZero();
    var refused = shell.run("migrate");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.all()).contains("the approval of d.smith does not count, who runs it");
    assertThat(shell.run("plan").status()).as("somebody else may run it").isZero();
    assertThat(as("erin", "migrate").status()).isZero();
  }

  @Test
  void an_answer_takes_nobody_for_somebody_else_whom_the_settings_name_as_the_author() {
    var question = "was each change approved by somebody else before it ran";
    settings("approvals:\n  production: 1\n");
    assertThat(as("annie", "approve", "0002", "--reason", "trust me").status()).isZero();
    assertThat(as("erin", "migrate").status()).isZero();
    assertThat(shell.run("ask", question).out()).contains("1 of 2 recorded runs");

    settings("approvals:\n  people:\n    - [annie, Ann@example.com]\n");

    assertThat(shell.run("ask", question).out()).contains("0 of 2 recorded runs");
  }

  @Test
  void two_names_of_one_person_are_one_approval() {
    settings("approvals:\n  production: 2\n  people:\n    - [bea, b.kay@example.org]\n");
    as("bea", "approve", "0002", "--reason", "one");
    as("b.kay@example.org", "approve", "0002", "--reason", "two");

    assertThat(shell.run("migrate").all())
        .contains(
            "has 1 (bea)", "b.kay@example.org does not count, who is counted under another name");
    as("cee", "approve", "0002", "--reason", "three");
    assertThat(shell.run("migrate").status()).isZero();
  }

  @Test
  void a_withdrawn_approval_does_not_count() {
    as("bea", "approve", "0002", "--reason", "read it");
    var said = as("cee", "approve", "0002", "--withdraw", "--reason", "no index");

    assertThat(said.out()).isEqualTo("the approval of 0002 is withdrawn: no index\n");
    assertThat(shell.run("migrate").status()).isEqualTo(3);
    assertThat(shell.run("history", "0002").out())
        .contains("cee withdrew the approval of 0002_names.sql");
    assertThat(as("cee", "approve", "0002", "--withdraw", "--reason", "again").out())
        .isEqualTo("no approval of 0002 stands; nothing new is recorded\n");
  }

  @Test
  void broken_glass_runs_and_stays_open_until_somebody_else_reviewed_it() {
    assertThat(shell.run("migrate", "--break-glass").all()).contains("needs --reason");
    var said = shell.run("migrate", "--break-glass", "--reason", "shop is down");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.all()).contains("PLAN-019", "glass is broken for it: shop is down");
    assertThat(shell.run("status").out()).containsPattern("0002 +applied .*unreviewed");
    assertThat(exceptions()).contains("break-glass", "open: nobody has dealt with it");
    var own = as("d.smith", "review", "0002", "--reason", "fine");
    assertThat(own.status()).isEqualTo(3);
    assertThat(own.all())
        .contains("LEDGER-020 dana@example.com broke the glass for migration 0002");

    var review = as("bea", "review", "0002", "--reason", "nothing wrong");

    assertThat(review.status()).as(review.all()).isZero();
    assertThat(shell.run("status").out()).doesNotContain("unreviewed");
    assertThat(exceptions()).contains("reviewed by bea: nothing wrong").doesNotContain("open: nob");
    assertThat(shell.run("verify").out()).contains("intact");
  }

  @Test
  void other_environments_and_folders_without_a_policy_need_nobody() {
    settings("approvals:\n  staging: 2\n");
    assertThat(shell.run("status", "-o", "json").out()).contains("\"approvals\": []");
    assertThat(shell.run("migrate").status()).isZero();
    assertThat(shell.run("history", "-o", "json").out()).doesNotContain("approvals_needed");
  }

  @Test
  void what_is_wrong_with_the_policy_is_told_with_its_place() {
    settings("approvals:\n  moon: 1\n  production: many\n  people:\n    - ann\n");
    var said = shell.run("status");

    assertThat(said.status()).isEqualTo(2);
    assertThat(said.all())
        .contains(
            "ledger.yaml:2:3 has the unknown setting \"moon\"",
            "ledger.yaml:3:15 says production: \"many\"; write how many people have to approve, 0 to 9",
            "ledger.yaml:5:7 names nobody; a person is a list of at least two names or addresses");
  }

  private String exceptions() {
    return shell.run("report", "changes", "--from", "2020-01-01").out();
  }

  private Said as(String who, String... words) {
    var before = shell.environment.put("LEDGER_ACTOR", who);
    try {
      return shell.run(words);
    } finally {
      shell.environment.put("LEDGER_ACTOR", String.valueOf(before));
    }
  }

  private void settings(String text) {
    try {
      Files.writeString(folder.resolve("ledger.yaml"), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
