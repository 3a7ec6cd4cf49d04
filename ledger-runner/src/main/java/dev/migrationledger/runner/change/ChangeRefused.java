package dev.migrationledger.runner.change;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A change cannot be made because of the folder; what the ledger refuses is the ledger's refusal.
 */
public abstract sealed class ChangeRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private ChangeRefused(String message, Throwable cause) {
    super(message, cause);
  }

  private ChangeRefused(String message) {
    super(message);
  }

  /** The folder's files cannot be renamed. */
  public static final class FolderNotWritable extends ChangeRefused {
    private static final long serialVersionUID = 1L;

    FolderNotWritable(Path folder) {
      super(
          "CHANGE-001 the folder "
              + folder
              + " cannot be written, so no file in it can be renamed. Nothing was recorded. Make it"
              + " writable for this user.");
    }
  }

  /** Two files have the number. */
  public static final class AmbiguousNumber extends ChangeRefused {
    private static final long serialVersionUID = 1L;

    AmbiguousNumber(Version version, List<String> files) {
      super(
          "CHANGE-002 "
              + version
              + " is the number of "
              + String.join(" and ", files)
              + ". Nothing was recorded. Give each a number of its own first.");
    }
  }

  /** The retirement is recorded and its file kept its name. */
  public static final class NotRenamed extends ChangeRefused {
    private static final long serialVersionUID = 1L;

    NotRenamed(SourceFile file, IOException cause) {
      super(
          "CHANGE-003 "
              + file.version()
              + " is retired on record and never runs, but its file could not be renamed ("
              + cause.getClass().getSimpleName()
              + "). Rename "
              + file.file()
              + " to "
              + Naming.retiredName(file.file())
              + ".",
          cause);
    }
  }
}
