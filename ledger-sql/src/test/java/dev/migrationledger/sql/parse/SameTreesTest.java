package dev.migrationledger.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SameTreesTest {

  private static final PostgresSql SQL = new PostgresSql();

  private static final String[] WORDS =
      ("CREATE TABLE orders ( id bigint PRIMARY KEY , total numeric ( 10 , 2 ) NOT NULL DEFAULT 0 ,"
              + " note text CHECK ( length ( note ) < 100 ) )")
          .split(" ", -1);

  @AfterAll
  static void close() {
    SQL.close();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`SELECT a FROM t`, `select  A\nfrom T -- c`",
        "`SELECT a, b FROM t;`, `SELECT a,b FROM t`",
        "`CREATE TABLE t (a int)`, `CREATE TABLE t (a integer)`",
        "`SELECT 'a'`, `SELECT /* c */ $$a$$`",
        "`SELECT 1; SELECT 2`, `SELECT 1;; SELECT 2;`",
        "`SELECT a IN (1, 2), ARRAY[1, 2]`, `SELECT  a IN ( 1, 2 ), ARRAY[ 1, 2]`"
      })
  void a_cosmetic_edit_keeps_the_trees(String before, String after) {
    assertThat(SQL.sameTrees(before, after)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`SELECT a FROM t`, `SELECT \"A\" FROM t`",
        "`CREATE TABLE t (a int DEFAULT 1)`, `CREATE TABLE t (a int DEFAULT 2)`",
        "`CREATE TABLE t (a int)`, `CREATE TABLE t (a bigint)`",
        "`SELECT 1; SELECT 2`, `SELECT 2; SELECT 1`",
        "`SELECT 1`, `SELECT 1; SELECT 1`",
        "`SELECT 'a'`, `SELECT 'A'`",
        "`SELECT a = 1 AND b`, `SELECT a = 1 OR b`",
        "`DO $$BEGIN END$$`, `DO $$BEGIN /* kept by the server */ END$$`",
        "`SELECT 1 FORM t`, `SELECT 1 FORM t`"
      })
  void a_semantic_edit_does_not(String before, String after) {
    assertThat(SQL.sameTrees(before, after)).isFalse();
  }

  @Test
  void rows_of_copy_are_in_no_tree() {
    assertThat(SQL.sameTrees("COPY t FROM STDIN;\n1\n\\.\n", "COPY t FROM STDIN;\n2\n\\.\n"))
        .isFalse();
  }

  @Test
  void blanks_comments_and_case_never_matter_and_another_word_always_does() {
    String before = String.join(" ", WORDS);
    for (long seed = 1; seed <= 100; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      String cosmetic = rewritten(random, -1);
      assertThat(SQL.sameTrees(before, cosmetic)).as("seed %d: %s", seed, cosmetic).isTrue();
      int changed = random.nextInt(WORDS.length);
      String semantic = rewritten(random, changed);
      assertThat(SQL.sameTrees(before, semantic)).as("seed %d: %s", seed, semantic).isFalse();
    }
  }

  private static String rewritten(RandomGenerator random, int changed) {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < WORDS.length; i++) {
      String word = random.nextBoolean() ? WORDS[i].toLowerCase(Locale.ROOT) : WORDS[i];
      script.append(i == changed ? word + "_" : word);
      script.append(
          switch (random.nextInt(4)) {
            case 0 -> "\n";
            case 1 -> " /* c" + random.nextInt() + " */ ";
            case 2 -> " -- c\n";
            default -> "  ";
          });
    }
    return script.toString();
  }
}
