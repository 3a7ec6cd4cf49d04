package dev.migrationledger.runner.shadow;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.schema.SchemaSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Proves down scripts one after the other; one that fails gets the next a new database. */
final class DownProving implements AutoCloseable {

  private final Supplier<ShadowSession> open;
  private final Map<Long, Step> downs;
  private final List<DownProof> proofs = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private ShadowSession session;

  DownProving(Supplier<ShadowSession> open, Map<Long, Step> downs) {
    this.open = open;
    this.downs = Map.copyOf(downs);
    this.session = open.get();
  }

  /** Ends early when a migration fails: that is told by a replay. */
  DownProofs prove(List<Step> steps) {
    @Nullable SchemaSnapshot now = null;
    for (var i = 0; i < steps.size(); i++) {
      var step = steps.get(i);
      var down = downs.get(step.planned().version().number());
      var before = now == null && down != null ? session.snapshot() : now;
      if (session.apply(step).isPresent()) {
        return new DownProofs(proofs, List.of(), findings);
      }
      now = null;
      if (down != null && before != null) {
        now = session.snapshot();
        prove(steps.subList(0, i + 1), down, before, now);
      }
    }
    return new DownProofs(proofs, List.of(now == null ? session.snapshot() : now), findings);
  }

  private void prove(List<Step> upToHere, Step down, SchemaSnapshot before, SchemaSnapshot after) {
    var started = System.nanoTime();
    var step = upToHere.getLast();
    var objection = objection(step, down, before, after);
    var duration = Duration.ofNanos(System.nanoTime() - started);
    objection.ifPresent(found -> {
      findings.add(found);
      rebuild(upToHere);
    });
    proofs.add(
        new DownProof(
            step.planned(), down.planned(), objection.isEmpty(), before, after, duration));
  }

  private Optional<Finding> objection(
      Step step, Step down, SchemaSnapshot before, SchemaSnapshot after) {
    var failure = session.apply(down);
    if (failure.isPresent()) {
      var f = failure.get();
      var message = "the down script failed after its migration" + ShadowFailure.told(f);
      return Optional.of(ShadowCode.DOWN_FAILED.at(down.file(), f.line(), f.column(), message));
    }
    var left = Differences.between(before, session.snapshot());
    if (!left.isEmpty()) {
      return Optional.of(
          ShadowCode.DOWN_DIFFERS.of(
              down.file(),
              "after %s the schema is not the one before %s:\n%s"
                  .formatted(down.file(), step.file(), String.join("\n", left))));
    }
    var again = session.apply(step);
    if (again.isPresent()) {
      var f = again.get();
      var message =
          "%s cannot be applied again after %s: it failed%s"
              .formatted(step.file(), down.file(), ShadowFailure.told(f));
      return Optional.of(ShadowCode.AGAIN_DIFFERS.at(step.file(), f.line(), f.column(), message));
    }
    var other = Differences.between(after, session.snapshot());
    return other.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ShadowCode.AGAIN_DIFFERS.of(
                step.file(),
                "applied again after %s, %s gives another schema than the first time:\n%s"
                    .formatted(down.file(), step.file(), String.join("\n", other))));
  }

  /** As if nothing had been rolled back. */
  private void rebuild(List<Step> steps) {
    session.close();
    session = open.get();
    steps.forEach(session::apply);
  }

  @Override
  public void close() {
    session.close();
  }
}
