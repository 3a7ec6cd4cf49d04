package dev.migrationledger.query;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.ask.Answer;
import dev.migrationledger.query.audit.HistoryAnswer;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.query.edit.EditsAnswer;
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

  /** Answers a question in plain words, or names the nearest questions. */
  Answer ask(String target, String question);
}
