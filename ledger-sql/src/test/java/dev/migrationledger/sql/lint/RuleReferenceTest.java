package dev.migrationledger.sql.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** {@code docs/lint.md} is made from the rules; {@code -Ddocs.write=true} writes it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RuleReferenceTest {

  private static final Path PAGE = Path.of("..", "docs", "lint.md");

  private static final String INTRODUCTION =
      """
      # Lint

      `ledger lint` reads migrations as PostgreSQL does and tells what locks, rewrites, loses or gives away
      more than meant, with the place, what happens, and what to write instead. It needs no database. Tables
      that the same script makes are left alone: they hold no rows, and nobody waits for them.

      This page is made from the rules in `ledger-sql`; a test compares them. To write it anew:
      `mvn -pl ledger-sql -am test -Dtest=RuleReferenceTest -Ddocs.write=true -Dsurefire.failIfNoSpecifiedTests=false`

      ```
      ledger lint                                        every migration in the folder
      ledger lint migrations/0031_orders.sql             only this one
      ledger lint --server-version 15                    for a target with PostgreSQL 15
      ledger lint --enable prefer-text,LINT-102          with optional rules; "all" enables all of them
      ledger lint --output json                          or sarif (2.1.0), or github (annotations)
      ```

      It ends with 3 when an error is found, with 0 otherwise. Errors fail, stop the application, or lose what
      was not meant; warnings are right when somebody has thought about them; notes are good to know.

      ## When a script means it

      A line in the header, before the first statement, names rules and the reason. Without a reason it is an
      error and ignores nothing.

      ```sql
      -- IGNORE: LINT-001 because orders holds a hundred rows
      -- IGNORE: LINT-034, LINT-040 because nothing reads note since release 2.4
      ```

      ## What it does not know

      Whether a table is large, what type a column has, whether an index or a constraint of an earlier file is
      there, and what dynamic SQL runs. Functions are not looked into, DO blocks are. Of a script's single
      INSERTs the first 1 MiB is looked at.

      ## The rules

      """;

  @Test
  void the_page_says_what_the_rules_say() throws IOException {
    String page = page(Rulebook.load());
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("write docs/lint.md anew with -Dtest=RuleReferenceTest -Ddocs.write=true")
        .isEqualTo(page);
  }

  private static String page(Rulebook rules) {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    page.append("| Code | Name | Severity | Condition |\n|---|---|---|---|\n");
    for (Rule rule : rules.all()) {
      page.append(
          "| [%s](#%s) | %s | %s | %s |\n"
              .formatted(
                  rule.code(), anchor(rule), rule.name(), severity(rule), plain(rule.sentence())));
    }
    String family = "";
    for (Rule rule : rules.all()) {
      if (!family.equals(rule.family())) {
        family = rule.family();
        page.append(
            "\n## %s%s\n"
                .formatted(
                    family.substring(0, 1).toUpperCase(java.util.Locale.ROOT),
                    family.substring(1)));
      }
      page.append(section(rule));
    }
    page.append("\n## The examples' tables\n\n").append(sql(rules.tables()));
    return page.toString();
  }

  private static String section(Rule rule) {
    Example example = rule.example();
    StringBuilder section = new StringBuilder();
    section
        .append("\n### %s %s\n\n".formatted(rule.code(), rule.name()))
        .append("*%s.* %s\n\n".formatted(severity(rule), plain(rule.sentence())))
        .append("- Effect: %s\n".formatted(plain(rule.effect())))
        .append("- Instead: %s\n".formatted(plain(rule.workaround())))
        .append(proof(example))
        .append(example.setup().isEmpty() ? "" : "\nBefore:\n\n" + sql(example.setup()))
        .append("\nBad:\n\n" + sql(example.bad()))
        .append("\nGood:\n\n" + sql(example.good()));
    return section.toString();
  }

  private static String proof(Example example) {
    String lock =
        example.lock().isMade()
            ? "- Seen in `pg_locks`: %s on %s\n"
                .formatted(example.lock().mode(), example.lock().relation())
            : "";
    String version =
        example.serverVersion() == LintOptions.NEWEST_SERVER
            ? ""
            : "- In the example the target is PostgreSQL %d\n".formatted(example.serverVersion());
    String rewrite =
        example.rewrite().isEmpty()
            ? ""
            : "- Seen in `pg_class`: %s is written anew\n".formatted(example.rewrite());
    return lock + rewrite + version;
  }

  private static String severity(Rule rule) {
    return rule.severity().word() + (rule.optional() ? ", optional" : "");
  }

  private static String anchor(Rule rule) {
    return (rule.code() + " " + rule.name()).toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
  }

  private static String plain(String text) {
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("|", "\\|");
  }

  private static String sql(String text) {
    return "```sql\n" + text.strip() + "\n```\n";
  }
}
