package dev.migrationledger.schema.contract.check;

import dev.migrationledger.schema.contract.rule.ContractCode;
import dev.migrationledger.schema.contract.rule.Terms;
import dev.migrationledger.schema.contract.rule.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The violations found so far. */
final class Findings {

  private final List<Violation> violations = new ArrayList<>();

  /** One more; without a remedy of its own it has that of its code. */
  void add(ContractCode code, Terms terms, String subject, String message, String remedy) {
    violations.add(
        new Violation(
            code,
            terms.optional(),
            terms.place(),
            subject,
            message,
            remedy.isEmpty() ? code.remedy() : remedy));
  }

  List<Violation> inOrder() {
    return violations.stream()
        .sorted(
            Comparator.<Violation>comparingInt(v -> v.place().line())
                .thenComparingInt(v -> v.place().column()))
        .toList();
  }
}
