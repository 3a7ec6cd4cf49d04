package dev.migrationledger.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why the embedded server cannot be had: what happened, what state things are in, what to do. */
public abstract sealed class EmbeddedPostgresException extends RuntimeException {

  private static final String OWN_DATABASE = "or name a database of your own with --url.";

  private final String code;

  EmbeddedPostgresException(String code, String message, @Nullable Throwable cause) {
    super(code + " " + message, cause);
    this.code = code;
  }

  /** The stable code, {@code EMB-001} and so on. */
  public String code() {
    return code;
  }

  /** The binaries of this operating system and processor are not on the class path. */
  public static final class PlatformUnsupported extends EmbeddedPostgresException {
    PlatformUnsupported(String resource) {
      super(
          "EMB-001",
          "no PostgreSQL binaries for %s on %s: %s is not on the class path. Nothing was started. Build on this machine, so that Maven picks its binaries, %s"
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"),
                  resource,
                  OWN_DATABASE),
          null);
    }
  }

  /** The binaries could not be unpacked anywhere where they can be run. */
  public static final class BinariesUnusable extends EmbeddedPostgresException {
    BinariesUnusable(String tried, @Nullable Throwable cause) {
      super(
          "EMB-002",
          "PostgreSQL's binaries could not be unpacked and run: %s. Nothing was started. Free 100 MB there, or set XDG_CACHE_HOME to a folder that is writable and allows programs to run, %s"
              .formatted(tried, OWN_DATABASE),
          cause);
    }
  }

  /** The folder cannot be made, read or written. */
  public static final class FolderUnusable extends EmbeddedPostgresException {
    FolderUnusable(Path folder, String why, @Nullable Throwable cause) {
      super(
          "EMB-003",
          "the server's folder %s cannot be used: %s. Nothing was started. Make it writable for the user %s, or choose another folder, %s"
              .formatted(folder, why, System.getProperty("user.name"), OWN_DATABASE),
          cause);
    }
  }

  /** We are root, PostgreSQL refuses root, and no way to be somebody else works. */
  public static final class RootOnly extends EmbeddedPostgresException {
    RootOnly(String tried) {
      super(
          "EMB-004",
          "PostgreSQL refuses to run as root, and no way to run it as another user works here (%s). Nothing was started. Run as an ordinary user, or permit user namespaces (sysctl user.max_user_namespaces=10000; in Docker --security-opt seccomp=unconfined), or install util-linux (setpriv), %s"
              .formatted(tried, OWN_DATABASE),
          null);
    }
  }

  /** The unprivileged user that root could use cannot reach the folder. */
  public static final class FolderUnreachable extends EmbeddedPostgresException {
    FolderUnreachable(Path folder, String tried) {
      super(
          "EMB-005",
          "PostgreSQL refuses to run as root, and the unprivileged user it would run as cannot reach %s (%s). Nothing was started. Choose a folder below one that all may enter (for example /var/lib/migration-ledger), or permit user namespaces, or run as an ordinary user, %s"
              .formatted(folder, tried, OWN_DATABASE),
          null);
    }
  }

  /** {@code initdb} failed. */
  public static final class InitFailed extends EmbeddedPostgresException {
    InitFailed(Path data, String output) {
      super(
          "EMB-006",
          "initdb could not make %s; what it had made is removed. Correct what it says and start again.%n%s"
              .formatted(data, output.strip()),
          null);
    }
  }

  /** The server did not come up. */
  public static final class StartFailed extends EmbeddedPostgresException {
    StartFailed(Path data, Path log, String tail) {
      super(
          "EMB-007",
          "PostgreSQL did not start on %s; the data is as it was. Correct what its log says (%s) and start again. The log ends with:%n%s"
              .formatted(data, log, tail.isBlank() ? "(nothing)" : tail.strip()),
          null);
    }
  }

  /** The data folder was made by another major version of PostgreSQL. */
  public static final class VersionMismatch extends EmbeddedPostgresException {
    VersionMismatch(Path data, String found, String wanted) {
      super(
          "EMB-008",
          "%s was made by PostgreSQL %s, and this program carries PostgreSQL %s. Nothing was started and nothing was changed. Choose another folder, or bring the data over with pg_dump of version %s, %s"
              .formatted(data, found, wanted, wanted, OWN_DATABASE),
          null);
    }
  }

  /** The server did not stop in time. */
  public static final class StopFailed extends EmbeddedPostgresException {
    StopFailed(Path data, long pid, Duration waited, String output) {
      super(
          "EMB-009",
          "PostgreSQL (process %d) on %s did not stop within %d s; it is still running, and no data is lost. End it with: kill -INT %d.%n%s"
              .formatted(pid, data, waited.toSeconds(), pid, output.strip()),
          null);
    }
  }

  /** A database could not be made on the running server. */
  public static final class DatabaseNotCreated extends EmbeddedPostgresException {
    DatabaseNotCreated(String name, String url, Throwable cause) {
      super(
          "EMB-010",
          "the database \"%s\" could not be made at %s: %s. The server is running; the other databases are as they were. Correct what it says and try again."
              .formatted(name, url, cause.getMessage()),
          cause);
    }
  }

  /** Another process keeps starting or stopping the server on this folder. */
  public static final class FolderBusy extends EmbeddedPostgresException {
    FolderBusy(Path lock, Duration waited) {
      super(
          "EMB-011",
          String.format(
              Locale.ROOT,
              "another process has been starting or stopping the server for %d s (%s is locked). Nothing was changed. Wait for it, or find and end it with: fuser %s",
              waited.toSeconds(),
              lock,
              lock),
          null);
    }
  }

  /** The thread was interrupted while it waited for the server. */
  public static final class Interrupted extends EmbeddedPostgresException {
    Interrupted(String during, InterruptedException cause) {
      super(
          "EMB-012",
          "interrupted while waiting for %s. The server may be running; the next start finds it. Start again."
              .formatted(during),
          cause);
    }
  }
}
