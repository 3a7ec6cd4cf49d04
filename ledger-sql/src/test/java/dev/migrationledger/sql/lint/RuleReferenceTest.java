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
      that the same script makes are left alone: they hold no rows, and nobody waits for them. `plan` and
      `validate` hold pending scripts against the same rules.

      This page is made from the rules in `ledger-sql`; a test compares them. To write it anew:
      `mvn -pl ledger-sql -am test -Dtest=RuleReferenceTest -Ddocs.write=true -Dsurefire.failIfNoSpecifiedTests=false`

      ```
      ledger lint                                        every migration in the folder
      ledger lint migrations/0031_orders.sql             only this one
      ledger lint --server-version 15                    for a target with PostgreSQL 15
      ledger lint --enable prefer-text,LINT-102          with optional rules; "all" enables all of them
      ledger lint --output json                          or sarif (2.1.0), or github (annotations)
      ledger lint --live                                 with the sizes of the target's tables
      ledger lint --trace                                with what is really locked and written anew
      ```

      It ends with 3 when an error is found, with 1 when a migration failed in a trace, with 0 otherwise. Errors fail, stop the application, or lose what
      was not meant; warnings are right when somebody has thought about them; notes are good to know.

      ## When a script means it

      A line in the header, before the first statement, names rules and the reason. Without a reason it is an
      error and ignores nothing.

      ```sql
      -- IGNORE: LINT-001 because orders holds a hundred rows
      -- IGNORE: LINT-034, LINT-040 because nothing reads note since release 2.4
      ```

      ## Severities and exceptions of a project

      `ledger.yaml` says what holds for all files. Rules go by their code or their name; an exception needs its
      reason, and is counted in the answer. A rule or a word that there is not is an error with line and column.

      ```yaml
      lint:
        target-version: 15             # else what the target says, when it is asked
        rules:
          LINT-034: error              # error, warning, info or off
          prefer-text: warning         # naming an optional rule enables it
        except:
          - rule: LINT-001
            files: "0012_*"            # of the file's name; * and ? stand for anything
            because: orders held no rows then
      ```

      JSON tells in `severity_from` who chose a severity: `rule`, `ledger.yaml:4:5`, or `table size`; and under
      `excepted` what was left out, and why.

      ## In plan, validate and migrate

      `plan` and `validate` hold every pending script up to 16 MiB against the rules, from the parse that checks
      its syntax. What a rule calls an error by itself is a warning there. Only what `ledger.yaml` makes an
      `error` refuses, with exit code 3, and then in `migrate` as well: there it is not looked for when
      `ledger.yaml` makes nothing an error, not in scripts over 1 MiB, and on a new target not in those over
      64 KiB that have more than 1 MiB together (`SRC-014` tells what was left out). Notes are in the JSON, and counted for people.

      ## How large tables are

      `plan`, `validate` and `lint --live` ask the target, in one query that reads no row and waits half a second
      at most for somebody's lock:

      - A finding about locks, rewrites or losses on a table that the target does not have yet is a note: nobody
        uses it. That holds for severities of `ledger.yaml` too, so that a folder can build an empty database.
        When a pending script renames tables, no table is taken for absent.
      - On a table under 8 MiB, indexes and partitions included, what matters by size weighs one step less,
        unless `ledger.yaml` chose its severity.
      - Otherwise the finding carries what the server's statistics say: `orders: 12,400,000 rows, 3.1 GB`.

      The version is the target's unless `--server-version` or `target-version` says another.

      ## Trace: what really happens

      `ledger lint --trace` replays the folder's migrations, in their order, on a new embedded PostgreSQL, which is
      gone afterwards. For each statement it tells:

      - the locks that its session holds in `pg_locks` before the commit. A statement that cannot run in a
        transaction is looked at from a second connection meanwhile, and short locks may be missed: it says so;
      - the tables whose rows moved to another file (`relfilenode`): they were written anew;
      - what it created, altered and dropped, also by CASCADE, as event triggers tell;
      - how long it took: on tables that hold what the migrations put there, which says little;
      - each lock and rewrite that a rule claims, ignored or not, beside what was seen. `DIFFERENT` stands where
        that is not the same; strong locks and rewrites that no rule claims are told too.

      Where migrations name files, those before are replayed as well. The first statement that fails ends the
      trace with `TRACE-001`, its place, SQLSTATE and exit code 1. What has to be there before the first migration
      goes into a file for `--trace-setup`. Where the embedded server is not to be had, or extensions are needed
      that it lacks, `--trace-url` names a server: the replay makes a database of its own there, and removes it;
      roles that the migrations make belong to the server, and stay.

      JSON carries the trace under `traces`, SARIF in `properties.traces` of the run, annotations not at all.

      ## What it does not know

      Without `--live`, whether a table is large; what type a column has, whether an index or a constraint of an
      earlier file is there, and what dynamic SQL runs. Functions are not looked into, DO blocks are. Of a
      script's single INSERTs the first 1 MiB is looked at.

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
