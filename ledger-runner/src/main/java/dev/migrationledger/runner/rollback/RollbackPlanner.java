package dev.migrationledger.runner.rollback;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.runner.drift.RecordedSchema;
import dev.migrationledger.runner.drift.UndecidableDrift;
import dev.migrationledger.runner.plan.Receipts;
import dev.migrationledger.runner.record.LedgerGateway;
import dev.migrationledger.runner.schema.LiveSchema;
import dev.migrationledger.runner.shadow.Differences;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.schema.SchemaSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out what a rollback would do, and everything that stands against it; changes nothing. */
final class RollbackPlanner {

  /** A migration to take back, with its files. */
  private record Candidate(MigrationState known, SourceFile file, SourceFile down) {}

  private final RollbackRequest request;
  private final TargetSession session;
  private final LedgerGateway ledger;
  private final LedgerState state;
  private final MigrationFolder folder;
  private final Map<Long, SourceFile> files = new HashMap<>();
  private final Map<String, SourceFile> downs = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  RollbackPlanner(
      RollbackRequest request, TargetSession session, LedgerGateway ledger, LedgerState state) {
    this.request = request;
    this.session = session;
    this.ledger = ledger;
    this.state = state;
    this.folder = request.deploy().folder().get();
    folder.migrations().forEach(f -> files.putIfAbsent(f.version().number(), f));
    folder.downs().forEach(d -> downs.putIfAbsent(stem(d), d));
  }

  /**
   * Plans.
   *
   * @param left SHA-256 of a schema that is as good as recorded, which a rollback was proved to
   *     leave that was killed; empty when there is none
   */
  RollbackPlan plan(String left) {
    folder.findings().stream().filter(f -> f.blocks() && f.file().isEmpty()).forEach(findings::add);
    Receipts.compare(state, session.receipts()).stream()
        .filter(Finding::blocks)
        .forEach(findings::add);
    var range = range();
    var candidates = range.stream().flatMap(m -> candidate(m).stream()).toList();
    var done = done();
    var proving = new Proving(request, state);
    var downs = proving.parse(candidates.stream().map(Candidate::down).toList());
    downs.forEach(this::checkDown);
    if (done.isPresent() && !downs.isEmpty()) {
      proving.prove(done.get(), downs);
      findings.addAll(proving.findings());
    }
    var steps = steps(candidates, proving, left);
    var to = state.migration(request.to()).map(MigrationState::version).orElse(request.to());
    return new RollbackPlan(to, steps, findings);
  }

  /** What is done and higher than wanted, highest first. */
  private List<MigrationState> range() {
    var to = request.to();
    if (to.number() > 0 && state.migration(to).isEmpty()) {
      findings.add(
          RollbackCode.UNKNOWN_VERSION.of("", "the ledger knows no migration %s".formatted(to)));
      return List.of();
    }
    state.migrations().stream()
        .filter(m -> m.status() == MigrationStatus.UNKNOWN)
        .forEach(m ->
            findings.add(
                RollbackCode.NEEDS_RECOVERY.of(
                    m.file(), m.version() + " stopped half-way in an earlier run")));
    var range =
        List.copyOf(state.migrations()).reversed().stream()
            .filter(m -> m.status().isDone() && m.version().number() > to.number())
            .toList();
    if (range.isEmpty()) {
      var highest =
          state.highestDone().map(v -> ", the highest is " + v).orElse(", nothing is applied");
      findings.add(
          RollbackCode.NOTHING_ABOVE.of(
              "", "nothing above %s is applied%s".formatted(to, highest)));
    }
    return range;
  }

  private Optional<Candidate> candidate(MigrationState known) {
    var file = file(known);
    if (known.status() == MigrationStatus.BASELINED || known.imported()) {
      findings.add(
          RollbackCode.NOT_WITNESSED.of(
              known.file(),
              "%s %s"
                  .formatted(
                      known.version(),
                      known.imported() ? "was applied by another tool" : "is baselined")));
      return Optional.empty();
    }
    if (file.isEmpty()) {
      return Optional.empty();
    }
    var same = file.get().checksum().equals(known.checksum());
    if (!same) {
      findings.add(
          RollbackCode.EDITED.of(
              file.get().file(),
              "%s ran with checksum %s and has %s now"
                  .formatted(
                      file.get().file(), known.checksum().brief(), file.get().checksum().brief())));
    }
    var down = down(file.get());
    if (down.isEmpty()) {
      findings.add(
          RollbackCode.NO_DOWN_SCRIPT.of(
              file.get().file(), "there is no %s.down.sql".formatted(stem(file.get()))));
    }
    return same ? down.map(d -> new Candidate(known, file.get(), d)) : Optional.empty();
  }

