package dev.migrationledger.runner.record;

import dev.migrationledger.domain.ledger.LedgerRefusal;
import java.io.IOException;
import java.nio.file.Path;

/** A journal of a run that the ledger did not see cannot be written, read or brought in. */
public abstract sealed class JournalFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private JournalFailure(String message, Exception cause) {
    super(message, cause);
  }

  /** Its file cannot be written. */
  public static final class Unwritable extends JournalFailure {
    private static final long serialVersionUID = 1L;

    Unwritable(Path file, IOException e) {
      super(
          "RECORD-001 the journal "
              + file
              + " cannot be written ("
              + e
              + "). Nothing runs unrecorded, so the run ends here; the receipts in the target keep what"
              + " was applied. Make the folder writable and run \"ledger migrate\" again.",
          e);
    }
  }

  /** One of its lines is not what was written. */
  public static final class Unreadable extends JournalFailure {
    private static final long serialVersionUID = 1L;

    Unreadable(Path file, int line, Exception e) {
      super(
          "RECORD-002 line "
              + line
              + " of the journal "
              + file
              + " cannot be read ("
              + e.getMessage()
              + "). Nothing of it is recorded, and nothing was run. Bring the"
              + " file back as it was and run \"ledger migrate\" again.",
          e);
    }
  }

  /** The ledger has come to know something that contradicts it. */
  public static final class Refused extends JournalFailure {
    private static final long serialVersionUID = 1L;

    Refused(Path file, int line, LedgerRefusal e) {
      super(
          "RECORD-003 the ledger refuses line "
              + line
              + " of the journal "
              + file
              + ": "
              + e.getMessage()
              + " The lines before it are recorded, the journal stays where it is, and nothing was"
              + " run. Settle what the ledger says and run \"ledger migrate\" again.",
          e);
    }
  }
}
