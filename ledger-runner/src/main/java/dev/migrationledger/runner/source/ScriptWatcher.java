package dev.migrationledger.runner.source;

import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.ScriptReader;

/** Sees what {@link SyntaxCheck} has parsed, so that nobody parses it a second time. */
public interface ScriptWatcher {

  /** Sees nothing. */
  ScriptWatcher NONE =
      new ScriptWatcher() {
        @Override
        public void statement(ParsedStatement statement) {
          // nobody wants it
        }

        @Override
        public void end(SourceFile file, ScriptReader reader) {
          // nobody wants it
        }
      };

  /** The next statement of the script that is being read. */
  void statement(ParsedStatement statement);

  /** That script is read to its end. */
  void end(SourceFile file, ScriptReader reader);
}
