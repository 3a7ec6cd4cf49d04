package dev.migrationledger.runner.drift;

import dev.migrationledger.domain.command.ObserveDrift;
import dev.migrationledger.domain.command.RecordSchema;
import dev.migrationledger.domain.command.SettleDrift;
import dev.migrationledger.domain.schema.DriftEnd;
import dev.migrationledger.domain.schema.ObservedDrift;
import dev.migrationledger.runner.schema.LiveSchema;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.ddl.Ddl;
import dev.migrationledger.schema.ddl.SchemaDdl;
import dev.migrationledger.schema.diff.SchemaDiff;
import java.util.List;
import java.util.Set;

/** Compares the target with what the ledger goes by. */
public final class DriftScan {

  private final TargetSession session;
  private final SchemaRecord recorder;

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
    var recorded = recorded();
    var live = LiveSchema.of(session);
    var observed =
        new Differences(session, recorder.ledger(), recorder.target()).between(recorded, live);
    recorder.send(new ObserveDrift(recorder.target(), recorded.hash(), observed));
    return new Seen(recorded.hash(), live.hash(), observed);
  }

  /**
   * What does not agree when the migrations' own result is laid beside; records nothing.
   *
   * @param replay the schema that the migrations make of an empty database
   * @param roles who the replay may have run as
   */
  public List<ThreeWay.Difference> beside(SchemaSnapshot replay, Set<String> roles) {
    return ThreeWay.between(
        recorded(), LiveSchema.of(session), LiveSchema.withoutSecrets(replay), roles);
  }

  private SchemaSnapshot recorded() {
    var known = recorder.state().schema();
    var recorded = RecordedSchema.of(recorder.ledger(), known);
    if (!known.isCurrent()) {
      throw new UndecidableDrift(
          DriftCode.BEHIND,
          "a migration has run since snapshot " + recorded.hash().substring(0, 12));
    }
    return recorded;
  }

  /**
   * Lets objects stay as they are.
   *
   * @param objects which, each as {@code column public.users.email}; all when there is none
   * @return those that stay
   */
  public List<String> settle(List<String> objects, DriftEnd end, String reason) {
    scan();
    var recorded = recorded();
    var live = LiveSchema.of(session);
    var changes = SchemaDiff.between(recorded, live);
    var labels = changes.stream().map(Differences::label).toList();
    var unknown = objects.stream().filter(object -> !labels.contains(object)).toList();
    if (!unknown.isEmpty()) {
      throw new NoSuchDrift(unknown);
    }
    var wanted =
        changes.stream()
            .filter(change -> objects.isEmpty() || objects.contains(Differences.label(change)))
            .toList();
    var named = wanted.stream().map(Differences::label).toList();
    if (named.isEmpty()) {
      return List.of();
    }
    var schema = RecordedSchema.keep(recorder.ledger(), new Taking(recorded, live).with(wanted));
    recorder.send(new SettleDrift(recorder.target(), named, end, reason, schema, live.hash()));
    return named;
  }

  /**
   * The SQL of a migration that makes what differs, and does nothing where it is already.
   *
   * @param objects which, each as {@code column public.users.email}; all when there is none
   */
  public Ddl adopting(List<String> objects) {
    var recorded = recorded();
    var live = LiveSchema.of(session);
    var wanted =
        SchemaDiff.between(recorded, live).stream()
            .filter(change -> objects.isEmpty() || objects.contains(Differences.label(change)))
            .toList();
    return SchemaDdl.adopting(wanted, recorded, live);
  }

  /** Goes by what is there now, whatever was before. */
  public SchemaSnapshot takeAsIs(String reason) {
    var live = LiveSchema.of(session);
    var open = List.copyOf(recorder.state().schema().drift().keySet());
    var schema = RecordedSchema.keep(recorder.ledger(), live);
    recorder.send(
        open.isEmpty()
            ? new RecordSchema(
                recorder.target(), "", schema, live.hash(), Findings.takenAsIs(reason))
            : new SettleDrift(
                recorder.target(), open, DriftEnd.ACCEPTED, reason, schema, live.hash()));
    return live;
  }
}
