package dev.migrationledger.sql.lint.script;

import java.util.List;

/** Says where a statement does what a rule is about. */
@FunctionalInterface
public interface Check {

  /** The places; none when the statement has nothing to do with it. */
  List<Hit> find(Subject subject);
}
