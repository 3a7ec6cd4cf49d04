package dev.migrationledger.runner.source;

import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.ScriptReader;
import java.util.List;

/** Sees what {@link SyntaxCheck} has parsed, so that nobody parses it a second time. */
public interface ScriptWatcher {

  /** Whether it wants to be told the facts of statements. */
  default boolean wantsFacts() {
    return false;
  }

  /**
   * The next statement of the script that is being read.
   *
   * @param facts what it does, in the session that runs it; empty when nobody wants them
   */
  void statement(ParsedScript script, ParsedStatement statement, List<Fact> facts);

  /**
   * That script is read to its end.
   *
   * @param whole whether each of its statements was seen
   */
  void end(ParsedScript script, ScriptReader reader, boolean whole);

  /** A script is not read: it is too large, or there are too many, or it cannot be. */
  void notRead(ParsedScript script);
}
