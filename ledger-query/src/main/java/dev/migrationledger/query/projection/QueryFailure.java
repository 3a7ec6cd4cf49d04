package dev.migrationledger.query.projection;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A read model cannot answer. Failures of the database and of the log itself are {@code
 * StoreFailure}.
 */
public abstract sealed class QueryFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String code;

  private QueryFailure(String code, String message, @Nullable Throwable cause) {
    super(code + " " + message, cause);
    this.code = code;
  }

  /** The catalogue's code, e.g. {@code QUERY-002}. */
  public String code() {
    return code;
  }

  /** The tables of the read models are not there. */
  public static final class NotInstalled extends QueryFailure {
    @Serial private static final long serialVersionUID = 1L;

    public NotInstalled(String what) {
      super(
          "QUERY-001",
          what
              + ". The events are untouched; the derived tables are missing or incomplete."
              + " Run \"ledger rebuild\".",
          null);
    }
  }

  /** An event could not be taken in; nothing after it is shown. */
  public static final class Stopped extends QueryFailure {
    @Serial private static final long serialVersionUID = 1L;

    public Stopped(String projection, long index, String event, Throwable cause) {
      super(
          "QUERY-002",
          "projection "
              + projection
              + " stopped at event "
              + index
              + " ("
              + event
              + "): "
              + cause.getMessage()
              + ". No event is skipped, so no answer reaches beyond event "
              + (index - 1)
              + ". Run \"ledger rebuild\"; when it stops at the same event, report this message.",
          cause);
    }
  }
}
