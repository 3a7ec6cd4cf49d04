package dev.migrationledger.query;

import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ObserveEdits;
import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.command.RegisterTarget;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.origin.Actor;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.domain.origin.CiContext;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Dependency;
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

/** Scripts, people and commands that tests speak of. */
public final class Given {

  public static final Instant AT = Instant.parse("2026-03-01T14:03:00Z");

  private Given() {}

  public static Origin by(String principal) {
    return new Origin(
        new Actor(principal, ActorKind.HUMAN, "option", "", principal, "host-1", "app"),
        CiContext.NONE,
        "",
        "ledger 0.1.0");
  }

  public static Origin deploy() {
    return new Origin(
        new Actor("deploy-bot", ActorKind.SERVICE, "ci", "ada", "runner", "ci-7", "migrator"),
        new CiContext("github", "deploy", "4711", "https://ci.example.org/4711", "c0ffee", "12"),
        "",
        "ledger 0.1.0");
  }

  public static Checksum bytes(String text) {
    return new Checksum(Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex());
  }

  public static Authorship commit(String author, String message) {
    var mail = author.toLowerCase(java.util.Locale.ROOT) + "@example.org";
    return new Authorship(
        Authorship.Source.COMMITTED,
        bytes(author + message).hex().substring(0, 40),
        author,
        mail,
        author,
        mail,
        AT,
        AT,
        message);
  }

  public static Script script(String version, String name, String text, String... needs) {
    return new Script(
        new Version(version),
        version + "_" + name + ".sql",
        bytes(text),
        bytes("normalised " + text),
        text.length(),
        "",
        commit("Ada", "Add " + name),
        Stream.of(needs)
            .map(n -> new Dependency(new Version(n), n + "_needed.sql", "because", true, "", 0))
            .toList(),
        List.of(),
        true,
        ScriptFacts.NONE);
  }

  public static RegisterTarget register(String target) {
    return new RegisterTarget(target, "production", "7001", "shop");
  }

  public static DiscoverMigrations discover(String target, Script... scripts) {
    return new DiscoverMigrations(target, List.of(scripts));
  }

  public static StartRun start(String target, String run, Script... scripts) {
    var plan =
        Stream.of(scripts)
            .map(s -> new PlannedMigration(s.version(), s.file(), s.checksum()))
            .toList();
    return new StartRun(target, run, plan, List.of(), List.of(), Map.of("lock_timeout", "5s"));
  }

  public static RecordApplied applied(String target, String run, Script script) {
    var execution = new Execution(AT, AT.plusMillis(12), 12, 3, 5, 0, 1, "migrator", 4242, "815");
    return RecordApplied.one(target, run, script.version(), script.checksum(), execution);
  }

  public static RecordFailed failed(
      String target, String run, Script script, Failure.Kind kind, String message) {
    var kept = kind == Failure.Kind.HALF_DONE ? 1 : 0;
    var failure = new Failure(kind, "42703", message, "", "", 2, 7, 3, kept);
    return new RecordFailed(target, run, script.version(), script.checksum(), failure, 1, 30);
  }

  public static FinishRun finish(String target, String run, RunOutcome outcome) {
    return new FinishRun(target, run, outcome, 99);
  }

  /** A whole run that applies everything. */
  public static List<LedgerCommand> run(String target, String run, Script... scripts) {
    var first = Stream.<LedgerCommand>of(discover(target, scripts), start(target, run, scripts));
    var outcomes = Stream.of(scripts).<LedgerCommand>map(s -> applied(target, run, s));
    var last = Stream.<LedgerCommand>of(finish(target, run, RunOutcome.SUCCEEDED));
    return Stream.of(first, outcomes, last).flatMap(s -> s).toList();
  }

  public static ObserveEdits edit(
      String target, Script script, String text, String diff, Authorship... changes) {
    return new ObserveEdits(
        target,
        List.of(
            new Edit(
                script.version(),
                script.file(),
                script.checksum(),
                script.checksum(),
                bytes(text),
                bytes("normalised " + text),
                Edit.Kind.SEMANTIC,
                "",
                diff,
                List.of(changes))));
  }

  public static Finding finding(String code, String file, String message) {
    return new Finding(code, Severity.ERROR, file, 0, 0, message, "Rename one of them.");
  }
}
