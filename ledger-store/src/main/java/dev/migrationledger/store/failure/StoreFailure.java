package dev.migrationledger.store.failure;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The store could not do what was asked. What the ledger's rules refuse is no failure of the store:
 * that is {@code LedgerRefusal}. No message holds a password or a connection string.
 */
public abstract sealed class StoreFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final StoreError error;

  private StoreFailure(StoreError error, String what, String remedy, @Nullable Throwable cause) {
    super(error.code() + " " + what + " " + error.effect() + " " + remedy, cause);
    this.error = error;
  }

  private StoreFailure(StoreError error, String what, @Nullable Throwable cause) {
    this(error, what, error.remedy(), cause);
  }

  /** The condition in the catalogue. */
  public StoreError error() {
    return error;
  }

  /** The catalogue's code, e.g. {@code STORE-004}. */
  public String code() {
    return error.code();
  }

  /** The database cannot be reached or the connection broke. */
  public static final class Unreachable extends StoreFailure {
    @Serial private static final long serialVersionUID = 1L;

    public Unreachable(String detail, Throwable cause) {
      super(StoreError.UNREACHABLE, "the ledger database is unreachable: " + detail + ".", cause);
    }
  }

  /** There is no schema {@code ledger}. */
  public static final class SchemaMissing extends StoreFailure {
    @Serial private static final long serialVersionUID = 1L;

    public SchemaMissing(String database) {
      super(
          StoreError.SCHEMA_MISSING,
          "database \"" + database + "\" holds no ledger: schema \"ledger\" is missing.",
          null);
    }
  }

  /** The role may not install the schema. */
  public static final class NoRightToInstall extends StoreFailure {
    @Serial private static final long serialVersionUID = 1L;

    public NoRightToInstall(String role, String database, String detail, Throwable cause) {
      super(
          StoreError.NO_RIGHT_TO_INSTALL,
          "role \""
              + role
              + "\" may not make the schema \"ledger\" in database \""
              + database
              + "\" ("
              + detail
              + "): it needs the right CREATE on that database.",
          "Let the database's owner run: GRANT CREATE ON DATABASE "
              + quoted(database)
              + " TO "
              + quoted(role)
              + ";",
          cause);
    }
  }

  /** Tables are of an earlier format, and the role may not change them. */
  public static final class NoRightToUpgrade extends StoreFailure {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * Names who could.
     *
     * @param tables which tables, as a sentence begins with them
     * @param owner whose they are
     * @param role who tried
     */
    public NoRightToUpgrade(String tables, int found, int needed, String owner, String role) {
      super(
          StoreError.NO_RIGHT_TO_INSTALL,
          "%s have format %d, and this program needs format %d, which role \"%s\" may not make of it."
              .formatted(tables, found, needed, role),
          "Start it once as a role that may, e.g. their owner \"%s\"; after that this role will do."
              .formatted(owner),
          null);
    }
  }

  /** The ledger's format is newer than this program. */
  public static final class NewerFormat extends StoreFailure {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * Names both.
     *
     * @param what what is newer, e.g. {@code the ledger has}
     */
    public NewerFormat(String what, int found, int known) {
      super(
          StoreError.NEWER_FORMAT,
          what + " format " + found + ", this program knows formats up to " + known + ".",
          null);
    }
  }

  /** Others wrote to the same target again and again. */
  public static final class ConflictingWriters extends StoreFailure {
    @Serial private static final long serialVersionUID = 1L;

    public ConflictingWriters(String target, int attempts, Throwable cause) {
      super(
          StoreError.CONFLICTING_WRITERS,
          "other writers recorded on target \""
              + target
              + "\" first, "
              + attempts
              + " times in a row.",
          cause);
    }
  }

  /** A stored event cannot be read. */
  public static final class Corrupted extends StoreFailure {
    @Serial private static final long serialVersionUID = 1L;

    public Corrupted(long index, String detail, @Nullable Throwable cause) {
      super(
          StoreError.CORRUPTED,
          "the event at index " + index + " cannot be read: " + detail + ".",
          cause);
    }
  }

  /** A stored text does not match its commitment. */
  public static final class ContentTampered extends StoreFailure {
    @Serial private static final long serialVersionUID = 1L;

    public ContentTampered(String commitment) {
      super(
          StoreError.CONTENT_TAMPERED,
          "the text stored under commitment "
              + commitment
              + " is not the one that was committed to.",
          null);
    }
  }

  /** The role lacks a right on the ledger. */
  public static final class NotPermitted extends StoreFailure {
    @Serial private static final long serialVersionUID = 1L;

    public NotPermitted(String role, String database, String detail, Throwable cause) {
      super(
          StoreError.NOT_PERMITTED,
          "role \""
              + role
              + "\" lacks a right on the ledger in database \""
              + database
              + "\": "
              + detail
              + ".",
          "Let the schema's owner run: GRANT ledger_writer TO "
              + quoted(role)
              + "; (or ledger_reader, to read only).",
          cause);
    }
  }

  /** An event's header is too large. */
  public static final class TooLarge extends StoreFailure {
    @Serial private static final long serialVersionUID = 1L;

    public TooLarge(String type, int bytes) {
      super(
          StoreError.TOO_LARGE,
          "the header of a " + type + " has " + bytes + " bytes, 65535 are allowed.",
          null);
    }
  }

  /** The head row is missing or contradicts itself. */
  public static final class HeadDamaged extends StoreFailure {
    @Serial private static final long serialVersionUID = 1L;

    public HeadDamaged(String detail) {
      super(StoreError.HEAD_DAMAGED, "the ledger's head is damaged: " + detail + ".", null);
    }
  }

  /** The server refused the login. */
  public static final class LoginRefused extends StoreFailure {
    @Serial private static final long serialVersionUID = 1L;

    public LoginRefused(String detail, Throwable cause) {
      super(
          StoreError.LOGIN_REFUSED,
          "the ledger database refused the login: " + detail + ".",
          cause);
    }
  }

  /** The server refused a statement. */
  public static final class Refused extends StoreFailure {
    @Serial private static final long serialVersionUID = 1L;

    public Refused(String action, String sqlState, String detail, Throwable cause) {
      super(
          StoreError.REFUSED,
          "to " + action + " failed: " + (sqlState.isEmpty() ? "" : sqlState + " ") + detail + ".",
          cause);
    }
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
