package dev.migrationledger.query.schema;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.answer.Moment;
import java.util.List;

/**
 * The objects of a target that were found to differ, newest first.
 *
 * @param schema the answer's shape
 * @param target the target
 * @param asOf the index of the last event it covers
 * @param changes one for each time that an object was found to differ
 */
public record DriftAnswer(String schema, String target, long asOf, List<Line> changes) {

  public DriftAnswer {
    changes = List.copyOf(changes);
  }

  /**
   * One object, before and after as JSON, {@code null} when it is not there; since is the last look
   * that found what the ledger says.
   */
  public record Line(
      String objectKind,
      String object,
      String change,
      @JsonRawValue String before,
      @JsonRawValue String after,
      Moment since,
      String by,
      String grade,
      String gradeEvidence,
      String lastMigration,
      String undoSql,
      String state,
      Moment detectedAt,
      String detectedBy,
      Moment endedAt,
      String endedBy,
      String reason,
      List<Evidence> evidence) {}
}
