package dev.migrationledger.query;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.ask.Answer;
import dev.migrationledger.query.audit.HistoryAnswer;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.query.dependency.RecordedObject;
import dev.migrationledger.query.edit.EditsAnswer;
import dev.migrationledger.query.run.Runs;
import dev.migrationledger.query.schema.DriftAnswer;
import dev.migrationledger.query.schema.SchemaValidationLog;
import dev.migrationledger.query.status.StatusAnswer;
import java.util.List;
import java.util.Optional;

/** What a ledger answers, whether its database or a service is asked. */
public interface LedgerAnswers {

  /** Every target the ledger knows, by name. */
  List<String> targets();

  /** Where every migration of the target stands. */
  StatusAnswer status(String target);

  /** What happened on the target, oldest first. */
  HistoryAnswer history(String target, HistoryFilter filter);

  /**
   * Every change of an applied script's bytes, newest first.
   *
   * @param version of one migration only, when there is one
   */
  EditsAnswer edits(String target, Optional<Version> version);

  /**
   * The objects of the target's schema that were found to differ, newest first.
   *
   * @param openOnly whether to leave out what has ended
   */
  DriftAnswer drift(String target, boolean openOnly);

  /** The looks that were taken at the target's schema, newest first. */
  List<SchemaValidationLog.Look> schemas(String target);

  /** What the target's scripts create, drop or hide, by number. */
  List<RecordedObject> objects(String target);

  /** The newest run of the target that says on which timeline of its cluster it ran. */
  Optional<Runs.OnTimeline> lastTimeline(String target);

  /** Answers a question in plain words, or names the nearest questions. */
  Answer ask(String target, String question);
}
