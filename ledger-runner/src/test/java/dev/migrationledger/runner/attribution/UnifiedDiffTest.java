package dev.migrationledger.runner.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UnifiedDiffTest {

  @Test
  void a_changed_line_stands_between_three_lines_of_context() {
    assertThat(
            UnifiedDiff.between("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n", "f"))
        .isEqualTo("--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
  }

  @Test
  void a_missing_last_line_end_is_marked() {
    assertThat(UnifiedDiff.between("a\n", "a", "f"))
        .isEqualTo("--- a/f\n+++ b/f\n@@ -1,1 +1,1 @@\n-a\n+a\n\\ No newline at end of file\n");
  }

  @Test
  void very_long_texts_are_cut_with_a_mark() {
    String diff = UnifiedDiff.between("a\n".repeat(500_000), "b\n".repeat(500_000), "f");
    assertThat(diff).hasSizeLessThanOrEqualTo(UnifiedDiff.LIMIT).endsWith(UnifiedDiff.CUT);
  }

  @Test
  void equal_texts_have_no_difference() {
    assertThat(UnifiedDiff.between("a", "a", "f")).isEmpty();
  }
}
