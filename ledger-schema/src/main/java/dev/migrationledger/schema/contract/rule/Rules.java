package dev.migrationledger.schema.contract.rule;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * All that a contract says.
 *
 * @param file where it is written
 * @param schema the schema of names that name none
 * @param tables tables and views
 * @param enums enum types
 */
public record Rules(String file, String schema, List<TableRule> tables, List<EnumRule> enums) {

  public Rules {
    requireNonNull(file, "file");
    requireNonNull(schema, "schema");
    tables = List.copyOf(tables);
    enums = List.copyOf(enums);
  }
}
