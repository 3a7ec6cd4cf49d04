package dev.migrationledger.runner.verify;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.execute.work.Verification;
import dev.migrationledger.runner.schema.LiveSchema;
import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.catalog.SnapshotFailure;
import java.sql.Connection;
import java.util.List;
import java.util.function.Function;

/** Looks at the whole schema that a script leaves, before that is kept. */
public final class WholeSchema implements Verification {

  private final Function<SchemaSnapshot, List<Finding>> judge;
  private final Function<SnapshotFailure, Finding> notLooked;

  /**
   * A look.
   *
   * @param judge what is wrong with the schema
   * @param notLooked what is told when it cannot be read
   */
  public WholeSchema(
      Function<SchemaSnapshot, List<Finding>> judge, Function<SnapshotFailure, Finding> notLooked) {
    this.judge = judge;
    this.notLooked = notLooked;
  }

  @Override
  public boolean isWanted() {
    return true;
  }

  @Override
  public String question() {
    return "";
  }

  @Override
  public List<Finding> judge(List<List<String>> answer, Connection connection) {
    try {
      return judge.apply(LiveSchema.inside(connection));
    } catch (SnapshotFailure e) {
      return List.of(notLooked.apply(e));
    }
  }
}
