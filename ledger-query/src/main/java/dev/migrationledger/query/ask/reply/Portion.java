package dev.migrationledger.query.ask.reply;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which part of an answer. All parts one after the other are the answer as it was when the first of
 * them was asked for.
 *
 * @param from how many rows the parts before had
 * @param most at most so many rows, 1 or more
 * @param begun what the first part was an answer to; absent for the first part itself
 */
public record Portion(int from, int most, Optional<Begun> begun) {

  /** The whole answer. */
  public static final Portion WHOLE = first(Integer.MAX_VALUE);

  private static final Pattern CURSOR =
      Pattern.compile("([0-9a-f]{16}):([0-9]{1,17}):([1-9][0-9]{0,8})");

  /**
   * When an answer was begun.
   *
   * @param basis what it answers and rests on
   * @param asked when it was asked for, in whole microseconds
   */
  public record Begun(String basis, Instant asked) {

    public Begun {
      requireNonNull(basis, "basis");
      requireNonNull(asked, "asked");
    }
  }

  public Portion {
    requireNonNull(begun, "begun");
    if (from < 0 || most < 1) {
      throw new IllegalArgumentException("no part of an answer: from " + from + ", most " + most);
    }
  }

  /** The first part. */
  public static Portion first(int most) {
    return new Portion(0, most, Optional.empty());
  }

  /**
   * The part after another one.
   *
   * @param cursor what the part before gave
   * @throws IllegalArgumentException when no part gave such a cursor
   */
  public static Portion after(String cursor, int most) {
    var parts = CURSOR.matcher(cursor);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "after=" + cursor + " is no cursor; take the one that the part before gave as \"next\"");
    }
    var asked = Instant.EPOCH.plus(Long.parseLong(parts.group(2)), ChronoUnit.MICROS);
    var begun = new Begun(parts.group(1), asked);
    return new Portion(Integer.parseInt(parts.group(3)), most, Optional.of(begun));
  }

  /** When the answer was asked for that this is a part of. */
  public Instant asked(Instant now) {
    return begun.map(Begun::asked).orElseGet(() -> now.truncatedTo(ChronoUnit.MICROS));
  }

  /** Those of a list that are in this part. */
  public <T> List<T> of(List<T> all) {
    int first = Math.min(from, all.size());
    return all.subList(first, first + Math.min(most, all.size() - first));
  }

  /** Whether there is a part after this one. */
  public boolean isFollowed(int rows) {
    return (long) from + most < rows;
  }

  /**
   * The cursor of the part after this one.
   *
   * @param basis what the answer answers and rests on: 16 hexadecimal digits
   * @param asked when its first part was asked for
   */
  public String next(String basis, Instant asked) {
    return basis + ":" + ChronoUnit.MICROS.between(Instant.EPOCH, asked) + ":" + (from + most);
  }
}
