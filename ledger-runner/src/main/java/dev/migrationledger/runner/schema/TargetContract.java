package dev.migrationledger.runner.schema;

import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.contract.Contract;
import dev.migrationledger.schema.contract.rule.Violation;
import java.util.List;

/** A target and the contract of an application on it. */
public final class TargetContract {

  private TargetContract() {}

  /**
   * The rules that hold at a version and that the target does not keep.
   *
   * @param head the version the target has come to, {@link Contract#EVERY_VERSION} when unknown
   */
  public static List<Violation> check(TargetSession session, Contract contract, long head) {
    return contract.check(session.connection(), head);
  }

  /** The text of the contract that the target keeps. */
  public static String generate(TargetSession session) {
    return Contract.generate(SchemaSnapshot.take(session.connection()));
  }
}
