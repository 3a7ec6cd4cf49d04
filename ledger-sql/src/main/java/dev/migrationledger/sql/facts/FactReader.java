package dev.migrationledger.sql.facts;

import dev.migrationledger.sql.parse.ParsedStatement;
import java.util.List;

/** Tells the facts of one script statement by statement, so that it need not be in memory whole. */
public final class FactReader {

  private final Session session = new Session();

  /** The facts of the next statement; what it sets holds for those behind. */
  public List<Fact> next(ParsedStatement statement) {
    return Facts.of(statement, session);
  }
}
