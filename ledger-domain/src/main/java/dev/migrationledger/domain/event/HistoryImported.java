package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.history.ImportedRow;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * Rows of another tool's history were taken over. They are imported, not witnessed: the ledger
 * vouches for what the table said then, not for what it says happened.
 *
 * @param target the target it happened on
 * @param tool the tool, in lower case, e.g. {@code flyway}
 * @param table the table the rows are from, with its schema
 * @param rows the rows, in that history's order
 * @param reason why
 */
@Revision("1")
public record HistoryImported(
    String target, String tool, String table, List<ImportedRow> rows, String reason)
    implements LedgerEvent {

  public HistoryImported {
    requireNonNull(target, "target");
    requireNonNull(tool, "tool");
    requireNonNull(table, "table");
    rows = List.copyOf(rows);
    requireNonNull(reason, "reason");
  }
}
