package dev.migrationledger.runner.ci;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.contract.Contract;
import dev.migrationledger.schema.contract.rule.ContractCode;
import dev.migrationledger.schema.contract.rule.ContractProblem;
import dev.migrationledger.schema.contract.rule.Place;
import java.util.List;
import java.util.Optional;

/** Holds the schema that all migrations make against what an application requires. */
final class ContractCheck {

  private final CiContract contract;

  ContractCheck(CiContract contract) {
    this.contract = contract;
  }

  /**
   * All rules hold, whatever version they begin with: every migration has run.
   *
   * @param schema what they make; nothing when that is not known
   * @param merged what the note adds about it
   */
  void check(Optional<SchemaSnapshot> schema, String merged, Checks checks) {
    var started = System.nanoTime();
    try {
      var rules = Contract.read(contract.file());
      if (schema.isEmpty()) {
        checks.skip(Ci.CONTRACT, "the replay did not come to its end");
      } else {
        checks.done(Ci.CONTRACT, note(rules) + merged, broken(rules, schema.get()), started);
      }
    } catch (ContractProblem e) {
      var findings =
          e.mistakes().stream()
              .map(
                  m -> finding(m.code(), Severity.ERROR, m.place(), m.message(), m.code().remedy()))
              .toList();
      checks.done(Ci.CONTRACT, contract.name() + ", which cannot be read", findings, started);
    }
  }

  private String note(Contract rules) {
    return "%s, %s of %s"
        .formatted(
            Checks.counted(rules.rules().tables().size(), "table"),
            Checks.counted(rules.rules().enums().size(), "enum"),
            contract.name());
  }

  private List<Finding> broken(Contract rules, SchemaSnapshot schema) {
    return rules.check(schema, Contract.EVERY_VERSION).stream()
        .map(v ->
            finding(
                v.code(),
                v.warning() ? Severity.WARNING : Severity.ERROR,
                v.place(),
                v.message(),
                v.remedy()))
        .toList();
  }

  private Finding finding(
      ContractCode code, Severity severity, Place place, String message, String remedy) {
    return new Finding(
        code.code(), severity, contract.name(), place.line(), place.column(), message, remedy);
  }
}
