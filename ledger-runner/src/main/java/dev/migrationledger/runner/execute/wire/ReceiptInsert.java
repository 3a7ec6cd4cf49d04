package dev.migrationledger.runner.execute.wire;

import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.runner.execute.work.Effort;
import dev.migrationledger.runner.execute.work.Work;
import dev.migrationledger.runner.target.Receipt.Phase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The command that writes a receipt and answers what the server put into it. */
public final class ReceiptInsert {

  /**
   * What the server put into a receipt.
   *
   * @param transactionId empty when non-transactional
   */
  public record Written(
      Instant startedAt, Instant endedAt, String role, int backendPid, String transactionId) {

    public static Written of(List<String> answer) {
      return new Written(
          micros(answer.get(0)),
          micros(answer.get(1)),
          answer.get(2),
          Integer.parseInt(answer.get(3)),
          answer.get(4));
    }

    /** How the migration went that it is the receipt of. */
    public Execution execution(Effort effort, int ran, long rows) {
      return new Execution(
          startedAt,
          endedAt,
          effort.totalMs(),
          ran,
          rows,
          effort.lockWaitMs(),
          effort.attempts(),
          role,
          backendPid,
          transactionId);
    }

    private static Instant micros(String sinceEpoch) {
      return Instant.EPOCH.plus(Long.parseLong(sinceEpoch), ChronoUnit.MICROS);
    }
  }

  private static final String SQL =
      "INSERT INTO ledger.receipt (target, run, version, file, checksum, phase, statement,"
          + " statements, earlier_ms, lock_wait_ms, attempts, started_at, ended_at, role,"
          + " backend_pid, transaction_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,"
          + " %s, pg_catalog.clock_timestamp(), current_user, pg_catalog.pg_backend_pid(), %s)"
          + " RETURNING (pg_catalog.date_part('epoch', started_at)"
          + " OPERATOR(pg_catalog.*) 1000000)::pg_catalog.int8,"
          + " (pg_catalog.date_part('epoch', ended_at)"
          + " OPERATOR(pg_catalog.*) 1000000)::pg_catalog.int8,"
          + " role, backend_pid, transaction_id";
  private static final String IN_TRANSACTION =
      SQL.formatted(
          "pg_catalog.transaction_timestamp()", "pg_catalog.pg_current_xact_id()::pg_catalog.text");
  private static final String ALONE = SQL.formatted("pg_catalog.clock_timestamp()", "''");
  private static final String SINCE = SQL.formatted("$12", "''");

  private ReceiptInsert() {}

  /** Inside the transaction of the change. */
  public static Command inTransaction(Work work, Effort effort, int statement, int statements) {
    return new Command.Own(
        "the receipt", IN_TRANSACTION, values(work, effort, work.end(), statement, statements));
  }

  /** Inside the transaction of one statement of a non-transactional script. */
  public static Command step(Work work, Effort effort, int statement, int statements) {
    return new Command.Own(
        "the receipt", IN_TRANSACTION, values(work, effort, Phase.STEP, statement, statements));
  }

  /** About to run a statement of a non-transactional script. */
  public static Command begun(Work work, Effort effort, int statement, int statements) {
    return new Command.Own(
        "the receipt", ALONE, values(work, effort, Phase.BEGUN, statement, statements));
  }

  /** Done with a statement, or all, of a non-transactional script. */
  public static Command done(
      Work work, Effort effort, Phase phase, int statement, int statements, Instant since) {
    List<String> values = values(work, effort, phase, statement, statements);
    values.add(since.toString());
    return new Command.Own("the receipt", SINCE, values);
  }

  private static List<String> values(
      Work work, Effort effort, Phase phase, int statement, int statements) {
    List<String> values = new ArrayList<>();
    values.add(work.target());
    values.add(work.run());
    values.add(work.migration().version().text());
    values.add(work.migration().file());
    values.add(work.migration().checksum().hex());
    values.add(phase.name());
    values.add(Integer.toString(statement));
    values.add(Integer.toString(statements));
    values.add(Long.toString(effort.earlierMs()));
    values.add(Long.toString(effort.lockWaitMs()));
    values.add(Integer.toString(effort.attempts()));
    return values;
  }
}
