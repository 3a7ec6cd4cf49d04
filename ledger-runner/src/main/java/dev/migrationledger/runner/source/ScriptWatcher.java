package dev.migrationledger.runner.source;

import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.ScriptReader;

/** Sees what {@link SyntaxCheck} has parsed, so that nobody parses it a second time. */
public interface ScriptWatcher {

  /** The next statement of the script that is being read. */
  void statement(ParsedStatement statement);

  /** That script is read to its end. */
  void end(SourceFile file, ScriptReader reader);

  /** A script that is pending too was not read, or not to its end. */
  default void unread(SourceFile file) {}
}
