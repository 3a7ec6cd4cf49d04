package dev.migrationledger.runner.verify;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.execute.work.Verification;
import dev.migrationledger.runner.verify.written.Told;
import dev.migrationledger.runner.verify.written.WrittenLook;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Holds what one migration has done against its script and the contract. */
final class MigrationVerification implements Verification {

  private final String file;
  private final Version version;
  private final ScriptPromises.Said said;
  private final PromiseCheck check;
  private final WrittenLook written;
  private final Optional<ContractWatch> contract;
  private final Orphans orphans;

  MigrationVerification(
      String file,
      Version version,
      ScriptPromises.Said said,
      Optional<ContractWatch> contract,
      Orphans orphans) {
    this.file = file;
    this.orphans = orphans;
    this.version = version;
    this.said = said;
    this.check = new PromiseCheck(file, said.promised(), said.touched());
    this.written = new WrittenLook(said.claims());
    this.contract = contract;
  }

  @Override
  public boolean isWanted() {
    return contract.isPresent() || !question().isEmpty() || written.isWanted();
  }

  @Override
  public String before(boolean inTransaction) {
    return written.before(inTransaction);
  }

  @Override
  public String question() {
    return check.question();
  }

  @Override
  public List<Finding> judge(List<List<String>> answer, Connection connection) {
    var findings = new ArrayList<Finding>();
    if (!question().isEmpty()) {
      check.judge(new CatalogAnswer(answer), orphans).stream()
          .map(this::unlessIgnored)
          .forEach(findings::add);
    }
    written.look(connection).stream()
        .map(this::finding)
        .map(this::unlessIgnored)
        .forEach(findings::add);
    contract.ifPresent(watch -> findings.addAll(watch.after(version, connection)));
    findings.sort(
        Comparator.comparing(Finding::severity)
            .thenComparing(Finding::file)
            .thenComparingInt(Finding::line)
            .thenComparingInt(Finding::column)
            .thenComparing(Finding::code));
    return findings;
  }

  private Finding finding(Told told) {
    var place = told.place();
    return switch (told.sort()) {
      case SHAPE -> VerifyCode.OTHER.at(file, place.line(), place.column(), told.message());
      case RIGHT -> VerifyCode.RIGHT.at(file, place.line(), place.column(), told.message());
      case IN_VAIN -> VerifyCode.IN_VAIN.at(file, place.line(), place.column(), told.message());
      case LEFT -> VerifyCode.LEFT_OVER.at(file, place.line(), place.column(), told.message());
      case NOT_LOOKED -> VerifyCode.NOT_LOOKED.of(file, told.message());
    };
  }

  private Finding unlessIgnored(Finding finding) {
    var reason = said.ignored().get(finding.code());
    return reason == null
        ? finding
        : new Finding(
            finding.code(),
            Severity.WARNING,
            finding.file(),
            finding.line(),
            finding.column(),
            finding.message() + " (let pass by the file, because " + reason + ")",
            finding.remedy());
  }
}
