package dev.migrationledger.runner.history;

import java.util.List;
import java.util.stream.Collectors;

/** A history cannot be read. Nothing was recorded then. */
public abstract sealed class HistoryRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private HistoryRefused(String message) {
    super(message);
  }

  /** No table looks like a tool's. */
  public static final class NoHistory extends HistoryRefused {
    private static final long serialVersionUID = 1L;

    NoHistory(String what, String remedy) {
      super("IMPORT-020 " + what + " Nothing was recorded. " + remedy);
    }
  }

  /** Several tables do. */
  public static final class SeveralHistories extends HistoryRefused {
    private static final long serialVersionUID = 1L;

    SeveralHistories(List<HistoryTable> tables) {
      super(
          "IMPORT-021 this database holds "
              + tables.size()
              + " histories: "
              + tables.stream()
                  .map(t -> t.tool().word() + " in " + t.label())
                  .collect(Collectors.joining(", "))
              + ". Nothing was recorded. Choose one with --from, and --table <schema.table> where"
              + " that is not enough, e.g. --from "
              + tables.getFirst().tool().word()
              + " --table "
              + tables.getFirst().label()
              + ".");
    }
  }

  /** A table has not the columns that are asked for. */
  public static final class OtherColumns extends HistoryRefused {
    private static final long serialVersionUID = 1L;

    OtherColumns(HistoryTable table, List<String> missing) {
      super(
          "IMPORT-022 the table "
              + table.label()
              + " is not a history of "
              + table.tool().word()
              + " that this program knows: it has no column "
              + String.join(", ", missing)
              + " (its columns: "
              + table.columns().stream().map(Column::name).collect(Collectors.joining(", "))
              + "). Nothing was recorded. Read it with --from table, --version and the other"
              + " column options, or name another with --table.");
    }
  }

  /** The target does not answer. */
  public static final class NotAnswered extends HistoryRefused {
    private static final long serialVersionUID = 1L;

    NotAnswered(String why) {
      super(
          "IMPORT-024 the target could not be asked which tables it holds: "
              + why
              + ". Nothing was recorded. Run the command again when it answers.");
    }
  }

  /** The role may not read it. */
  public static final class NotReadable extends HistoryRefused {
    private static final long serialVersionUID = 1L;

    NotReadable(HistoryTable table, String why) {
      super(
          "IMPORT-023 the table "
              + table.label()
              + " cannot be read: "
              + why
              + ". Nothing was recorded. Grant it with GRANT USAGE ON SCHEMA "
              + HistoryTable.quoted(table.schema())
              + " and GRANT SELECT ON "
              + table.sql()
              + " to the role, or run as its owner.");
    }
  }
}
