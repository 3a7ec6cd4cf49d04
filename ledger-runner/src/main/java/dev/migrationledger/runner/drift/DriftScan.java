package dev.migrationledger.runner.drift;

import dev.migrationledger.domain.command.ObserveDrift;
import dev.migrationledger.domain.command.RecordSchema;
import dev.migrationledger.domain.command.SettleDrift;
import dev.migrationledger.domain.schema.DriftEnd;
import dev.migrationledger.domain.schema.ObservedDrift;
import dev.migrationledger.runner.plan.OpenRunSettler;
import dev.migrationledger.runner.schema.LiveSchema;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.ddl.Ddl;
import dev.migrationledger.schema.ddl.SchemaDdl;
import dev.migrationledger.schema.diff.ObjectChange;
import dev.migrationledger.schema.diff.SchemaDiff;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the target with what the ledger goes by. It looks once, however much is asked of it:
 * what it settles is what it has shown.
 */
public final class DriftScan {

  private final TargetSession session;
  private final SchemaRecord recorder;
  private @Nullable Look look;

  /** What the ledger goes by, and what is there. */
  private record Look(SchemaSnapshot recorded, SchemaSnapshot live) {

    List<ObjectChange> changes(List<String> objects) {
      return SchemaDiff.between(recorded, live).stream()
          .filter(change -> objects.isEmpty() || objects.contains(Differences.label(change)))
          .toList();
    }
  }

  /** A scan; it records for the recorder's actor. */
  public DriftScan(TargetSession session, SchemaRecord recorder) {
    this.session = session;
    this.recorder = recorder;
  }

  /**
   * What a scan saw.
   *
   * @param recorded the hash of what the ledger goes by
   * @param live the hash of what is there
   * @param observed every difference
   */
  public record Seen(String recorded, String live, List<ObservedDrift> observed) {

    public Seen {
      observed = List.copyOf(observed);
    }
  }

  /**
   * Looks, and records what is new.
   *
   * @throws UndecidableDrift when it cannot be judged; nothing is recorded then
   * @throws dev.migrationledger.schema.catalog.SnapshotFailure when the schema cannot be read
   */
  public Seen scan() {
    var seen = look();
    var observed =
        new Differences(session, recorder.ledger(), recorder.target())
            .between(seen.recorded(), seen.live());
    recorder.send(new ObserveDrift(recorder.target(), seen.recorded().hash(), observed));
    return new Seen(seen.recorded().hash(), seen.live().hash(), observed);
  }

  /**
   * What does not agree when the migrations' own result is laid beside; records nothing.
   *
   * @param replay the schema that the migrations make of an empty database
   * @param roles who the replay may have run as
   */
  public List<ThreeWay.Difference> beside(SchemaSnapshot replay, Set<String> roles) {
    var seen = look();
    return ThreeWay.between(seen.recorded(), seen.live(), LiveSchema.withoutSecrets(replay), roles);
  }

  private Look look() {
    var seen = look;
    if (seen == null) {
      requireAllRecorded();
      var known = recorder.state().schema();
      RecordedSchema.requireCurrent(known);
      var live = LiveSchema.of(session);
      seen = new Look(RecordedSchema.beside(live, recorder.ledger(), known), live);
      look = seen;
    }
    return seen;
  }

  private void requireAllRecorded() {
    var state = recorder.state();
    if (state.run().isOpen() && OpenRunSettler.isAhead(state, session.receipts())) {
      throw new UndecidableDrift(
          DriftCode.RUN_CUT_OFF,
          "run %s was cut off, and the receipts tell more of it than the ledger"
              .formatted(state.run().id()));
    }
  }

  /**
   * Lets objects stay as they are.
   *
   * @param objects which, each as {@code column public.users.email}; all when there is none
   * @return those that stay
   */
  public List<String> settle(List<String> objects, DriftEnd end, String reason) {
    scan();
    var seen = look();
    var wanted = seen.changes(objects);
    var named = wanted.stream().map(Differences::label).toList();
    var unknown = objects.stream().filter(object -> !named.contains(object)).toList();
    if (!unknown.isEmpty()) {
      throw new NoSuchDrift(unknown);
    }
    if (named.isEmpty()) {
      return List.of();
    }
    var taken = new Taking(seen.recorded(), seen.live()).with(wanted);
    var schema = RecordedSchema.keep(recorder.ledger(), taken);
    recorder.send(
        new SettleDrift(recorder.target(), named, end, reason, schema, seen.live().hash()));
    look = new Look(taken, seen.live());
    return named;
  }

  /**
   * The SQL of a migration that makes what differs, and does nothing where it is already.
   *
   * @param objects which, each as {@code column public.users.email}; all when there is none
   */
  public Ddl adopting(List<String> objects) {
    var seen = look();
    return SchemaDdl.adopting(seen.changes(objects), seen.recorded(), seen.live());
  }

  /** Goes by what is there now, whatever was before. */
  public SchemaSnapshot takeAsIs(String reason) {
    requireAllRecorded();
    var live = LiveSchema.of(session);
    var open = List.copyOf(recorder.state().schema().drift().keySet());
    var schema = RecordedSchema.keep(recorder.ledger(), live);
    recorder.send(
        open.isEmpty()
            ? new RecordSchema(
                recorder.target(), "", schema, live.hash(), Findings.takenAsIs(reason))
            : new SettleDrift(
                recorder.target(), open, DriftEnd.ACCEPTED, reason, schema, live.hash()));
    look = new Look(live, live);
    return live;
  }
}
