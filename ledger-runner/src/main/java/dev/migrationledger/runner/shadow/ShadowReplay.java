package dev.migrationledger.runner.shadow;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.schema.SchemaSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The room's entry: replays migrations in their order on new databases. */
public final class ShadowReplay {

  /** Naming the migration that is not deterministic takes two snapshots for each. */
  private static final int MOST_TO_NAME = 200;

  /** Which schemas are wanted; taking one costs as much as some dozen small migrations. */
  public enum Wanted {
    /** After the last migration. */
    LAST,
    /** Before the first migration and after each. */
    EACH
  }

  private final ShadowServer server;
  private final ShadowSettings settings;
  private final ShadowCache cache;

  /** A replay on a server; the server stays open. */
  public ShadowReplay(ShadowServer server, ShadowSettings settings, ShadowCache cache) {
    this.server = server;
    this.settings = settings;
    this.cache = cache;
  }

  /**
   * The schemas that these scripts make one after the other. From memory when all that is wanted is
   * known, else everything is replayed: a schema alone is no database to go on from.
   *
   * @throws dev.migrationledger.runner.target.TargetFailure when the server cannot be used
   */
  public Replayed run(List<ParsedScript> scripts, Wanted wanted) {
    var steps = steps(scripts);
    var keys = Chain.keys(server.majorVersion(), setup(), steps);
    var indices = new TreeSet<Integer>(List.of(steps.size()));
    for (var i = 0; wanted == Wanted.EACH && i < steps.size(); i++) {
      indices.add(i);
    }
    var known = new HashMap<Integer, SchemaSnapshot>();
    for (var index : indices) {
      var found = cache.find(keys.get(index));
      if (found.isEmpty()) {
        return replay(steps, indices, keys, skipped(scripts));
      }
      known.put(index, found.get());
    }
    var unrun =
        steps.stream().map(s -> new ReplayedMigration(s.planned(), Duration.ZERO, false)).toList();
    return new Replayed(server.majorVersion(), true, unrun, known, skipped(scripts));
  }

  /**
   * What is not the same when the scripts are replayed two times; asks no memory.
   *
   * @throws dev.migrationledger.runner.target.TargetFailure when the server cannot be used
   */
  public List<Finding> twice(List<ParsedScript> scripts) {
    var first = again(scripts);
    var second = again(scripts);
    if (first.failed() || second.failed()) {
      return first.failed() ? first.findings() : second.findings();
    }
    return compare(scripts, first.schema().orElseThrow(), second.schema().orElseThrow());
  }

  /**
   * The schema that these scripts make, replayed whether it is known or not.
   *
   * @throws dev.migrationledger.runner.target.TargetFailure when the server cannot be used
   */
  public Replayed again(List<ParsedScript> scripts) {
    var steps = steps(scripts);
    var last = new TreeSet<Integer>(List.of(steps.size()));
    return replay(steps, last, List.of(), List.of());
  }

  /** The finding when two replays of these scripts made two schemas; none when they are one. */
  public List<Finding> compare(
      List<ParsedScript> scripts, SchemaSnapshot first, SchemaSnapshot second) {
    if (first.equals(second)) {
      return List.of();
    }
    var lines = Differences.between(first, second);
    var message = "two replays give two schemas:\n" + String.join("\n", lines);
    return List.of(ShadowCode.NOT_DETERMINISTIC.of(culprit(steps(scripts)), message));
  }

  /**
   * Proves down scripts: applies each migration, rolls it back, compares, and applies it again.
   * When the setup or a migration fails there is no last schema, and {@link #again} tells why.
   *
   * @param downs the down scripts, those without a migration among {@code scripts} are left out
   * @throws dev.migrationledger.runner.target.TargetFailure when the server cannot be used
   */
  public DownProofs prove(List<ParsedScript> scripts, List<ParsedScript> downs) {
    var byVersion = new HashMap<Long, Step>();
    downs.forEach(d -> byVersion.put(d.source().version().number(), Step.of(d)));
    var unprepared = new ArrayList<Finding>();
    try (var proving = new DownProving(() -> open(unprepared), byVersion)) {
      return unprepared.isEmpty()
          ? proving.prove(steps(scripts))
          : new DownProofs(List.of(), List.of(), List.of());
    }
  }

  private Replayed replay(
      List<Step> steps, Set<Integer> indices, List<String> keys, List<Finding> notes) {
    var findings = new ArrayList<>(notes);
    var migrations = new ArrayList<ReplayedMigration>();
    var schemas = new HashMap<Integer, SchemaSnapshot>();
    try (var session = ShadowSession.open(server, settings.execution())) {
      prepare(session).ifPresent(findings::add);
      for (var i = 0; findings.stream().noneMatch(Finding::blocks); i++) {
        if (indices.contains(i)) {
          schemas.put(i, session.snapshot());
        }
        if (i == steps.size()) {
          break;
        }
        var step = steps.get(i);
        var started = System.nanoTime();
        var failure = session.apply(step);
        var duration = Duration.ofNanos(System.nanoTime() - started);
        migrations.add(new ReplayedMigration(step.planned(), duration, failure.isPresent()));
        failure.ifPresent(f -> findings.add(ShadowFailure.of(step, f)));
      }
      keep(schemas, keys);
      return new Replayed(session.serverVersion(), false, migrations, schemas, findings);
    }
  }

  private void keep(Map<Integer, SchemaSnapshot> schemas, List<String> keys) {
    if (!keys.isEmpty()) {
      schemas.forEach((index, schema) -> cache.put(keys.get(index), schema));
      cache.trim();
    }
  }

  /** The first script after which two replays differ; empty when it takes too long to find. */
  private String culprit(List<Step> steps) {
    if (steps.size() > MOST_TO_NAME) {
      return "";
    }
    var unprepared = new ArrayList<Finding>();
    try (var one = open(unprepared);
        var other = open(unprepared)) {
      for (var step : steps) {
        if (one.apply(step).isPresent()
            || other.apply(step).isPresent()
            || !one.snapshot().equals(other.snapshot())) {
          return step.file();
        }
      }
    }
    return "";
  }

  /** An empty database after the setup; takes down what failed in it. */
  private ShadowSession open(List<Finding> unprepared) {
    var session = ShadowSession.open(server, settings.execution());
    prepare(session).ifPresent(unprepared::add);
    return session;
  }

  private Optional<Finding> prepare(ShadowSession session) {
    for (var step : setup()) {
      var failure = session.apply(step);
      if (failure.isPresent()) {
        return Optional.of(ShadowFailure.of(step, failure.get()));
      }
    }
    return Optional.empty();
  }

  private List<Step> setup() {
    return settings.setup().stream().map(Step::setup).toList();
  }

  private List<Step> steps(List<ParsedScript> scripts) {
    return scripts.stream().filter(this::isForHere).map(Step::of).toList();
  }

  private List<Finding> skipped(List<ParsedScript> scripts) {
    return scripts.stream()
        .filter(script -> !isForHere(script))
        .map(script ->
            ShadowCode.OTHER_ENVIRONMENT.of(
                script.source().file(),
                "%s is for %s and was not replayed for %s"
                    .formatted(
                        script.source().file(),
                        String.join(", ", script.environments()),
                        settings.environment())))
        .toList();
  }

  private boolean isForHere(ParsedScript script) {
    return script.environments().isEmpty()
        || script.environments().contains(settings.environment());
  }
}
