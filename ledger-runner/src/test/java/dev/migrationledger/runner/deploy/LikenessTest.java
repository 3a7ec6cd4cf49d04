package dev.migrationledger.runner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LikenessTest {

  private static final String RAN = "-- DEPENDS: 0001_a.sql\ncreate table b (x int);\n";

  @Test
  void comments_blanks_and_the_case_of_words_are_cosmetic() {
    assertThat(cosmetic(RAN, "-- DEPENDS: 0001_a.sql\n-- b\nCREATE TABLE B (\n  X INT\n);\n"))
        .isTrue();
  }

  @Test
  void a_statement_that_differs_is_not() {
    assertThat(cosmetic(RAN, RAN.replace("int", "bigint"))).isFalse();
    assertThat(cosmetic(RAN, RAN + "SELECT 1 FORM t;")).isFalse();
  }

  @Test
  void a_header_that_asks_for_something_else_is_not() {
    assertThat(cosmetic(RAN, RAN.replace("0001_a", "0002_a"))).isFalse();
    assertThat(cosmetic(RAN, "-- TRANSACTION: none\n" + RAN)).isFalse();
    assertThat(cosmetic(RAN, "-- ENV: test\n" + RAN)).isFalse();
  }

  @Test
  void a_text_with_a_secret_cannot_be_told_from_one_with_another() {
    var kept = "CREATE ROLE r PASSWORD '***';";

    assertThat(cosmetic(kept, "CREATE ROLE r PASSWORD 'changed';")).isFalse();
    assertThat(cosmetic(kept, kept)).isFalse();
    assertThat(cosmetic("SELECT 1;", "SELECT 1; -- PASSWORD 'x'")).isFalse();
  }

  @Test
  void rows_of_copy_cannot_be_told_apart() {
    assertThat(cosmetic("COPY t FROM STDIN;\n1\n\\.\n", "COPY t FROM STDIN;\n2\n\\.\n")).isFalse();
  }

  private static boolean cosmetic(String before, String now) {
    try (var likeness = new Likeness()) {
      return likeness.isCosmetic(before, now);
    }
  }
}
