package dev.migrationledger.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the tokens of the current statement say about its end and its kind: parentheses, {@code
 * BEGIN ATOMIC … END} of a routine, the leading tokens.
 */
final class StatementShape {

  /** Words that are looked at are no longer than this: CONCURRENTLY. */
  static final int LONGEST_WORD = 12;

  private static final int LEADING = 64;
  private static final Set<String> TELLING =
      Set.of(
          "ABORT",
          "ALTER",
          "BEGIN",
          "CLUSTER",
          "COMMIT",
          "COPY",
          "CREATE",
          "DISCARD",
          "DROP",
          "END",
          "PREPARE",
          "REINDEX",
          "ROLLBACK",
          "START",
          "VACUUM");

  private final List<String> leading = new ArrayList<>();
  private int depth;
  private int bodies;
  private boolean telling;
  private boolean routine;
  private String previous = "";

  void reset() {
    leading.clear();
    depth = 0;
    bodies = 0;
    telling = true;
    routine = false;
    previous = "";
  }

  /** Whether the text of words and symbols still matters. */
  boolean listening() {
    return telling;
  }

  /** Whether a semicolon is inside parentheses or a routine's body. */
  boolean open() {
    return depth > 0 || bodies > 0;
  }

  void parenthesis(boolean opening) {
    if (!opening && depth > 0) {
      depth--;
    }
    token(opening ? "(" : ")");
    if (opening) {
      depth++;
    }
  }

  void token(String token) {
    if (!telling) {
      return;
    }
    if (leading.isEmpty() && !TELLING.contains(token)) {
      telling = false;
      leading.add(token);
      return;
    }
    if (leading.size() < LEADING && (depth == 0 || optionsMatter())) {
      leading.add(token);
    }
    if (!routine && leading.size() <= 4 && leading.getFirst().equals("CREATE")) {
      routine = depth == 0 && (token.equals("FUNCTION") || token.equals("PROCEDURE"));
    }
    if (routine) {
      body(token);
    } else if (leading.size() == LEADING) {
      telling = false;
    }
    previous = token;
  }

  StatementKind kind() {
    return StatementKinds.of(leading);
  }

  private boolean optionsMatter() {
    return leading.getFirst().equals("REINDEX")
        || leading.size() > 1 && leading.get(1).equals("SUBSCRIPTION");
  }

  /** After AS or a dot, CASE and END are names. */
  private void body(String token) {
    boolean name = previous.equals("AS") || previous.equals(".");
    if (bodies == 0) {
      bodies = depth == 0 && token.equals("ATOMIC") && previous.equals("BEGIN") ? 1 : 0;
    } else if (token.equals("CASE") && !name) {
      bodies++;
    } else if (token.equals("END") && !name) {
      bodies--;
    }
  }
}
