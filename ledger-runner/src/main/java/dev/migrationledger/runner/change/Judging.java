package dev.migrationledger.runner.change;

import dev.migrationledger.domain.command.ApproveMigration;
import dev.migrationledger.domain.command.ReviewException;
import dev.migrationledger.domain.command.WithdrawApproval;
import dev.migrationledger.domain.ledger.ApprovalState.BrokenGlass;
import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.audit.HistoryAnswer;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.runner.attribution.FileHistory;
import dev.migrationledger.runner.deploy.Recorder;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.ScriptParser;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.source.SyntaxCheck;
import dev.migrationledger.store.log.StoredEvent;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Records what somebody decided about a script: it needs the folder and the ledger, and no
 * connection to the target.
 */
public final class Judging {

  /** A script is read as the newest server does: nothing is going to run. */
  private static final String NEWEST = "18.0";

  private final Persons persons;
  private final Recorder recorder;
  private final String who;

  /** For the person who speaks through the recorder. */
  public Judging(Persons persons, Recorder recorder, String who) {
    this.persons = persons;
    this.recorder = recorder;
    this.who = who;
  }

  /** Approves a script in the bytes its file has now. */
  public List<StoredEvent> approve(
      Version version, String reason, MigrationFolder folder, Naming naming, FileHistory history) {
    var file =
        folder.migrations().stream()
            .filter(f -> f.version().compareTo(version) == 0)
            .findFirst()
            .orElseThrow(() -> new LedgerRefusal.UnknownMigration(version, recorder.target()));
    var author = history.authorOf(file.path(), file.checksum()).signature();
    if (!isOver(version) && persons.isSame(who, author)) {
      throw new LedgerRefusal.OwnWork(version, author, who);
    }
    if (!reason.isBlank() && isNews(file)) {
      discover(file, naming);
    }
    return recorder.send(
        new ApproveMigration(recorder.target(), version, file.checksum(), who, author, reason));
  }

  /** Takes every approval of a script back. */
  public List<StoredEvent> withdraw(Version version, String reason) {
    return recorder.send(new WithdrawApproval(recorder.target(), version, reason));
  }

  /** Says what somebody found who looked at a change for which others broke glass. */
  public List<StoredEvent> review(Version version, String reason, List<String> brokenBy) {
    brokenBy.stream()
        .filter(b -> persons.isSame(b, who))
        .findFirst()
        .ifPresent(b -> {
          throw new LedgerRefusal.OwnException(version, b, who);
        });
    return recorder.send(new ReviewException(recorder.target(), version, who, brokenBy, reason));
  }

  /** Who set rules aside for a migration, in runs that nobody has looked at. */
  public static List<String> brokenBy(
      LedgerQuery queries, LedgerState state, String target, Version version) {
    var runs =
        state.approvals().unreviewed(version).stream()
            .map(BrokenGlass::run)
            .collect(Collectors.toSet());
    if (runs.isEmpty()) {
      return List.of();
    }
    var overridden = new HistoryFilter(version.text(), "RuleOverridden", "", "", "", "", 0);
    return queries.history(target, overridden).events().stream()
        .filter(line -> runs.contains(line.run()))
        .map(HistoryAnswer.Line::actor)
        .distinct()
        .toList();
  }

  /** What ran, or never will, is refused for that. */
  private boolean isOver(Version version) {
    return recorder.state().migration(version).map(m -> m.status().isOver()).orElse(false);
  }

  private boolean isNews(SourceFile file) {
    if (!recorder.state().isRegistered()) {
      throw new LedgerRefusal.UnknownTarget(recorder.target());
    }
    return recorder
        .state()
        .migration(file.version())
        .map(m -> m.status().mayRun() && !m.checksum().equals(file.checksum()))
        .orElse(true);
  }

  private void discover(SourceFile file, Naming naming) {
    try (var syntax = new SyntaxCheck(NEWEST, SyntaxCheck.Extent.DEPLOY)) {
      var script = ScriptParser.parse(file, naming);
      recorder.discover(syntax.check(List.of(script)).scripts().getFirst());
    }
  }
}
