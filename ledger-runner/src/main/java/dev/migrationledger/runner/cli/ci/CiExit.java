package dev.migrationledger.runner.cli.ci;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.ci.Ci;
import dev.migrationledger.runner.ci.CiCheck;
import dev.migrationledger.runner.ci.CiCode;
import dev.migrationledger.runner.ci.CiReport;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.schema.contract.rule.ContractCode;
import java.util.List;
import java.util.Set;

/** What the exit status says of a report. */
final class CiExit {

  private static final Set<String> NOT_READ =
      Set.of(
          ContractCode.UNREADABLE.code(),
          ContractCode.UNKNOWN_KEY.code(),
          ContractCode.BAD_VALUE.code(),
          ContractCode.SAID_TWICE.code());

  private CiExit() {}

  /**
   * What failed weighs more than what was refused, then come the contract and what is not known.
   */
  static ExitCode of(CiReport report) {
    if (report.failed(Ci.REPLAY)) {
      return ExitCode.MIGRATION_FAILED;
    }
    var others =
        blocking(report.checks().stream().filter(c -> !c.name().equals(Ci.CONTRACT)).toList());
    if (others.stream().anyMatch(f -> !f.code().equals(CiCode.UNDECIDED.code()))) {
      return ExitCode.REFUSED;
    }
    if (report.failed(Ci.CONTRACT)) {
      return report.findings().stream().anyMatch(f -> NOT_READ.contains(f.code()))
          ? ExitCode.USAGE
          : ExitCode.DRIFT;
    }
    return others.isEmpty() ? ExitCode.DONE : ExitCode.UNREACHABLE;
  }

  private static List<Finding> blocking(List<CiCheck> checks) {
    return checks.stream().flatMap(c -> c.findings().stream()).filter(Finding::blocks).toList();
  }
}
