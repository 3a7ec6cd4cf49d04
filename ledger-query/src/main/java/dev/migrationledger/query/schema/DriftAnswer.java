package dev.migrationledger.query.schema;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.answer.Moment;
import java.util.List;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The objects of a target that were found to differ, newest first.
 *
 * @param schema the answer's shape
 * @param target the target
 * @param asOf the index of the last event it covers
 * @param changes one for each time that an object was found to differ
 */
public record DriftAnswer(String schema, String target, long asOf, List<Line> changes) {

  /** Nothing is known of the target. */
  public static DriftAnswer nothing(String target, long asOf) {
    return new DriftAnswer("ledger/drift-history/v1", target, asOf, List.of());
  }

  public DriftAnswer {
    changes = List.copyOf(changes);
  }

  /**
   * One object that was found to differ.
   *
   * @param objectKind what sort of object, e.g. {@code column}
   * @param object its name
   * @param change how it differs: added, removed, changed or renamed
   * @param before what the ledger says, {@code null} when it was not there
   * @param after what was found, {@code null} when it is not there
   * @param since the last look that found what the ledger says
   * @param by who did it, empty when nobody is known
   * @param grade how well that is known
   * @param gradeEvidence what tells it
   * @param lastMigration the last migration that names the object, empty when none does
   * @param undoSql what would undo it
   * @param state {@code open}, {@code undone}, {@code accepted} or {@code adopted}
   * @param detectedAt when it was found
   * @param detectedBy who looked
   * @param endedAt when it ended
   * @param endedBy who ended it, empty while it is open
   * @param reason why it ended so, empty while it is open
   * @param evidence the events it rests on
   */
  public record Line(
      String objectKind,
      String object,
      String change,
      @JsonRawValue @JsonDeserialize(using = RawJson.class) String before,
      @JsonRawValue @JsonDeserialize(using = RawJson.class) String after,
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
