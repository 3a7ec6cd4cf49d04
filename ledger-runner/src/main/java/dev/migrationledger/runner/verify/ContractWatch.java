package dev.migrationledger.runner.verify;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.schema.catalog.SnapshotFailure;
import dev.migrationledger.schema.contract.Contract;
import dev.migrationledger.schema.contract.rule.ContractCode;
import dev.migrationledger.schema.contract.rule.Place;
import dev.migrationledger.schema.contract.rule.Violation;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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

  private static ContractWatch start(Contract contract, long head, Connection connection) {
    return new ContractWatch(contract, head, contract.check(contract.named(connection), head));
  }

  /**
   * Looks before a run, when there is a contract. Nobody can tell what the run breaks when nobody
   * could look before.
   *
   * @param done the highest version that is done
   * @param told takes the finding that nobody looked
   */
  public static Optional<ContractWatch> start(
      Optional<Contract> contract,
      Optional<Version> done,
      Connection connection,
      Consumer<Finding> told) {
    try {
      var head = done.map(Version::number).orElse(0L);
      return contract.map(rules -> start(rules, head, connection));
    } catch (SnapshotFailure e) {
      told.accept(notLooked(e));
      return Optional.empty();
    }
  }

  /** What a migration has broken; looks within its transaction. */
  List<Finding> after(Version version, Connection connection) {
    var now = Math.max(head, version.number());
    try {
      var named = contract.namedInside(connection);
      var violations = contract.check(named, now);
      var inForceBefore = contract.check(named, head);
      var broken =
          violations.stream()
              .filter(violation -> !violation.warning())
              .filter(violation ->
                  !inForceBefore.contains(violation)
                      || known.stream().noneMatch(before -> covers(before, violation)))
              .map(Rule::of)
              .collect(Collectors.toSet());
      head = now;
      known = violations;
      return broken.isEmpty()
          ? List.of()
          : contract.check(contract.allInside(connection), now).stream()
              .filter(violation -> broken.contains(Rule.of(violation)))
              .map(violation -> finding(VerifyCode.CONTRACT_BROKEN, violation))
              .toList();
    } catch (SnapshotFailure e) {
      return List.of(notLooked(e));
    }
  }

  /** What is not kept after the run, though no migration of it broke it. */
  List<Finding> left(Connection connection) {
    if (known.isEmpty()) {
      return List.of();
    }
    try {
      return contract.check(connection, head).stream()
          .map(violation -> finding(VerifyCode.NOT_KEPT_YET, violation))
          .toList();
    } catch (SnapshotFailure e) {
      return List.of(notLooked(e));
    }
  }

  /** The contract could not be held against the target. */
  private static Finding notLooked(SnapshotFailure failure) {
    return VerifyCode.NOT_LOOKED.of("", String.valueOf(failure.getMessage()));
  }

  /** Which rule is broken how: it is told with more or fewer words. */
  private record Rule(Place place, ContractCode code, String subject) {

    static Rule of(Violation violation) {
      return new Rule(violation.place(), violation.code(), violation.subject());
    }
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
