package dev.migrationledger.runner.ci;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.query.projection.QueryFailure;
import dev.migrationledger.runner.shadow.Replayed;
import dev.migrationledger.runner.shadow.ShadowReplay;
import dev.migrationledger.runner.shadow.ShadowReplay.Wanted;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.target.TargetFailure;
import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.store.failure.StoreFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The room's entry: every check that can be made before a merge, one after the other. */
public final class Ci {

  /** Names, texts and order of the folder. */
  public static final String SCRIPTS = "scripts";

  /** The rules, for what is new. */
  public static final String LINT = "lint";

  /** What ran is unchanged, as the ledger knows it. */
  public static final String LEDGER = "ledger";

  /** What the base branch has is unchanged. */
  public static final String BASE = "base";

  /** Who approved what a deploy would run. */
  public static final String APPROVALS = "approvals";

  /** The folder as it will be after the merge. */
  public static final String MERGE = "merge";

  /** All migrations run on an empty database. */
  public static final String REPLAY = "replay";

  /** A second replay gives the same schema. */
  public static final String SAME = "same twice";

  /** Down scripts give the earlier schema back. */
  public static final String DOWNS = "down scripts";

  /** The schema is what an application requires. */
  public static final String CONTRACT = "contract";

  private final CiRequest request;
  private final ShadowReplay replay;
  private final Path room;
  private final Checks checks = new Checks();

  private Ci(CiRequest request, Path room) {
    this.request = request;
    this.room = room;
    this.replay = new ShadowReplay(request.server(), request.shadow(), request.cache());
  }

  /**
   * Checks; what does not hold is in the report.
   *
   * @throws TargetFailure when the server of the replay cannot be used
   */
  public static CiReport run(CiRequest request) {
    Path room;
    try {
      room = Files.createTempDirectory("ledger-ci-");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made", e);
    }
    try {
      return new Ci(request, room).run();
    } finally {
      delete(room);
    }
  }

  private CiReport run() {
    var started = System.nanoTime();
    var here = MigrationDirectory.read(request.folder(), request.naming());
    var merge =
        request.base().stream()
            .map(b -> new MergeResult(b, request.baseName(), here, request.naming(), room))
            .findFirst();
    var ledger = askLedger();
    var fresh = fresh(here, merge, ledger.state());
    var lint = new ScriptLint(request.lint(), fresh);
    var folder = scripts(lint);
    var linted = System.nanoTime();
    checks.done(LINT, Checks.counted(fresh.size(), "new script"), lint.findings(), linted);
    ledger(ledger, here);
    new ApprovalCheck(request).check(here, ledger.state(), checks);
    base(merge);
    var replayed = replay(folder);
    again(folder, replayed);
    var merged = merge(merge, folder, replayed);
    contract(merged.schema(), replayed.flatMap(Replayed::schema));
    var order = merged.order().stream().map(ParsedScript::planned).toList();
    return new CiReport(
        order,
        ledger.state().filter(state -> isPending(order, state)).isPresent(),
        replayed.map(Replayed::migrations).orElse(List.of()),
        replayed.map(Replayed::known).orElse(false),
        replayed.map(Replayed::serverVersion).orElse(""),
        checks.made(),
        Checks.since(started));
  }

  private CiFolder scripts(ScriptLint lint) {
    var started = System.nanoTime();
    var folder =
        CiFolder.read(
            request.folder(), request.naming(), request.server().majorVersion(), List.of(lint));
    var note = Checks.counted(folder.migrations().size(), "migration");
    checks.done(SCRIPTS, note, folder.findings(), started);
    return folder;
  }

  /** What the ledger said: a state, or why there is none. */
  private record Asked(Optional<LedgerState> state, String failure) {}

