package dev.migrationledger.runner.verify;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.execute.work.Verification;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.target.TargetSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The room's entry: what is looked at after each migration of a run. */
public final class Verifications {

  private final ScriptPromises promises;
  private final Optional<ContractWatch> contract;
  private final Orphans orphans = new Orphans();

  /**
   * For one run.
   *
   * @param promises of the scripts that were read before it
   * @param contract what the application requires, where there is such a contract
   */
  public Verifications(ScriptPromises promises, Optional<ContractWatch> contract) {
    this.promises = promises;
    this.contract = contract;
  }

  /** The one for a script; a script that was not read is only held against the contract. */
  public Verification of(ParsedScript script) {
    var file = script.source().file();
    var said = promises.of(file).orElseGet(ScriptPromises.Said::nothing);
    return new MigrationVerification(file, script.source().version(), said, contract, orphans);
  }

  /** What is to be told of the whole when all migrations are kept. */
  public List<Finding> left(TargetSession session) {
    var left = new ArrayList<>(orphans.count(session));
    if (!promises.isAsked()) {
      left.add(
          VerifyCode.LEFT_ALONE.of(
              "",
              "what each migration has made was not held against its script: more than 100 were"
                  + " pending on a target that held nothing"));
    }
    contract.ifPresent(watch -> left.addAll(watch.left(session.connection())));
    return left;
  }
}
