package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.history.ImportedRow;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Takes another tool's history over.
 *
 * @param target the target it is for
 * @param tool the tool, in lower case
 * @param table the table the rows are from, with its schema
 * @param rows the rows, in that history's order
 * @param reason why
 */
public record ImportHistory(
    @TargetAggregateIdentifier String target,
    String tool,
    String table,
    List<ImportedRow> rows,
    String reason)
    implements LedgerCommand {

  public ImportHistory {
    requireNonNull(target, "target");
    requireNonNull(tool, "tool");
    requireNonNull(table, "table");
    rows = List.copyOf(rows);
    requireNonNull(reason, "reason");
  }
}
