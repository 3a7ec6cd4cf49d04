package dev.migrationledger.runner.drift;

import dev.migrationledger.domain.ledger.SchemaState;
import dev.migrationledger.domain.schema.KnownSchema;
import dev.migrationledger.runner.record.LedgerGateway;
import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.catalog.SnapshotFailure;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import dev.migrationledger.store.log.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The schema that the ledger goes by, as it keeps it. */
public final class RecordedSchema {

  private RecordedSchema() {}

  /**
   * Reads it.
   *
   * @throws UndecidableDrift when there is none, or it is not the one that was recorded
   */
  public static SchemaSnapshot of(LedgerGateway ledger, SchemaState state) {
    requireKnown(state);
    var text = ledger.text(state.schema().content());
    if (text.isEmpty()) {
      throw new UndecidableDrift(
          DriftCode.TEXT_LOST, "snapshot " + brief(state) + " is not kept any more");
    }
    try {
      var snapshot = SchemaSnapshot.parse(text.get());
      if (snapshot.hash().equals(state.schema().hash())) {
        return snapshot;
      }
      throw new UndecidableDrift(
          DriftCode.TEXT_LOST,
          "the kept text is snapshot %s, not the recorded %s"
              .formatted(snapshot.hash().substring(0, 12), brief(state)));
    } catch (SnapshotFailure e) {
      throw new UndecidableDrift(DriftCode.TEXT_LOST, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The same for somebody who has a snapshot at hand: when it is the one that was recorded, as it
   * mostly is, the kept text need not be read.
   *
   * @throws UndecidableDrift when there is none, or it is not the one that was recorded
   */
  static SchemaSnapshot beside(SchemaSnapshot live, LedgerGateway ledger, SchemaState state) {
    return live.hash().equals(state.schema().hash()) ? live : of(ledger, state);
  }

  /**
   * What the ledger goes by can be compared with what is there.
   *
   * @throws UndecidableDrift when nobody has looked yet, or not since the last migration
   */
  static void requireCurrent(SchemaState state) {
    requireKnown(state);
    if (!state.isCurrent()) {
      throw new UndecidableDrift(
          DriftCode.BEHIND, "a migration has run since snapshot " + brief(state));
    }
  }

  private static void requireKnown(SchemaState state) {
    if (!state.schema().isKnown()) {
      throw new UndecidableDrift(DriftCode.NEVER_LOOKED, "nobody has looked at the schema yet");
    }
  }

  private static String brief(SchemaState state) {
    return state.schema().hash().substring(0, 12);
  }

  /** Keeps a snapshot's text, once however often it is kept. */
  public static KnownSchema keep(LedgerGateway ledger, SchemaSnapshot snapshot) {
    var content = Content.once(snapshot.json());
    ledger.keep(List.of(content));
    return new KnownSchema(snapshot.hash(), snapshot.size(), content.commitment());
  }

  /**
   * What the ledger goes by after a run: what it went by before, with every object that the run
   * changed as the run has left it.
   *
   * @param before what the ledger went by
   * @param start what was there when the run began
   * @param end what was there when it ended
   */
  static SchemaSnapshot after(SchemaSnapshot before, SchemaSnapshot start, SchemaSnapshot end) {
    if (before.equals(start)) {
      return end;
    }
    var keys = new TreeSet<ObjectKey>();
    for (var snapshot : List.of(before, start, end)) {
      snapshot.objects().stream().map(CatalogObject::key).forEach(keys::add);
    }
    var objects = new ArrayList<CatalogObject>();
    for (var key : keys) {
      Optional<CatalogObject> now = end.find(key);
      (start.find(key).equals(now) ? before.find(key) : now).ifPresent(objects::add);
    }
    return SchemaSnapshot.of(objects);
  }
}