  /** The files of all that is done, ascending; empty when one is missing. */
  private Optional<List<SourceFile>> done() {
    var files = new ArrayList<SourceFile>();
    var complete = true;
    for (var known : state.migrations()) {
      if (!known.status().isDone()) {
        continue;
      }
      var file = file(known);
      file.ifPresent(files::add);
      if (file.isEmpty()) {
        complete = false;
        findings.add(
            RollbackCode.FILE_MISSING.of(
                known.file(), "%s is applied and has no file of its own".formatted(known.file())));
      }
    }
    return complete ? Optional.of(files) : Optional.empty();
  }

  private Optional<SourceFile> file(MigrationState known) {
    return Optional.ofNullable(files.get(known.version().number()));
  }

  private Optional<SourceFile> down(SourceFile file) {
    return Optional.ofNullable(downs.get(stem(file)));
  }

  private static String stem(SourceFile file) {
    return file.file().substring(0, file.file().indexOf('.'));
  }

  private void checkDown(ParsedScript down) {
    down.findings().stream().filter(Finding::blocks).forEach(findings::add);
    if (!down.transactional()) {
      var file = down.source().file();
      findings.add(RollbackCode.NOT_TRANSACTIONAL.of(file, file + " cannot run in a transaction"));
    }
  }

  /** The steps that are proved, with what the target will be after each. */
  private List<RollbackStep> steps(List<Candidate> candidates, Proving proving, String left) {
    var live = LiveSchema.of(session);
    if (!live.hash().equals(left)) {
      checkSchema(live, proving.last());
    }
    if (proving.last().isEmpty()) {
      return List.of();
    }
    var losses = new Losses(session);
    var steps = new ArrayList<RollbackStep>();
    var roles =
        ReplayRoles.of(
            live, proving.last().get(), request.server().roles(), session.identity().sessionUser());
    var open = new RolesOpen(Map.of(), Set.of());
    var expected = live;
    var lowest = proving.last().get();
    for (var candidate : candidates) {
      var proof = proving.of(candidate.file()).orElse(null);
      if (proof == null) {
        return steps;
      }
      expected = Expected.after(expected, proof.after(), proof.before(), roles);
      lowest = proof.before();
      open = open.and(proof.after(), proof.before(), roles);
      steps.add(
          step(candidate, expected, open, losses.of(candidate.down(), proof.after(), lowest)));
    }
    checkTouched(live, proving.last().get(), lowest);
    findings.addAll(open.findings());
    return steps;
  }

  private static RollbackStep step(
      Candidate candidate,
      SchemaSnapshot expected,
      RolesOpen open,
      List<RollbackStep.Loss> losses) {
    var known = candidate.known();
    return new RollbackStep(
        new PlannedMigration(known.version(), candidate.file().file(), known.checksum()),
        candidate.down(),
        expected,
        open,
        losses);
  }

  /** Nobody may have changed anything by hand, as far as that can be told. */
  private void checkSchema(SchemaSnapshot live, Optional<SchemaSnapshot> replayed) {
    var known = state.schema();
    String why;
    try {
      var recorded = RecordedSchema.of(ledger, known);
      if (known.isCurrent()) {
        var lines = Differences.between(recorded, live);
        if (!lines.isEmpty()) {
          findings.add(
              RollbackCode.DRIFT_OPEN.of(
                  "", "the schema was changed outside of any migration:\n" + lines(lines)));
        }
        return;
      }
      why = "a migration ran after the schema was looked at last";
    } catch (UndecidableDrift e) {
      why = String.valueOf(e.getMessage());
    }
    if (replayed.map(r -> !sameWithoutRoles(r, live)).orElse(false)) {
      findings.add(
          RollbackCode.SCHEMA_NOT_KNOWN.of(
              "",
              why
                  + ", and a replay gives another one:\n"
                  + lines(Differences.between(replayed.get(), live))));
    }
  }

  /** What is touched must be what the replay had, or nothing is proved of it. */
  private void checkTouched(SchemaSnapshot live, SchemaSnapshot from, SchemaSnapshot to) {
    var lines =
        Differences.between(Expected.touched(from, from, to), Expected.touched(live, from, to));
    if (!lines.isEmpty()) {
      findings.add(
          RollbackCode.NOT_AS_REPLAYED.of(
              "",
              "what the down scripts touch is not as the migrations make it:\n" + lines(lines)));
    }
  }

  private static boolean sameWithoutRoles(SchemaSnapshot one, SchemaSnapshot other) {
    return Expected.withoutRoles(one).equals(Expected.withoutRoles(other));
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines);
  }
}
