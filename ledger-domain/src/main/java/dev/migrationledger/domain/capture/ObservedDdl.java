package dev.migrationledger.domain.capture;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One captured change of one object. Its number is the pair of transaction and ordinal: ordinals
 * have no gaps within a transaction, and a transaction that was rolled back left no rows.
 *
 * @param transaction the transaction's full number
 * @param ordinal 1-based place within its transaction
 * @param source what saw it
 * @param at the server's clock when it was captured
 * @param transactionStartedAt when its transaction began
 * @param tag the command tag, e.g. {@code ALTER TABLE}
 * @param kind PostgreSQL's word for the object's sort, e.g. {@code table column}; empty when the
 *     command names no object
 * @param schema the object's schema, empty when it has none
 * @param identity the object's name with all that tells it from others, quoted as needed
 * @param statement commitment to the text of the client's whole query, without its secrets
 * @param context where it came from
 * @param inExtension it is part of an extension's script
 * @param migration the migration it belongs to, empty when none is proved
 * @param run that migration's run
 * @param proof how the belonging is known
 */
public record ObservedDdl(
    long transaction,
    int ordinal,
    Source source,
    Instant at,
    Instant transactionStartedAt,
    String tag,
    String kind,
    String schema,
    String identity,
    String statement,
    Session context,
    boolean inExtension,
    String migration,
    String run,
    Proof proof) {

  /** Which event of the server showed it. */
  public enum Source {
    COMMAND,
    DROP,
    REWRITE
  }

  /** How it is known which migration a statement belongs to. */
  public enum Proof {
    /** It is not: no receipt vouches for it. */
    NONE,
    /** A receipt was written in the same transaction. */
    RECEIPT,
    /** A receipt of the same server process covers the time; of a non-transactional script. */
    RECEIPT_AROUND
  }

  /**
   * The database session a statement came through.
   *
   * @param backendPid the server process
   * @param sessionUser the role that logged in
   * @param role the role it had taken on, else the same
   * @param clientAddress empty for a local socket
   * @param application what the client says it is; a claim
   */
  public record Session(
      int backendPid, String sessionUser, String role, String clientAddress, String application) {

    public Session {
      requireNonNull(sessionUser, "sessionUser");
      requireNonNull(role, "role");
      requireNonNull(clientAddress, "clientAddress");
      requireNonNull(application, "application");
    }
  }

  public ObservedDdl {
    requireNonNull(source, "source");
    requireNonNull(at, "at");
    requireNonNull(transactionStartedAt, "transactionStartedAt");
    requireNonNull(tag, "tag");
    requireNonNull(kind, "kind");
    requireNonNull(schema, "schema");
    requireNonNull(identity, "identity");
    requireNonNull(statement, "statement");
    requireNonNull(context, "context");
    requireNonNull(migration, "migration");
    requireNonNull(run, "run");
    requireNonNull(proof, "proof");
    if (transaction < 0 || ordinal < 1) {
      throw new IllegalArgumentException(
          "no such place: transaction " + transaction + ", ordinal " + ordinal);
    }
    if ((proof == Proof.NONE) != migration.isEmpty()) {
      throw new IllegalArgumentException("a migration needs a proof, and a proof a migration");
    }
  }
}
