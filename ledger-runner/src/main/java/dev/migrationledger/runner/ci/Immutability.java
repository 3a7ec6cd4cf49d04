package dev.migrationledger.runner.ci;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.deploy.AppliedTexts;
import dev.migrationledger.runner.deploy.FolderReading;
import dev.migrationledger.runner.deploy.Likeness;
import dev.migrationledger.runner.plan.PlanRequest;
import dev.migrationledger.runner.plan.Planner;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.source.SyntaxCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must not change any more: what ran, and what others may have run. */
final class Immutability {

  /** Of a plan, what is about files that ran; the rest is about the target. */
  private static final Set<String> ABOUT_FILES =
      Set.of("PLAN-001", "PLAN-002", "PLAN-003", "PLAN-004", "PLAN-005", "PLAN-013", "PLAN-017");

  private final CiRequest request;

  Immutability(CiRequest request) {
    this.request = request;
  }

  /** Against what the ledger knows. */
  List<Finding> findings(CiLedger ledger, MigrationFolder folder) {
    var plan =
        new PlanRequest(request.shadow().environment(), "", List.of(), request.cosmeticEdits());
    var syntax = new SyntaxCheck(request.server().majorVersion(), SyntaxCheck.Extent.NOTHING);
    try (var reading = new FolderReading(request.naming(), syntax, ledger.texts().get())) {
      return Planner.plan(folder, ledger.state().get(), List.of(), plan, reading)
          .findings()
          .stream()
          .filter(finding -> ABOUT_FILES.contains(finding.code()))
          .toList();
    }
  }

  /** Against the files that were there when this branch left the base branch. */
  List<Finding> findings(MergeResult merge) {
    var findings = new ArrayList<Finding>();
    try (var likeness = new Likeness()) {
      for (var before : merge.startFiles().values()) {
        var now = merge.hereFiles().get(before.file());
        if (now == null) {
          gone(merge, before).ifPresent(findings::add);
        } else if (!merge.isAsAtStart(now) && !merge.isOnBase(now)) {
          findings.add(changed(likeness, before, now));
        }
      }
    }
    return findings;
  }

  private Finding changed(Likeness likeness, SourceFile before, SourceFile now) {
    var was = AppliedTexts.written(before);
    var is = AppliedTexts.written(now);
    if (request.cosmeticEdits()
        && was.isPresent()
        && is.isPresent()
        && likeness.isCosmetic(was.get(), is.get())) {
      return CiCode.COSMETIC.of(
          now.file(),
          "%s differs from %s only in line ends, comments, blanks or the case of words"
              .formatted(now.file(), request.baseName()));
    }
    return CiCode.CHANGED.of(
        now.file(),
        "%s was changed on this branch: %s has it with checksum %s, here it has %s"
            .formatted(
                now.file(), request.baseName(), before.checksum().brief(), now.checksum().brief()));
  }

  private Optional<Finding> gone(MergeResult merge, SourceFile before) {
    if (merge.isGoneFromBase(before.file())) {
      return Optional.empty();
    }
    var same = merge.sameBytes(before);
    for (var other : same) {
      if (other.file().equals(before.file() + ".retired")) {
        return Optional.of(
            CiCode.RETIRED.of(other.file(), before.file() + " was set aside on this branch"));
      }
    }
    var how =
        same.isEmpty() ? " was deleted on this branch" : " is called " + same.getFirst().file();
    return Optional.of(
        CiCode.REMOVED.of(
            before.file(), before.file() + how + "; " + request.baseName() + " has it"));
  }
}
