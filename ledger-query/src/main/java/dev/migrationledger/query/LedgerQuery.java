package dev.migrationledger.query;

import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.ask.Answer;
import dev.migrationledger.query.ask.Asker;
import dev.migrationledger.query.ask.reply.Portion;
import dev.migrationledger.query.audit.AuditNames;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.audit.HistoryAnswer;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.query.capture.Attributed;
import dev.migrationledger.query.capture.Attributions;
import dev.migrationledger.query.capture.CaptureGaps;
import dev.migrationledger.query.capture.CaptureStates;
import dev.migrationledger.query.capture.DdlObservations;
import dev.migrationledger.query.capture.Sighting;
import dev.migrationledger.query.dependency.MigrationDependencies;
import dev.migrationledger.query.dependency.MigrationFacts;
import dev.migrationledger.query.dependency.MigrationObjects;
import dev.migrationledger.query.dependency.RecordedObject;
import dev.migrationledger.query.edit.EditHistory;
import dev.migrationledger.query.edit.EditQueries;
import dev.migrationledger.query.edit.EditsAnswer;
import dev.migrationledger.query.evidence.Proof;
import dev.migrationledger.query.projection.Installation;
import dev.migrationledger.query.projection.Positions;
import dev.migrationledger.query.projection.Projector;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Transactions;
import dev.migrationledger.query.replay.ProjectionCheck;
import dev.migrationledger.query.replay.RebuildAnswer;
import dev.migrationledger.query.replay.Replay;
import dev.migrationledger.query.run.Runs;
import dev.migrationledger.query.schema.DriftAnswer;
import dev.migrationledger.query.schema.DriftHistory;
import dev.migrationledger.query.schema.DriftQueries;
import dev.migrationledger.query.schema.SchemaValidationLog;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.query.status.StatusAnswer;
import dev.migrationledger.query.status.StatusQueries;
import dev.migrationledger.store.LedgerStore;
import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.log.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;

/** Asks the ledger. Safe for use by several threads; every call uses one connection. */
public final class LedgerQuery implements LedgerAnswers {

  private static final List<ReadModel> MODELS =
      List.of(
          SchemaMigrations.MODEL,
          EditHistory.MODEL,
          Runs.MODEL,
          AuditTrail.MODEL,
          MigrationDependencies.MODEL,
          MigrationObjects.MODEL,
          MigrationFacts.MODEL,
          DdlObservations.MODEL,
          CaptureGaps.MODEL,
          CaptureStates.MODEL,
          SchemaValidationLog.MODEL,
          DriftHistory.MODEL);

  private final DataSource ds;
  private final Projector projector;
  private final Replay replay;
  private final EditQueries edits;
  private final Attributions attributions;
  private final Asker asker;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  public LedgerQuery(DataSource ds, LedgerStore store) {
    this(ds, store, InstantSource.system());
  }

  /**
   * Asks a ledger.
   *
   * @param persons who is one person, where a question is whether somebody else approved
   */
  public LedgerQuery(DataSource ds, LedgerStore store, Persons persons) {
    this(
        ds,
        store.log(),
        new Proof(store::verify, InstantSource.system()),
        InstantSource.system(),
        persons);
  }

  /**
   * Asks a ledger.
   *
   * @param clock what a question's "today" is measured by
   */
  public LedgerQuery(DataSource ds, LedgerStore store, InstantSource clock) {
    this(ds, store.log(), new Proof(store::verify, clock), clock, Persons.AS_SIGNED);
  }

  /**
   * Asks a ledger.
   *
   * @param proof what is known of its integrity
   * @param clock what a question's "today" is measured by
   * @param persons who is one person, where a question is whether somebody else approved
   */
  public LedgerQuery(
      DataSource ds, EventLog log, Proof proof, InstantSource clock, Persons persons) {
    this.ds = ds;
    this.projector = new Projector(log, MODELS);
    this.replay = new Replay(log, MODELS);
    this.edits = new EditQueries(log);
    this.attributions = new Attributions(log);
    this.asker = new Asker(log, attributions, proof, clock, persons);
  }

  /**
   * Makes the tables of the read models, and makes those anew whose definition changed. Idempotent,
   * safe in several processes at once; the schema {@code ledger} must be there.
   *
   * @param c a connection outside a transaction
   */
  public static void install(Connection c) {
    Installation.install(c, MODELS);
  }

