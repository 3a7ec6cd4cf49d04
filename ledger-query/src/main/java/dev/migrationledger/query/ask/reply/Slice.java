package dev.migrationledger.query.ask.reply;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Some of many, in order.
 *
 * @param items those there are
 * @param total how many there are in all, in every part of an answer
 * @param isCut whether these are only those of the part that is asked for
 */
public record Slice<T>(List<T> items, int total, boolean isCut) {

  public Slice {
    items = List.copyOf(items);
  }

  /** All of them. */
  static <T> Slice<T> whole(List<T> all) {
    return new Slice<>(all, all.size(), false);
  }

  /** Only those of the part that is asked for, of so many. */
  public static <T> Slice<T> cut(List<T> items, int total) {
    return new Slice<>(items, total, true);
  }

  /** The part of all that is asked for, each as it is shown. */
  public static <S, T> Slice<T> of(Portion portion, List<S> all, Function<S, T> shown) {
    return new Slice<>(portion.of(all).stream().map(shown).toList(), all.size(), true);
  }

  /** What belongs to a part, and lengthens no answer. */
  static <T> Slice<T> beside(Stream<T> items) {
    return new Slice<>(items.toList(), 0, true);
  }

  /** Only those of the part that is asked for. */
  Slice<T> cut(Portion portion) {
    return isCut ? this : of(portion, items, Function.identity());
  }
}
