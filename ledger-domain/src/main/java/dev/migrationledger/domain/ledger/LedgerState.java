package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.event.ApprovalEvent;
import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.CaptureEvent;
import dev.migrationledger.domain.event.DriftDetected;
import dev.migrationledger.domain.event.DriftResolved;
import dev.migrationledger.domain.event.EditAcknowledged;
import dev.migrationledger.domain.event.HistoryImported;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.LedgerRestored;
import dev.migrationledger.domain.event.LogExported;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationEdited;
import dev.migrationledger.domain.event.MigrationFailed;
import dev.migrationledger.domain.event.MigrationRecovered;
import dev.migrationledger.domain.event.MigrationRejected;
import dev.migrationledger.domain.event.MigrationRetired;
import dev.migrationledger.domain.event.MigrationRolledBack;
import dev.migrationledger.domain.event.MigrationValidated;
import dev.migrationledger.domain.event.ReceiptTampered;
import dev.migrationledger.domain.event.RecoveryPlanned;
import dev.migrationledger.domain.event.RepairPlanned;
import dev.migrationledger.domain.event.RollbackEvent;
import dev.migrationledger.domain.event.RollbackFinished;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.event.RunFinished;
import dev.migrationledger.domain.event.RunRefused;
import dev.migrationledger.domain.event.RunStarted;
import dev.migrationledger.domain.event.SchemaRejected;
import dev.migrationledger.domain.event.SchemaVerified;
import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.domain.event.TargetRepaired;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.script.Version;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * The state of one target: the fold of its events. Mutable and owned by one thread, so that
 * replaying n events costs n steps; nothing but {@link #evolve} changes it.
 */
public final class LedgerState {

  private String target = "";
  private String environment = "";
  private String systemIdentifier = "";
  private String database = "";
  private final KnownMigrations migrations = new KnownMigrations();
  private final Rejections rejected = new Rejections();
  private OpenRun run = OpenRun.NONE;
  private String lastRun = "";
  private CaptureState capture = CaptureState.NONE;
  private final Imports imports = new Imports();
  private Repairs repairs = Repairs.NONE;
  private SchemaState schema = SchemaState.NONE;
  private ApprovalState approvals = ApprovalState.NONE;

  /** A target nothing has happened to. */
  public LedgerState() {}

  /** The state that {@link #image} was taken of. */
  public static LedgerState of(LedgerImage image) {
    var state = new LedgerState();
    state.target = image.target();
    state.environment = image.environment();
    state.systemIdentifier = image.systemIdentifier();
    state.database = image.database();
    state.migrations.restore(image.migrations());
    state.rejected.restore(image.rejected());
    state.run = image.run();
    state.lastRun = image.lastRun();
    state.capture = image.capture();
    state.imports.restore(image.imports());
    state.repairs = image.repairs();
    state.schema = image.schema();
    state.approvals = image.approvals();
    return state;
  }

  /** A value to store; equal states give equal images. */
  public LedgerImage image() {
    return new LedgerImage(
        target,
        environment,
        systemIdentifier,
        database,
        migrations.image(),
        rejected.image(),
        run,
        lastRun,
        capture,
        repairs,
        schema,
        approvals,
        imports.image());
  }

  public boolean isRegistered() {
    return !target.isEmpty();
  }

  public String target() {
    return target;
  }

  public String environment() {
    return environment;
  }

  public String systemIdentifier() {
    return systemIdentifier;
  }

  public String database() {
    return database;
  }

  public Optional<MigrationState> migration(Version version) {
    return migrations.find(version);
  }

  /** Every known migration, ascending. */
  public Collection<MigrationState> migrations() {
    return migrations.all();
  }

  /** The known migrations up to and with a version, ascending. */
  public NavigableMap<Version, MigrationState> upTo(Version version) {
    return migrations.upTo(version);
  }

  /** The highest version that is applied or baselined. */
  public Optional<Version> highestDone() {
    return migrations.highestDone();
  }

  public OpenRun run() {
    return run;
  }

  /** The id of the run that finished last, empty before. */
  public String lastRun() {
    return lastRun;
  }

  /** What is known of captured DDL. */
  public CaptureState capture() {
    return capture;
  }

  /** What was decided about failure states that belong to no run. */
  public Repairs repairs() {
    return repairs;
  }

  /** What is known of the schema. */
  public SchemaState schema() {
    return schema;
  }

  /** Which approvals stand, and which broken glass nobody has reviewed. */
  public ApprovalState approvals() {
    return approvals;
  }

  Imports imports() {
    return imports;
  }

  boolean alreadyRejected(String file, List<Finding> findings) {
    return rejected.hold(file, findings);
  }

  /** Takes one event in. */
  public void evolve(LedgerEvent event) {
    approvals = approvals.after(event);
    switch (event) {
      case TargetRegistered e -> register(e);
      case MigrationDiscovered e -> discover(e);
      case MigrationValidated e -> migrations.change(e.version(), m -> m.validated(e.checksum()));
      case MigrationRejected e -> reject(e);
      case MigrationEdited e -> migrations.change(e.edit().version(), m -> m.saw(e.edit()));
      case EditAcknowledged e -> migrations.change(e.version(), m -> m.accepting(e.checksum()));
      case MigrationRetired e ->
          migrations.change(e.version(), m -> m.became(MigrationStatus.RETIRED).recovering(false));
      case RunRefused _, RuleOverridden _, LogExported _, SchemaRejected _, ApprovalEvent _ -> {}
      case RunStarted e -> start(e);
      case MigrationApplied e -> apply(e);
      case MigrationFailed e -> fail(e);
      case RunFinished e -> finish(e);
      case BaselineEstablished e -> e.covered().forEach(this::baseline);
      case HistoryImported e -> take(e);
      case RecoveryPlanned e -> migrations.change(e.version(), m -> m.recovering(true));
      case MigrationRecovered e -> recover(e);
      case RollbackEvent e -> takeBack(e);
      case CaptureEvent e -> capture = capture.after(e);
      case RepairPlanned e -> repairs = repairs.planned(e);
      case TargetRepaired e -> repairs = repairs.repaired(e);
      case ReceiptTampered e -> repairs = repairs.tampered(e);
      case LedgerRestored e -> restore(e);
      case SchemaVerified e -> schema = schema.verified(e.schema());
      case DriftDetected e -> schema = schema.with(e.observed().drift());
      case DriftResolved e -> schema = schema.without(e.object());
    }
  }

  private void start(RunStarted e) {
    run = OpenRun.of(e);
    rejected.clear();
  }

  private void apply(MigrationApplied e) {
    schema = schema.behind();
    migrations.change(e.version(), m -> m.applied(e.outOfOrder()));
    migrations.raiseHighest(e.version());
    run = run.afterOutcome(true);
  }

  private void fail(MigrationFailed e) {
    if (e.failure().kind() == Failure.Kind.HALF_DONE) {
      schema = schema.behind();
    }
    migrations.change(e.version(), m -> m.failed(e.failure()));
    run = run.afterOutcome(false);
  }

  private void finish(RunFinished e) {
    run = OpenRun.NONE;
    lastRun = e.run();
  }

  private void takeBack(RollbackEvent event) {
    run = run.after(event);
    if (event instanceof MigrationRolledBack e) {
      schema = schema.behind();
      migrations.change(e.version(), m -> m.became(MigrationStatus.ROLLED_BACK).recovering(false));
      migrations.lowerHighest(e.version());
    } else if (event instanceof RollbackFinished e) {
      lastRun = e.run();
    }
  }

  private void baseline(Version version) {
    migrations.change(version, m -> m.became(MigrationStatus.BASELINED));
    migrations.raiseHighest(version);
  }

  private void take(HistoryImported e) {
    imports.add(e);
    e.rows()
        .forEach(r -> r.tied().ifPresent(v -> migrations.change(v, m -> ImportRules.after(m, r))));
    migrations.findHighest();
  }

  private void recover(MigrationRecovered e) {
    migrations.change(e.version(), m -> m.became(e.status()).recovering(false).imported(false));
    if (e.status().isDone()) {
      schema = schema.behind();
      migrations.raiseHighest(e.version());
    }
  }

  private void restore(LedgerRestored e) {
    systemIdentifier = e.systemIdentifier();
    database = e.database();
    migrations.restore(e);
    repairs = repairs.restored(e);
  }

  private void register(TargetRegistered e) {
    target = e.target();
    environment = e.environment();
    systemIdentifier = e.systemIdentifier();
    database = e.database();
  }

  private void discover(MigrationDiscovered e) {
    var script = e.script();
    var known = migrations.find(script.version()).orElse(null);
    var failures = known == null ? 0 : known.failures();
    var recovering = known != null && known.recovering();
    migrations.put(
        MigrationState.discovered(script, failures, MigrationState.statusOfNewBytes(known))
            .recovering(recovering));
    rejected.remove(script.file());
  }

  private void reject(MigrationRejected e) {
    rejected.add(e.file(), e.findings());
    migrations
        .versionOf(e.file())
        .ifPresent(v -> migrations.change(v, MigrationState::rejectedWhenPending));
  }
}
