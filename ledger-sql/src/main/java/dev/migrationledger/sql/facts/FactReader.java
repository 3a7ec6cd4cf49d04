package dev.migrationledger.sql.facts;

import dev.migrationledger.sql.parse.ParsedStatement;
import java.util.List;

/** Tells the facts of one script statement by statement, so that it need not be in memory whole. */
public final class FactReader {

  private final Session session;

  /** A reader for a session with PostgreSQL's default search path. */
  public FactReader() {
    session = new Session();
  }

  /**
   * A reader for a session that has another one.
   *
   * @param searchPath as SHOW search_path tells it
   */
  public FactReader(String searchPath) {
    session = new Session(SearchPath.parsed(searchPath));
  }

  /** The facts of the next statement; what it sets holds for those behind. */
  public List<Fact> next(ParsedStatement statement) {
    return Facts.of(statement, session);
  }
}
