package dev.migrationledger.schema.contract;

import dev.migrationledger.schema.catalog.Scope;
import dev.migrationledger.schema.contract.rule.QualifiedName;
import dev.migrationledger.schema.contract.rule.Rules;
import dev.migrationledger.schema.contract.rule.TableRule;
import dev.migrationledger.schema.object.CatalogKind;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The part of a schema that contracts speak of. */
final class ContractScope {

  private static final Set<CatalogKind> KINDS =
      EnumSet.of(
          CatalogKind.TYPE,
          CatalogKind.DOMAIN,
          CatalogKind.TABLE,
          CatalogKind.COLUMN,
          CatalogKind.CONSTRAINT,
          CatalogKind.VIEW,
          CatalogKind.MATERIALIZED_VIEW,
          CatalogKind.INDEX);

  private ContractScope() {}

  static Scope of(Rules rules) {
    return Scope.of(KINDS)
        .onTables(
            rules.tables().stream()
                .map(TableRule::name)
                .map(ContractScope::table)
                .collect(Collectors.toSet()));
  }

  static Scope ofAllTables() {
    return Scope.of(KINDS);
  }

  private static Scope.Table table(QualifiedName name) {
    return new Scope.Table(name.schema(), name.name());
  }
}
