package dev.migrationledger.runner.cli.contract;

import dev.migrationledger.schema.contract.rule.Violation;
import java.util.List;

/**
 * What a check of a contract answers.
 *
 * @param schema {@code ledger/contract/v1}
 * @param target the target
 * @param contract the contract's file
 * @param head the version whose rules were held; empty when all were
 * @param tables how many tables and views the contract names
 * @param enums how many enum types it names
 * @param errors how many required rules are broken
 * @param warnings how many optional rules are
 * @param violations each of them, in the contract's order
 */
record ContractAnswer(
    String schema,
    String target,
    String contract,
    String head,
    int tables,
    int enums,
    long errors,
    long warnings,
    List<Line> violations) {

  ContractAnswer {
    violations = List.copyOf(violations);
  }

  /** One violation. */
  record Line(
      String code,
      String severity,
      String file,
      int line,
      int column,
      String subject,
      String message,
      String remedy) {

    static Line of(Violation v) {
      return new Line(
          v.code().code(),
          v.severity(),
          v.place().file(),
          v.place().line(),
          v.place().column(),
          v.subject(),
          v.message(),
          v.remedy());
    }
  }
}
