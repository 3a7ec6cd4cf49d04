package dev.migrationledger.runner.ci;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.run.Finding;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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

  /** The folder as it will be after the merge. */
  public static final String MERGE = "merge";

  /** All migrations run on an empty database. */
  public static final String REPLAY = "replay";

  /** A second replay gives the same schema. */
  public static final String SAME = "same twice";

  /** Down scripts give the earlier schema back. */
  public static final String DOWNS = "down scripts";

  private final CiRequest request;
  private final ShadowReplay replay;
  private final Path room;
  private final List<CiCheck> checks = new ArrayList<>();

  /** What a check found, and what it looked at. */
  private record Looked(List<Finding> findings, String note) {}

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
    check(LINT, () -> new Looked(lint.findings(), counted(fresh.size(), "new script")));
    ledger(ledger, here);
    base(merge);
    var replayed = replay(folder);
    again(folder, replayed);
    var order = merge(merge, folder, replayed);
    return new CiReport(
        order.stream().map(ParsedScript::planned).toList(),
        replayed.map(Replayed::migrations).orElse(List.of()),
        replayed.map(Replayed::known).orElse(false),
        replayed.map(Replayed::serverVersion).orElse(""),
        checks,
        since(started));
  }

  private CiFolder scripts(ScriptLint lint) {
    var started = System.nanoTime();
    var folder =
        CiFolder.read(
            request.folder(), request.naming(), request.server().majorVersion(), List.of(lint));
    var note = counted(folder.migrations().size(), "migration");
    done(SCRIPTS, new Looked(folder.findings(), note), started);
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
      skip(LEDGER, "no ledger is configured");
      return;
    }
    var target = request.ledger().getFirst().target();
    check(
        LEDGER,
        () -> {
          var findings =
              asked.state().isPresent()
                  ? new Immutability(request).findings(request.ledger().getFirst(), here)
                  : List.of(CiCode.UNDECIDED.of("", asked.failure()));
          return new Looked(findings, "target " + target);
        });
  }

  private void base(Optional<MergeResult> merge) {
    if (merge.isEmpty()) {
      skip(BASE, "no --base was named");
      return;
    }
    var note = request.baseName() + " " + request.base().getFirst().commit();
    check(BASE, () -> new Looked(new Immutability(request).findings(merge.get()), note));
  }

  private Optional<Replayed> replay(CiFolder folder) {
    if (folder.isUnreadable()) {
      skip(REPLAY, "a deploy would be refused, see " + SCRIPTS);
      return Optional.empty();
    }
    var started = System.nanoTime();
    var replayed = replay.run(folder.migrations(), Wanted.LAST);
    var note =
        replayed.known()
            ? "known from an earlier replay"
            : counted(replayed.migrations().size(), "migration")
                + " on PostgreSQL "
                + replayed.serverVersion();
    done(REPLAY, new Looked(replayed.findings(), note), started);
    return Optional.of(replayed);
  }

  /** Down scripts are proved by a second replay, so that it is compared with the first as well. */
  private void again(CiFolder folder, Optional<Replayed> first) {
    var schema = first.flatMap(Replayed::schema);
    if (schema.isEmpty()) {
      skip(DOWNS, "the replay did not come to its end");
      skip(SAME, "the replay did not come to its end");
      return;
    }
    var second = Optional.<SchemaSnapshot>empty();
    if (folder.downs().isEmpty()) {
      skip(DOWNS, "there are none");
    } else {
      var started = System.nanoTime();
      var proofs = replay.prove(folder.migrations(), folder.downs());
      done(
          DOWNS,
          new Looked(proofs.findings(), counted(proofs.proofs().size(), "down script")),
          started);
      second = proofs.last().stream().findFirst();
    }
    var started = System.nanoTime();
    var other = second.or(() -> replay.again(folder.migrations()).schema());
    var findings =
        other.map(o -> replay.compare(folder.migrations(), schema.get(), o)).orElse(List.of());
    done(SAME, new Looked(findings, "schema " + schema.get().hash().substring(0, 12)), started);
  }

  /** Gives the migrations in the order in which they are applied after the merge. */
  private List<ParsedScript> merge(
      Optional<MergeResult> found, CiFolder folder, Optional<Replayed> replayed) {
    if (found.isEmpty()) {
      skip(MERGE, "no --base was named");
      return folder.migrations();
    }
    var started = System.nanoTime();
    var merge = found.get();
    var name = request.baseName() + " " + request.base().getFirst().commit();
    var findings = new ArrayList<>(merge.collisions());
    if (!merge.isMore()) {
      done(MERGE, new Looked(findings, name + " brings nothing new"), started);
      return folder.migrations();
    }
    var merged =
        CiFolder.read(
            merge.layOut(room.resolve("merged")),
            request.naming(),
            request.server().majorVersion(),
            List.of());
    if (findings.isEmpty()) {
      findings.addAll(contradictions(folder, merged));
    }
    if (!merged.isUnreadable() && replayed.filter(r -> !r.failed()).isPresent()) {
      replay.run(merged.migrations(), Wanted.LAST).findings().stream()
          .filter(Finding::blocks)
          .map(this::inMerge)
          .forEach(findings::add);
    }
    done(MERGE, new Looked(findings, "with what is new on " + name), started);
    return merged.isUnreadable() ? folder.migrations() : merged.migrations();
  }

  /** What is wrong with both together and not with this branch alone. */
  private List<Finding> contradictions(CiFolder alone, CiFolder merged) {
    var known = Set.copyOf(alone.findings());
    return merged.findings().stream()
        .filter(finding -> finding.blocks() && !known.contains(finding))
        .map(this::inMerge)
        .toList();
  }

  private Finding inMerge(Finding f) {
    return CiCode.MERGE_FAILS.at(
        f.file(),
        f.line(),
        f.column(),
        "merged with %s: %s %s".formatted(request.baseName(), f.code(), f.message()));
  }

  private void check(String name, Supplier<Looked> look) {
    var started = System.nanoTime();
    done(name, look.get(), started);
  }

  private void done(String name, Looked looked, long started) {
    var failed = looked.findings().stream().anyMatch(Finding::blocks);
    var outcome = failed ? CiCheck.Outcome.FAILED : CiCheck.Outcome.PASSED;
    checks.add(new CiCheck(name, outcome, looked.note(), since(started), looked.findings()));
  }

  private void skip(String name, String why) {
    checks.add(new CiCheck(name, CiCheck.Outcome.SKIPPED, why, Duration.ZERO, List.of()));
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
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
