package dev.migrationledger.runner.target;

import java.time.Duration;

/**
 * Why a target cannot be used; each type is one condition with its own code, and its message says
 * what happened and what to do.
 */
public abstract sealed class TargetFailure extends RuntimeException {

  private final String code;
  private final String remedy;

  private TargetFailure(String code, String what, String remedy) {
    super(code + " " + what + ". " + remedy);
    this.code = code;
    this.remedy = remedy;
  }

  /** The catalogue's code. */
  public final String code() {
    return code;
  }

  /** What to do, imperative. */
  public final String remedy() {
    return remedy;
  }

  /** No server answers, or it turns the connection away before asking who it is. */
  public static final class Unreachable extends TargetFailure {
    public Unreachable(String url, String reason) {
      super(
          "TARGET-001",
          "the target " + url + " cannot be reached: " + oneLine(reason) + "; nothing was run",
          "Check host and port, that the server runs, and that it accepts connections from here");
    }
  }

  /** The server does not accept the role or its password. */
  public static final class Authentication extends TargetFailure {
    public Authentication(String url, String user, String reason) {
      super(
          "TARGET-002",
          "the target " + url + " refuses role \"" + user + "\": " + oneLine(reason),
          "Give the right user and password in the URL, in PGUSER and PGPASSWORD, or in ~/.pgpass"
              + " (mode 0600)");
    }
  }

  /** The server has no such database. */
  public static final class NoSuchDatabase extends TargetFailure {
    public NoSuchDatabase(String url, String reason) {
      super(
          "TARGET-003",
          "the target " + url + " has no such database: " + oneLine(reason),
          "Create it with \"createdb\", or correct the name at the end of the URL");
    }
  }

  /** The role may not do what keeping receipts needs. */
  public static final class NoRights extends TargetFailure {
    public NoRights(String url, String what, String grant) {
      super(
          "TARGET-004",
          "on the target " + url + " " + oneLine(what) + "; nothing was run",
          "Let an owner run: " + grant);
    }
  }

  /** The server is a standby and takes no writes. */
  public static final class Standby extends TargetFailure {
    public Standby(String url) {
      super(
          "TARGET-005",
          "the target " + url + " is a read-only standby",
          "Use the primary's address, or name all hosts and add targetServerType=primary");
    }
  }

  /** A connection pooler gives each transaction another server session. */
  public static final class TransactionPooling extends TargetFailure {
    public TransactionPooling(String url, int before, int after) {
      super(
          "TARGET-006",
          "the target "
              + url
              + " is behind a connection pooler in transaction mode (this connection was server"
              + " process "
              + before
              + " and is now "
              + after
              + "), where a session lock protects nothing",
          "Connect to PostgreSQL itself (usually port 5432), or to a pool in session mode");
    }
  }

  /** The server is older than what is supported. */
  public static final class TooOld extends TargetFailure {
    public TooOld(String url, String version) {
      super(
          "TARGET-007",
          "the target " + url + " runs PostgreSQL " + version + ", older than 14",
          "Upgrade the server to PostgreSQL 14 or later");
    }
  }

  /** Another run holds the lock and did not finish in time. */
  public static final class LockBusy extends TargetFailure {
    private final transient LockHolder holder;

    public LockBusy(String url, LockHolder holder, Duration waited) {
      super(
          "TARGET-008",
          "another run holds the migration lock of "
              + url
              + ": "
              + holder.describe()
              + "; waited "
              + waited.toMillis()
              + " ms, nothing was run",
          "Wait for it to end and run again; \"ledger locks\" shows who holds and who waits");
      this.holder = holder;
    }

    /** Who holds it. */
    public LockHolder holder() {
      return holder;
    }
  }

  /** The text is no address of a PostgreSQL database. */
  public static final class NotUnderstood extends TargetFailure {
    public NotUnderstood(String text) {
      super(
          "TARGET-009",
          "\"" + text + "\" is not an address of a PostgreSQL database",
          "Write jdbc:postgresql://host:5432/database or postgres://user@host:5432/database");
    }
  }

  /** The target answered a question of ours with an error, or went away while asked. */
  public static final class Unusable extends TargetFailure {
    private final String sqlState;

    public Unusable(String url, String doing, String sqlState, String reason) {
      super(
          "TARGET-010",
          "on the target " + url + " " + doing + " failed: " + sqlState + " " + oneLine(reason),
          "Put right what the server says and run again");
      this.sqlState = sqlState;
    }

    /** PostgreSQL's five-character code, empty when the server said none. */
    public String sqlState() {
      return sqlState;
    }
  }

  /** The database is already another target's; a new name for it would split its history. */
  public static final class KnownByAnotherName extends TargetFailure {
    public KnownByAnotherName(String database, String name, String known) {
      super(
          "TARGET-011",
          "the database \""
              + database
              + "\" keeps receipts of target \""
              + known
              + "\", and the ledger knows no target \""
              + name
              + "\"; nothing was run or recorded",
          "Use the name it has with --target " + known + ", or connect to the right ledger");
    }
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", "; ").replaceFirst("\\.$", "");
  }
}
