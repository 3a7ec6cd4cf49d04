package dev.migrationledger.api;

import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ObserveEdits;
import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RefuseRun;
import dev.migrationledger.domain.command.RegisterTarget;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.ScriptFacts;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the tests record. */
final class Commands {

  static final Script USERS = script("0029", "users");

  private static final Instant AT = Instant.parse("2026-03-01T14:03:00Z");

  private Commands() {}

  static LedgerCommand register(String target) {
    return new RegisterTarget(target, "production", "7001", "shop");
  }

  static Script script(String version, String name) {
    return new Script(
        new Version(version),
        version + "_" + name + ".sql",
        bytes(name),
        bytes("normalised " + name),
        10,
        "",
        commit("Ada", "Add " + name),
        List.of(),
        List.of(),
        true,
        ScriptFacts.NONE);
  }

  static LedgerCommand discover(String target, Script script) {
    return new DiscoverMigrations(target, List.of(script));
  }

  /** A run that is refused for the names of these files. */
  static LedgerCommand refuse(String target, String... files) {
    return new RefuseRun(
        target,
        "refused",
        Stream.of(files)
            .map(f -> new Finding("SRC-001", Severity.ERROR, f, 0, 0, "no number", "Rename it."))
            .toList());
  }

  /** A run that applies one migration. */
  static LedgerCommand[] run(String target, String run, Script script) {
    var plan = List.of(new PlannedMigration(script.version(), script.file(), script.checksum()));
    var execution = new Execution(AT, AT.plusMillis(12), 12, 3, 5, 0, 1, "migrator", 42, "815");
    return new LedgerCommand[] {
      new StartRun(target, run, plan, List.of(), List.of(), Map.of()),
      RecordApplied.one(target, run, script.version(), script.checksum(), execution),
      new FinishRun(target, run, RunOutcome.SUCCEEDED, 99)
    };
  }

  /** A target with one migration that was applied and edited after it ran. */
  static LedgerCommand[] story(String target) {
    var plan = List.of(new PlannedMigration(USERS.version(), USERS.file(), USERS.checksum()));
    var execution = new Execution(AT, AT.plusMillis(12), 12, 3, 5, 0, 1, "migrator", 42, "815");
    var edit =
        new Edit(
            USERS.version(),
            USERS.file(),
            USERS.checksum(),
            USERS.checksum(),
            bytes("edited"),
            bytes("normalised edited"),
            Edit.Kind.SEMANTIC,
            "",
            "",
            List.of(commit("Mallory", "Widen the id")));
    return new LedgerCommand[] {
      register(target),
      discover(target, USERS),
      new StartRun(target, "run-1", plan, List.of(), List.of(), Map.of()),
      RecordApplied.one(target, "run-1", USERS.version(), USERS.checksum(), execution),
      new FinishRun(target, "run-1", RunOutcome.SUCCEEDED, 99),
      new ObserveEdits(target, List.of(edit))
    };
  }

  static LedgerCommand start(String target, String run, Script... scripts) {
    var plan =
        Stream.of(scripts)
            .map(s -> new PlannedMigration(s.version(), s.file(), s.checksum()))
            .toList();
    return new StartRun(target, run, plan, List.of(), List.of(), Map.of());
  }

  static LedgerCommand applied(String target, String run, Script script) {
    var execution = new Execution(AT, AT.plusMillis(12), 12, 3, 5, 0, 1, "migrator", 42, "815");
    return RecordApplied.one(target, run, script.version(), script.checksum(), execution);
  }

  static LedgerCommand finish(String target, String run) {
    return new FinishRun(target, run, RunOutcome.SUCCEEDED, 99);
  }

  private static Checksum bytes(String text) {
    return new Checksum(Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex());
  }

  private static Authorship commit(String author, String message) {
    var mail = author.toLowerCase(java.util.Locale.ROOT) + "@example.org";
    return new Authorship(
        Authorship.Source.COMMITTED,
        bytes(author + message).hex().substring(0, 40),
        author,
        mail,
        author,
        mail,
        Instant.parse("2026-03-01T14:03:00Z"),
        Instant.parse("2026-03-01T14:03:00Z"),
        message);
  }
}
