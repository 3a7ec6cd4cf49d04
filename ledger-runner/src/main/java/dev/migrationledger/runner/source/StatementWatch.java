package dev.migrationledger.runner.source;

import dev.migrationledger.sql.parse.ParsedStatement;

/** Sees the statements of pending scripts while they are checked, so that they are parsed once. */
public interface StatementWatch {

  /** Sees nothing. */
  StatementWatch NONE =
      new StatementWatch() {
        @Override
        public void next(ParsedScript script, ParsedStatement statement) {}

        @Override
        public void end(ParsedScript script, boolean whole) {}
      };

  /** The next statement of a script. */
  void next(ParsedScript script, ParsedStatement statement);

  /**
   * A script is over, also one that was not read at all.
   *
   * @param whole whether each of its statements was seen
   */
  void end(ParsedScript script, boolean whole);
}
