package dev.migrationledger.runner.verify;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.schema.catalog.SnapshotFailure;
import dev.migrationledger.schema.contract.Contract;
import dev.migrationledger.schema.contract.rule.Violation;
import java.sql.Connection;
import java.util.List;

/**
 * Holds a target against a contract from migration to migration. A migration may not break a rule
 * that was kept before it, and has to keep those that begin with its version; what was not kept
 * before the run may come with a later migration.
 */
public final class ContractWatch {

  private final Contract contract;
  private long head;
  private List<Violation> known;

  private ContractWatch(Contract contract, long head, List<Violation> known) {
    this.contract = contract;
    this.head = head;
    this.known = known;
  }

  /**
   * Looks before a run.
   *
   * @param head the highest version that is done, 0 when none is
   * @throws SnapshotFailure when the target cannot be looked at
   */
  public static ContractWatch start(Contract contract, long head, Connection connection) {
    return new ContractWatch(contract, head, contract.check(connection, head));
  }

  /** What a migration has broken; looks within its transaction. */
  List<Finding> after(Version version, Connection connection) {
    var now = Math.max(head, version.number());
    try {
      var violations = contract.checkInside(connection, now);
      var inForceBefore =
          violations.isEmpty() || head == now ? violations : contract.checkInside(connection, head);
      var findings =
          violations.stream()
              .filter(violation -> !violation.warning())
              .filter(violation ->
                  !inForceBefore.contains(violation)
                      || known.stream().noneMatch(before -> covers(before, violation)))
              .map(violation -> finding(VerifyCode.CONTRACT_BROKEN, violation))
              .toList();
      head = now;
      known = violations;
      return findings;
    } catch (SnapshotFailure e) {
      return List.of(VerifyCode.NOT_LOOKED.of("", String.valueOf(e.getMessage())));
    }
  }

  /** What is not kept after the run, though no migration of it broke it. */
  List<Finding> left() {
    return known.stream().map(v -> finding(VerifyCode.NOT_KEPT_YET, v)).toList();
  }

  /** Of what was not there, nothing was as the contract has it. */
  private static boolean covers(Violation before, Violation now) {
    boolean missing =
        switch (before.code()) {
          case RELATION_MISSING, COLUMN_MISSING, ENUM_MISSING -> true;
          default -> false;
        };
    return missing
        ? now.subject().startsWith(before.subject())
        : now.subject().equals(before.subject()) && now.code() == before.code();
  }

  private static Finding finding(VerifyCode code, Violation violation) {
    var place = violation.place();
    return new Finding(
        code.code(),
        code.severity(),
        place.file(),
        place.line(),
        place.column(),
        violation.code().code() + ": " + violation.message(),
        violation.remedy().isEmpty() ? code.remedy() : violation.remedy());
  }
}
