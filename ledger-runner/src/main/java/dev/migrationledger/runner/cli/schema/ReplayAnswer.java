package dev.migrationledger.runner.cli.schema;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.migrationledger.query.schema.DriftAnswer;
import dev.migrationledger.runner.cli.answer.FindingAnswer;
import dev.migrationledger.runner.drift.ThreeWay;
import dev.migrationledger.runner.shadow.HeadReplay;
import dev.migrationledger.schema.object.CatalogObject;
import java.util.List;
import java.util.Optional;

/**
 * What drift answers when the replay was asked for, too.
 *
 * @param schema the answer's shape, that of drift
 * @param replay the replay beside it
 */
record ReplayAnswer(
    String schema, String target, long asOf, List<DriftAnswer.Line> changes, Replay replay) {

  /**
   * The replay, and every object about which not all three tell the same.
   *
   * @param agrees whether it came to its end and all three tell the same of every object
   * @param migrations how many are done on the target and were replayed
   * @param notes what was replayed otherwise than it ran
   */
  record Replay(
      boolean agrees,
      String serverVersion,
      int migrations,
      List<String> notes,
      List<Line> objects,
      List<FindingAnswer> findings) {}

  /** One object, as each of the three has it; {@code null} where it is not there. */
  record Line(
      String objectKind,
      String object,
      String says,
      boolean liveIsLedger,
      boolean liveIsReplay,
      boolean ledgerIsReplay,
      @JsonRawValue String ledger,
      @JsonRawValue String live,
      @JsonRawValue String replay) {}

  static ReplayAnswer of(
      DriftAnswer drift, HeadReplay head, List<ThreeWay.Difference> differences) {
    var replayed = head.replayed();
    return new ReplayAnswer(
        "ledger/drift/v1",
        drift.target(),
        drift.asOf(),
        drift.changes(),
        new Replay(
            differences.isEmpty() && !replayed.failed(),
            replayed.serverVersion(),
            replayed.migrations().size(),
            head.notes(),
            differences.stream().map(ReplayAnswer::line).toList(),
            FindingAnswer.of(replayed.findings())));
  }

  private static Line line(ThreeWay.Difference d) {
    return new Line(
        d.key().kind().words(),
        d.key().qualified(),
        d.said(),
        d.liveIsLedger(),
        d.liveIsReplay(),
        d.ledgerIsReplay(),
        json(d.ledger()),
        json(d.live()),
        json(d.replay()));
  }

  private static String json(Optional<CatalogObject> object) {
    return object.map(CatalogObject::json).orElse("null");
  }
}
