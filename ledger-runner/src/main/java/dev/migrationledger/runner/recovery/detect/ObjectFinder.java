package dev.migrationledger.runner.recovery.detect;

import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.run.RecoveryAction.Risk;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.dependency.RecordedObject;
import dev.migrationledger.runner.recovery.state.Estimate;
import dev.migrationledger.runner.recovery.state.FailureState;
import dev.migrationledger.runner.recovery.state.RecoveryCode;
import dev.migrationledger.runner.recovery.state.Repair;
import dev.migrationledger.runner.recovery.state.Step;
import dev.migrationledger.runner.recovery.state.WayOut;
import dev.migrationledger.runner.target.Receipt;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds objects that applied scripts created, that none dropped, and that are not there. */
final class ObjectFinder {

  private final Scene scene;
  private Optional<Presence> presence = Optional.empty();
  private int found;

  ObjectFinder(Scene scene) {
    this.scene = scene;
  }

  /** How many states the look found. */
  int found() {
    return found;
  }

  List<FailureState> find(List<String> notes) throws SQLException {
    if (scene.objects().isEmpty()) {
      return List.of();
    }
    var live = Presence.of(scene.session(), scene.objects());
    presence = Optional.of(live);
    var texts = new ScriptTexts(scene);
    var gone =
        expected(notes).values().stream()
            .filter(Presence::canTell)
            .filter(o -> !live.holds(o))
            .toList();
    var missing = new ArrayList<FailureState>();
    for (var object : gone) {
      var script = migration(object.number());
      if (script.isPresent()
          && gone.stream().noneMatch(g -> goesWith(object, script.get(), g, texts))
          && !texts.takesBack(script.get(), object)) {
        missing.add(state(object, script.get(), texts));
      }
    }
    found = missing.size();
    return missing;
  }

  /** Whether an object is gone because a table, schema or type is that it belongs to. */
  private static boolean goesWith(
      RecordedObject object, MigrationState script, RecordedObject whole, ScriptTexts texts) {
    return !whole.name().equals(object.name())
        && (object.name().startsWith(whole.name() + ".")
            || (whole.kind().equals("table") && texts.names(script, object, whole.name())));
  }

  /** What a migration creates and what of it is there. */
  record There(long holds, long of) {

    /** Whether all of it is there, and there is something. */
    boolean all() {
      return of > 0 && holds == of;
    }

    @Override
    public String toString() {
      return of == 0
          ? "what it creates is not known"
          : holds + " of the " + of + " objects it creates are there";
    }
  }

  /** How much of what a migration creates is there. */
  There there(Version version) {
    var own =
        scene.objects().stream()
            .filter(o -> o.number() == version.number() && o.action().equals("creates"))
            .filter(Presence::canTell)
            .toList();
    return presence
        .map(p -> new There(own.stream().filter(p::holds).count(), own.size()))
        .orElseGet(() -> new There(0, 0));
  }

  private Map<String, RecordedObject> expected(List<String> notes) {
    var unproved = unproved();
    var expected = new LinkedHashMap<String, RecordedObject>();
    for (var object : scene.objects()) {
      var script = migration(object.number());
      if (script.filter(m -> m.status().isDone()).isEmpty() || unproved.contains(object.number())) {
        continue;
      }
      if (object.kind().equals("opaque")) {
        if (!expected.isEmpty()) {
          notes.add(
              script.get().file()
                  + " runs SQL that is not known before it runs, and may have dropped what was"
                  + " there before; that is not looked for");
        }
        expected.clear();
      } else if (object.action().equals("creates")) {
        expected.put(object.kind() + " " + object.name(), object);
      } else {
        expected
            .values()
            .removeIf(
                o -> o.name().equals(object.name()) || o.name().startsWith(object.name() + "."));
      }
    }
    return expected;
  }

  /** Whose receipts are missing: that is told by itself. */
  private Set<Long> unproved() {
    var proved = new HashSet<Long>();
    scene.own().stream()
        .filter(r -> r.phase() == Receipt.Phase.APPLIED)
        .forEach(r -> proved.add(r.version().number()));
    var unproved = new HashSet<Long>();
    scene.state().migrations().stream()
        .map(MigrationState::version)
        .filter(v -> !proved.contains(v.number()) && !scene.state().repairs().acceptsNoReceipt(v))
        .forEach(v -> unproved.add(v.number()));
    return unproved;
  }

  private Optional<MigrationState> migration(long number) {
    return scene.state().migrations().stream()
        .filter(m -> m.version().number() == number)
        .findFirst();
  }

  private FailureState state(RecordedObject object, MigrationState script, ScriptTexts texts) {
    var subject = object.kind() + " " + object.name();
    var ways = new ArrayList<WayOut>();
    texts.create(script, object).ifPresent(sql -> ways.add(create(subject, script, sql)));
    ways.add(
        WayOut.of(
            "accept",
            Step.record(
                "record that " + subject + " is gone for good",
                Risk.LOW,
                "nothing is executed; a migration that drops it tells other targets too"),
            new Repair.Accept()));
    return new FailureState(
        RecoveryCode.OBJECT_MISSING,
        subject,
        script.version().text(),
        subject + " is not there; " + script.file() + " line " + object.line() + " creates it",
        List.of("no applied migration drops it, and the target's catalogs do not have it"),
        ways,
        false);
  }

  private static WayOut create(String subject, MigrationState script, String sql) {
    var step =
        new Step(
            "create " + subject + " as " + script.file() + " does",
            sql,
            Risk.MEDIUM,
            "later changes to it are not repeated",
            "",
            Estimate.NONE,
            !ScriptTexts.isConcurrent(sql));
    return WayOut.of("create", step, new Repair.RunSql());
  }
}
