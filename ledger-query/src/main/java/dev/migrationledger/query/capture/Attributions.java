package dev.migrationledger.query.capture;

import dev.migrationledger.domain.schema.Attribution.Grade;
import dev.migrationledger.query.capture.Attributed.Statement;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.store.log.EventLog;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the captured statements behind a change, and says what they are worth. */
public final class Attributions {

  private static final int TEXTS = 100;

  private final EventLog log;

  public Attributions(EventLog log) {
    this.log = log;
  }

  /**
   * Attributes a change.
   *
   * @param c in a transaction that sees one moment
   */
  public Attributed of(Connection c, String target, Sighting sighting) {
    var doubt = doubt(c, target, sighting);
    var named = new ArrayList<Statement>();
    var mentioned = new ArrayList<Statement>();
    var identities = new String[] {sighting.identity(), sighting.within()};
    int texts = 0;
    for (var row : DdlObservations.between(c, target, sighting.from(), sighting.to(), identities)) {
      boolean nameless = row.text(DdlObservations.IDENTITY).isEmpty();
      var text = texts++ < TEXTS ? text(c, row) : "";
      if (!nameless) {
        named.add(Statement.of(row, text));
      } else if (mentions(text, sighting.identity())) {
        mentioned.add(Statement.of(row, text));
      }
    }
    if (!named.isEmpty()) {
      named.addAll(mentioned);
      return new Attributed(
          doubt.isEmpty() ? Grade.PROVEN : Grade.LOGGED,
          doubt
              .map("the capture saw the object named, but %s"::formatted)
              .orElse("the capture saw the object named, and was whole all the time"),
          named);
    }
    if (!mentioned.isEmpty()) {
      return new Attributed(
          Grade.LOGGED, "the capture saw commands whose text mentions the object", mentioned);
    }
    return new Attributed(
        Grade.UNKNOWN,
        doubt
            .map("nothing that names the object was captured, and %s"::formatted)
            .orElse(
                "nothing that names the object was captured although the capture was whole: it"
                    + " changed in a way the capture cannot see"),
        List.of());
  }

  /** Why something may have gone unseen in that time; empty when nothing can have. */
  private static Optional<String> doubt(Connection c, String target, Sighting sighting) {
    var state = CaptureStates.of(c, target);
    if (state.isEmpty()) {
      return Optional.of("DDL on " + target + " was never captured");
    }
    var since = state.get().instant(CaptureStates.SINCE).orElseThrow();
    if (since.isAfter(sighting.from())) {
      return Optional.of("DDL is captured only since " + Utc.sentence(since));
    }
    for (var gap : CaptureGaps.of(c, target)) {
      var began = gap.instant(CaptureGaps.BEGAN_AT).orElseThrow();
      var ended = gap.instant(CaptureGaps.ENDED_AT);
      if (!began.isAfter(sighting.to())
          && ended.map(at -> !at.isBefore(sighting.from())).orElse(true)) {
        return Optional.of(
            "the capture had a gap from %s %s (%s: %s)"
                .formatted(
                    Utc.sentence(began),
                    ended.map(at -> "until " + Utc.sentence(at)).orElse("on"),
                    gap.text(CaptureGaps.PART),
                    gap.text(CaptureGaps.CAUSE)));
      }
    }
    var checked = state.get().instant(CaptureStates.CHECKED_AT).orElse(since);
    return checked.isBefore(sighting.to())
        ? Optional.of("it was last looked at " + Utc.sentence(checked))
        : Optional.empty();
  }

  /** The text of a captured statement; empty when it was erased. */
  public String text(Connection c, Row row) {
    var commitment = row.text(DdlObservations.STATEMENT);
    return commitment.isEmpty() ? "" : log.content(c, commitment).orElse("");
  }

  /** GRANT and its like name no object: its last name must stand in the text as a word. */
  private static boolean mentions(String text, String identity) {
    var plain = identity.replaceFirst("\\(.*$", "").replaceFirst("\" on .*$", "\"");
    var last = plain.substring(plain.lastIndexOf('.') + 1).replace("\"", "");
    var lower = text.toLowerCase(Locale.ROOT);
    var name = last.toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      return false;
    }
    for (int at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
      int end = at + name.length();
      if ((at == 0 || !isWord(lower.charAt(at - 1)))
          && (end == lower.length() || !isWord(lower.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** The gaps that are still open. */
  public static List<Row> open(List<Row> gaps) {
    return gaps.stream().filter(g -> g.isNull(CaptureGaps.ENDED_AT)).toList();
  }
}
