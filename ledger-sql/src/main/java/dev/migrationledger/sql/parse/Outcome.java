package dev.migrationledger.sql.parse;

import dev.migrationledger.sql.tree.Node;
import java.util.List;

/** What came of one text given to the parser. */
sealed interface Outcome {

  /** The statements' trees; locations count bytes of the text. */
  record Trees(List<Node> trees) implements Outcome {}

  /**
   * PostgreSQL does not accept the text.
   *
   * @param position code points into it, from 1; 0 when it tells none
   */
  record Refused(String message, int position) implements Outcome {}

  /** The parser gave up, or was not asked; what the text is worth stays unknown. */
  record Unread(String reason) implements Outcome {}
}
