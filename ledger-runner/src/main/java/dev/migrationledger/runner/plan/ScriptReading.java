package dev.migrationledger.runner.plan;

import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.source.CheckedScripts;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.SourceFile;
import java.util.List;

/** How the planner learns what files say: each question is asked only when it has to be. */
public interface ScriptReading {

  /** What a file says that has not run, or changed since. */
  ParsedScript parse(SourceFile file);

  /** What PostgreSQL's parser makes of scripts that are pending; never asked about none. */
  CheckedScripts check(List<ParsedScript> pending);

  /** What scripts need that is not there when they run; asked after they were checked. */
  List<Finding> unmet();

  /** Whether an edit the ledger has not seen leaves the statements that ran as they are. */
  boolean isCosmetic(SourceFile now, MigrationState ran);
}
