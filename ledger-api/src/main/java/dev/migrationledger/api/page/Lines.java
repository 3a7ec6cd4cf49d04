package dev.migrationledger.api.page;

import java.util.List;
import java.util.function.Function;

/**
 * Some lines of a long table.
 *
 * @param shown those of the page
 * @param before how many come before them
 * @param total how many there are in all
 */
record Lines<T>(List<T> shown, int before, int total) {

  /** So many on a page. */
  static final int MOST = 100;

  Lines {
    shown = List.copyOf(shown);
  }

  /**
   * The first line that an address asks for, counted from 1.
   *
   * @param from as the address gives it; empty for 1
   * @throws PageProblem when that is no line's number
   */
  static int first(String target, String from) {
    if (!from.isEmpty() && !from.matches("[1-9][0-9]{0,8}")) {
      throw new PageProblem(
          PageError.BAD_ADDRESS, target, "from=\"" + from + "\" is no line of a list (1, 2 ...).");
    }
    return from.isEmpty() ? 1 : Integer.parseInt(from);
  }

  /**
   * Some of all.
   *
   * @param from the first of them, counted from 1
   */
  static <T> Lines<T> of(List<T> all, int from) {
    int first = Math.min(from - 1, all.size());
    return new Lines<>(all.subList(first, Math.min(first + MOST, all.size())), first, all.size());
  }

  /** The same lines as something else. */
  <S> Lines<S> with(Function<List<T>, List<S>> as) {
    return new Lines<>(as.apply(shown), before, total);
  }

  /** Where the page before begins, counted from 1; 0 when this is the first. */
  public int previous() {
    return before == 0 ? 0 : Math.max(before - MOST, 0) + 1;
  }

  /** Where the page after begins, counted from 1; 0 when this is the last. */
  public int next() {
    int end = before + shown.size();
    return end < total ? end + 1 : 0;
  }
}
