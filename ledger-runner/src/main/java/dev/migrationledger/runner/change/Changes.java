package dev.migrationledger.runner.change;

import dev.migrationledger.domain.command.AcknowledgeEdit;
import dev.migrationledger.domain.command.EstablishBaseline;
import dev.migrationledger.domain.command.RetireMigration;
import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.deploy.DeployRequest;
import dev.migrationledger.runner.deploy.FolderReading;
import dev.migrationledger.runner.deploy.Recorder;
import dev.migrationledger.runner.drift.TakenSchema;
import dev.migrationledger.runner.plan.Plan;
import dev.migrationledger.runner.plan.Planner;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.source.SyntaxCheck;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.store.log.StoredEvent;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The room's entry: looks at the folder as a deploy would, then records what the person decided.
 */
public final class Changes {

  private final DeployRequest request;
  private final TargetSession session;
  private final Recorder recorder;
  private final MigrationFolder folder;

  private Changes(
      DeployRequest request, TargetSession session, Recorder recorder, MigrationFolder folder) {
    this.request = request;
    this.session = session;
    this.recorder = recorder;
    this.folder = folder;
  }

  /** Takes the target's lock, settles an earlier run, and records what the folder tells. */
  public static Changes begin(DeployRequest request, TargetSession session, Recorder recorder) {
    session.lock(request.lockWait(), holder -> {});
    recorder.register(session, request.environment());
    session.installReceipts();
    recorder.settle(session.receipts());
    var folder = request.folder().get();
    var changes = new Changes(request, session, recorder, folder);
    recorder.observe(changes.plan());
    return changes;
  }

  private Plan plan() {
    var state = recorder.state();
    var syntax = new SyntaxCheck(session.identity().serverVersion(), SyntaxCheck.Extent.NOTHING);
    try (var reading = new FolderReading(request.naming(), syntax, recorder.texts())) {
      return Planner.plan(folder, state, session.receipts(), request.plan(state), reading);
    }
  }

  /** Accepts the text an applied migration's file has now. */
  public List<StoredEvent> acknowledge(Version version, String reason, String approvedBy) {
    var file =
        file(version).orElseThrow(() -> new LedgerRefusal.UnknownMigration(version, target()));
    return recorder.send(
        new AcknowledgeEdit(target(), version, file.checksum(), reason, approvedBy));
  }

  /**
   * Takes migrations out of use and renames their files; all or none of the files must be there.
   */
  public List<StoredEvent> retire(List<Version> versions, String reason) {
    var files = new ArrayList<SourceFile>();
    for (var version : versions) {
      files.add(file(version).orElseThrow(() -> cannotRetire(version)));
    }
    if (!files.isEmpty() && !Files.isWritable(folder.path())) {
      throw new ChangeRefused.FolderNotWritable(folder.path());
    }
    var events = new ArrayList<StoredEvent>();
    for (var file : files) {
      events.addAll(
          recorder.send(
              new RetireMigration(
                  target(), file.version(), file.file(), reason, false, List.of())));
      Renaming.retire(file);
    }
    return events;
  }

  private RuntimeException cannotRetire(Version version) {
    var names =
        folder.ambiguous().stream()
            .filter(f -> f.version().compareTo(version) == 0)
            .map(SourceFile::file)
            .toList();
    return names.isEmpty()
        ? new LedgerRefusal.UnknownMigration(version, target())
        : new ChangeRefused.AmbiguousNumber(version, names);
  }

  /** Takes the schema over as it stands up to a version. */
  public List<StoredEvent> baseline(Version version, String reason) {
    return recorder.send(new EstablishBaseline(target(), version, reason, ""));
  }

  /** Lets the ledger go by the schema that is there; says what differed. */
  public List<Finding> takeSchema(Version version, String reason) {
    return new TakenSchema(session, recorder).take("baseline " + version + ": " + reason.strip());
  }

  private String target() {
    return recorder.target();
  }

  private Optional<SourceFile> file(Version version) {
    return folder.migrations().stream()
        .filter(f -> f.version().compareTo(version) == 0)
        .findFirst();
  }
}
