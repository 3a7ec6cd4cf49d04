package dev.migrationledger.runner.ci;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.shadow.Replayed;
import dev.migrationledger.runner.shadow.ShadowReplay;
import dev.migrationledger.runner.shadow.ShadowReplay.Wanted;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.schema.SchemaSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks and replays the folder as it will be after the merge. */
final class MergeCheck {

  private final CiRequest request;
  private final ShadowReplay replay;
  private final Path room;

  /**
   * A check.
   *
   * @param room where the merged folder may be laid out
   */
  MergeCheck(CiRequest request, ShadowReplay replay, Path room) {
    this.request = request;
    this.replay = replay;
    this.room = room;
  }

  /**
   * What comes of the merge.
   *
   * @param order the migrations in the order in which they are applied
   * @param schema what they make of an empty database; nothing when they fail, or nothing is merged
   */
  record Merged(List<ParsedScript> order, Optional<SchemaSnapshot> schema) {}

  /** Checks. */
  Merged check(MergeResult merge, CiFolder folder, Optional<Replayed> replayed, Checks checks) {
    var started = System.nanoTime();
    var name = request.baseName() + " " + request.base().getFirst().commit();
    var findings = new ArrayList<>(merge.collisions());
    if (!merge.isMore()) {
      checks.done(Ci.MERGE, name + " brings nothing new", findings, started);
      return new Merged(folder.migrations(), replayed.flatMap(Replayed::schema));
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
    var schema = Optional.<SchemaSnapshot>empty();
    if (!merged.isUnreadable() && replayed.filter(r -> !r.failed()).isPresent()) {
      var together = replay.run(merged.migrations(), Wanted.LAST);
      together.findings().stream()
          .filter(Finding::blocks)
          .map(this::inMerge)
          .forEach(findings::add);
      schema = together.schema();
    }
    checks.done(Ci.MERGE, "with what is new on " + name, findings, started);
    return new Merged(merged.isUnreadable() ? folder.migrations() : merged.migrations(), schema);
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
}