  /**
   * Takes in everything that was committed before the call.
   *
   * @return the index of the last event covered, −1 when there is none
   */
  public long catchUp() {
    return connected(this::catchUp);
  }

  /**
   * Takes in what a streaming processor delivers.
   *
   * @param events in order, without gaps; those already taken in are passed over
   */
  public long handle(List<StoredEvent> events) {
    return connected(c -> projector.handle(c, events));
  }

  @Override
  public StatusAnswer status(String target) {
    return answer((c, asOf) -> StatusQueries.status(c, target, asOf));
  }

  @Override
  public EditsAnswer edits(String target, Optional<Version> version) {
    var number = version.map(v -> OptionalLong.of(v.number())).orElseGet(OptionalLong::empty);
    return answer((c, asOf) -> edits.edits(c, target, number, asOf));
  }

  @Override
  public DriftAnswer drift(String target, boolean openOnly) {
    return answer((c, asOf) -> DriftQueries.drift(c, target, openOnly, asOf));
  }

  @Override
  public List<SchemaValidationLog.Look> schemas(String target) {
    return answer((c, asOf) -> SchemaValidationLog.looks(c, target));
  }

  @Override
  public Optional<Runs.OnTimeline> lastTimeline(String target) {
    return answer((c, asOf) -> Runs.lastTimeline(c, target));
  }

  @Override
  public HistoryAnswer history(String target, HistoryFilter filter) {
    return answer((c, asOf) -> AuditQueries.history(c, target, filter, asOf));
  }

  @Override
  public Answer ask(String target, String question) {
    return ask(target, question, Portion.WHOLE);
  }

  /**
   * Answers a part of a question.
   *
   * @throws dev.migrationledger.query.ask.MovedOn when it is a later part, and what it is about is
   *     no longer as it was
   */
  public Answer ask(String target, String question, Portion portion) {
    return answer((c, asOf) -> asker.answer(c, target, question, asOf, portion));
  }

  /** Who changed an object, as far as captured DDL tells. */
  public Attributed attribute(String target, Sighting sighting) {
    return answer((c, asOf) -> attributions.of(c, target, sighting));
  }

  @Override
  public List<RecordedObject> objects(String target) {
    return answer((c, asOf) -> MigrationObjects.all(c, target));
  }

  @Override
  public List<String> targets() {
    var targets = answer((c, asOf) -> AuditNames.targets(c));
    known.addAll(targets);
    return targets;
  }

  /**
   * Whether the ledger knows the target. One that it knew once is not looked up again, for nothing
   * leaves a log; where an older backup took its place meanwhile, nothing is known of that target.
   */
  public boolean knows(String target) {
    return known.contains(target) || targets().contains(target);
  }

  /** Compares every read model with a replay of the events; changes nothing. */
  public List<ProjectionCheck> check() {
    return connected(c -> {
      catchUp(c);
      return replay.check(c);
    });
  }

  /** Replays every read model from the events, and puts the result in place. */
  public RebuildAnswer rebuild() {
    return connected(replay::rebuild);
  }

  /** Answers what is asked once the read models cover everything committed before the call. */
  public <T> T answer(Inquiry<T> inquiry) {
    return connected(c -> {
      var current = Transactions.readingCurrent(c, MODELS, at -> whenCurrent(c, at, inquiry));
      if (current.isPresent()) {
        return current.get().value();
      }
      catchUp(c);
      return Transactions.reading(c, MODELS, () -> inquiry.answer(c, Positions.covered(c, MODELS)));
    });
  }

  /** An answer, which may be anything. */
  private record Answered<T>(T value) {}

  /** Most questions find the read models where the log is, and need not look twice. */
  private static <T> Optional<Answered<T>> whenCurrent(
      Connection c, OptionalLong covered, Inquiry<T> inquiry) {
    return covered.isPresent()
        ? Optional.of(new Answered<>(inquiry.answer(c, covered.getAsLong())))
        : Optional.empty();
  }

  private long catchUp(Connection c) {
    replay.fill(c);
    return projector.catchUp(c);
  }

  private <T> T connected(Function<Connection, T> work) {
    try (var c = ds.getConnection()) {
      return work.apply(c);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "ask the ledger");
    }
  }
}
