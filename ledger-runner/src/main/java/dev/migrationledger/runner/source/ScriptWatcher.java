package dev.migrationledger.runner.source;

import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.ScriptReader;

/** Sees what {@link SyntaxCheck} has parsed, so that nobody parses it a second time. */
public interface ScriptWatcher {

  /** The next statement of the script that is being read. */
  void statement(ParsedScript script, ParsedStatement statement);

  /**
   * That script is read to its end.
   *
   * @param whole whether each of its statements was seen
   */
  void end(ParsedScript script, ScriptReader reader, boolean whole);

  /** A script is not read: it is too large, or there are too many, or it cannot be. */
  void notRead(ParsedScript script);
}
