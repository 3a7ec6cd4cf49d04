package dev.migrationledger.sql.dialect;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What makes a statement look like no PostgreSQL.
 *
 * @param look what it looks like
 * @param shown the words it is known by, without what may be a secret
 * @param index of the first of their characters in the statement
 */
public record ForeignText(Look look, String shown, int index) {

  /** Longer statements are looked at so far. */
  private static final int MOST = 1 << 18;

  private static final int LONGEST = 60;

  /** Placeholders that are a name and nothing else; others may hold text of any sort. */
  private static final Pattern HARMLESS =
      Pattern.compile("[\\w\\s.:$`#\\[\\]={}<>%/()*,+-]{1," + LONGEST + "}");

  public ForeignText {
    Objects.requireNonNull(look, "look");
    Objects.requireNonNull(shown, "shown");
  }

  /**
   * Looks at a statement that PostgreSQL does not accept.
   *
   * @param stoppedAt the index of the character where it stopped, −1 when that is not known
   */
  public static Optional<ForeignText> of(String statement, int stoppedAt) {
    String bare = Bare.of(statement.substring(0, Math.min(MOST, statement.length())));
    ForeignText first = null;
    for (Look look : Look.values()) {
      int index = find(look, bare, stoppedAt);
      if (index >= 0 && (first == null || index < first.index)) {
        first = new ForeignText(look, shown(look, bare, index), index);
      }
    }
    return Optional.ofNullable(first);
  }

  private static int find(Look look, String bare, int stoppedAt) {
    var anywhere = look.anywhere(bare);
    if (anywhere.find()) {
      return anywhere.start();
    }
    var there = look.whereItStopped(bare);
    while (stoppedAt >= 0 && there.find()) {
      if (there.start() <= stoppedAt && stoppedAt < there.end()) {
        return there.start();
      }
    }
    return -1;
  }

  private static String shown(Look look, String bare, int index) {
    var found = look.anywhere(bare).region(index, bare.length());
    var matcher =
        found.lookingAt() ? found : look.whereItStopped(bare).region(index, bare.length());
    if (matcher != found) {
      matcher.useTransparentBounds(true).useAnchoringBounds(false).lookingAt();
    }
    String text = matcher.group().strip();
    return HARMLESS.matcher(text).matches() && !text.startsWith("#")
        ? text
        : text.substring(0, Math.min(2, text.length())) + "…";
  }
}