  private Asked askLedger() {
    try {
      return new Asked(request.ledger().stream().map(l -> l.state().get()).findFirst(), "");
    } catch (StoreFailure | QueryFailure | TargetFailure e) {
      return new Asked(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  /** What nobody else has yet: rules are for what is written now. */
  private static Set<String> fresh(
      MigrationFolder here, Optional<MergeResult> merge, Optional<LedgerState> state) {
    if (merge.isPresent()) {
      return Set.copyOf(merge.get().ours());
    }
    return Stream.concat(here.migrations().stream(), here.ambiguous().stream())
        .filter(file ->
            state
                .flatMap(s -> s.migration(file.version()))
                .filter(m -> m.status().isDone())
                .isEmpty())
        .map(SourceFile::file)
        .collect(Collectors.toSet());
  }

  private void ledger(Asked asked, MigrationFolder here) {
    if (request.ledger().isEmpty()) {
      checks.skip(LEDGER, "no ledger is configured");
      return;
    }
    var started = System.nanoTime();
    var ledger = request.ledger().getFirst();
    var findings =
        asked.state().isPresent()
            ? new Immutability(request).findings(ledger, here)
            : List.of(CiCode.UNDECIDED.of("", asked.failure()));
    checks.done(LEDGER, "target " + ledger.target(), findings, started);
  }

  private void base(Optional<MergeResult> merge) {
    if (merge.isEmpty()) {
      checks.skip(BASE, "no --base was named");
      return;
    }
    var note = request.baseName() + " " + request.base().getFirst().commit();
    var started = System.nanoTime();
    checks.done(BASE, note, new Immutability(request).findings(merge.get()), started);
  }

  private Optional<Replayed> replay(CiFolder folder) {
    if (folder.isUnreadable()) {
      checks.skip(REPLAY, "a deploy would be refused, see " + SCRIPTS);
      return Optional.empty();
    }
    var started = System.nanoTime();
    var replayed = replay.run(folder.migrations(), Wanted.LAST);
    var note =
        replayed.known()
            ? "known from an earlier replay"
            : Checks.counted(replayed.migrations().size(), "migration")
                + " on PostgreSQL "
                + replayed.serverVersion();
    checks.done(REPLAY, note, replayed.findings(), started);
    return Optional.of(replayed);
  }

  /** Down scripts are proved by a second replay, so that it is compared with the first as well. */
  private void again(CiFolder folder, Optional<Replayed> first) {
    var schema = first.flatMap(Replayed::schema);
    if (schema.isEmpty()) {
      checks.skip(DOWNS, "the replay did not come to its end");
      checks.skip(SAME, "the replay did not come to its end");
      return;
    }
    var second = Optional.<SchemaSnapshot>empty();
    if (folder.downs().isEmpty()) {
      checks.skip(DOWNS, "there are none");
    } else {
      var started = System.nanoTime();
      var proofs = replay.prove(folder.migrations(), folder.downs());
      var note = Checks.counted(proofs.proofs().size(), "down script");
      checks.done(DOWNS, note, proofs.findings(), started);
      second = proofs.last().stream().findFirst();
    }
    var started = System.nanoTime();
    var other = second.or(() -> replay.again(folder.migrations()).schema());
    var findings =
        other.map(o -> replay.compare(folder.migrations(), schema.get(), o)).orElse(List.of());
    checks.done(SAME, "schema " + schema.get().hash().substring(0, 12), findings, started);
  }

  private static boolean isPending(List<PlannedMigration> order, LedgerState state) {
    return order.stream()
        .map(migration -> state.migration(migration.version()))
        .anyMatch(known -> known.map(m -> m.status().mayRun()).orElse(true));
  }

  /**
   * An application meets what the merge makes; what this branch makes by itself is looked at when
   * there is no merge, or it comes to nothing.
   */
  private void contract(Optional<SchemaSnapshot> merged, Optional<SchemaSnapshot> alone) {
    if (request.contract().isEmpty()) {
      checks.skip(CONTRACT, "there is none");
    } else {
      var with = merged.isPresent() ? ", merged with " + request.baseName() : "";
      new ContractCheck(request.contract().getFirst()).check(merged.or(() -> alone), with, checks);
    }
  }

  private MergeCheck.Merged merge(
      Optional<MergeResult> merge, CiFolder folder, Optional<Replayed> replayed) {
    if (merge.isEmpty()) {
      checks.skip(MERGE, "no --base was named");
      return new MergeCheck.Merged(folder.migrations(), Optional.empty());
    }
    return new MergeCheck(request, replay, room).check(merge.get(), folder, replayed, checks);
  }

  private static void delete(Path room) {
    try (var files = Files.walk(room)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // a folder of copies under the system's temporary ones: the system tidies it
    }
  }
}
