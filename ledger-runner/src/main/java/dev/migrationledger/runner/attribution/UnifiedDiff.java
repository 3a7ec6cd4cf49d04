package dev.migrationledger.runner.attribution;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;

/** The difference of two texts as people know it from {@code diff -u}, in bounded time and size. */
public final class UnifiedDiff {

  /** The most characters a difference has, marker line included. */
  public static final int LIMIT = 256 * 1_024;

  static final String CUT = "… the difference goes on; cut here\n";

  private static final int CONTEXT = 3;
  private static final int EXACT_LINES = 4_000;
  private static final String NO_NEWLINE = "\\ No newline at end of file";

  private UnifiedDiff() {}

  /** The difference from one text to another of the same file, empty when they are equal. */
  public static String between(String before, String after, String label) {
    if (before.equals(after)) {
      return "";
    }
    List<String> old = lines(before);
    List<String> now = lines(after);
    List<String> unified =
        UnifiedDiffUtils.generateUnifiedDiff(
            "a/" + label, "b/" + label, old, patch(old, now), CONTEXT);
    return text(unified);
  }

  /**
   * Myers' algorithm where the part that differs is short; else the part between the common
   * beginning and end as one change: its time would be quadratic.
   */
  private static Patch<String> patch(List<String> old, List<String> now) {
    int head = 0;
    int shorter = Math.min(old.size(), now.size());
    while (head < shorter && old.get(head).equals(now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
      tail++;
    }
    List<String> oldPart = old.subList(head, old.size() - tail);
    List<String> newPart = now.subList(head, now.size() - tail);
    if (oldPart.size() + newPart.size() <= EXACT_LINES) {
      return DiffUtils.diff(old, now);
    }
    Patch<String> patch = new Patch<>();
    patch.addDelta(new ChangeDelta<>(new Chunk<>(head, oldPart), new Chunk<>(head, newPart)));
    return patch;
  }

  /** Lines without their LF; a last line that has none carries the usual mark after it. */
  private static List<String> lines(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    String last = lines.removeLast();
    if (!last.isEmpty()) {
      lines.add(last + "\n" + NO_NEWLINE);
    }
    return lines;
  }

  private static String text(List<String> unified) {
    StringBuilder text = new StringBuilder();
    for (String line : unified) {
      if (text.length() + line.length() + 1 > LIMIT - CUT.length()) {
        return text.append(CUT).toString();
      }
      text.append(line).append('\n');
    }
    return text.toString();
  }
}
