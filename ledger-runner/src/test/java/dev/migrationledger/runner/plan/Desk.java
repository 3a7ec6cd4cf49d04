package dev.migrationledger.runner.plan;

import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.command.RegisterTarget;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.ledger.LedgerRules;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.ScriptFacts;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.source.CheckedScripts;
import dev.migrationledger.runner.source.DeclaredDependency;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptParser;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.source.SyntaxCheck;
import dev.migrationledger.runner.target.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A folder, what a ledger made by the real rules knows of it, and the target's receipts. */
final class Desk {

  static final String TARGET = "shop";
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Authorship NOBODY =
      new Authorship(Authorship.Source.COMMITTED, "c1", "Ann", "a@x", "Ann", "a@x", NOON, NOON, "");

  final Path folder;
  final LedgerState state = new LedgerState();
  final List<Receipt> receipts = new ArrayList<>();
  private int runs;

  /** How often the parser was asked. */
  int checks;

  Desk(Path folder) {
    this.folder = folder;
    does(new RegisterTarget(TARGET, "production", "71", "shop"));
  }

  Desk write(String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Desk write(String file) {
    return write(file, "SELECT '" + file + "';\n");
  }

  Desk delete(String file) {
    try {
      Files.delete(folder.resolve(file));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Desk rename(String file, String to) {
    try {
      Files.move(folder.resolve(file), folder.resolve(to));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Desk does(LedgerCommand command) {
    LedgerRules.decide(state, command).forEach(state::evolve);
    return this;
  }

  Desk discovers(String... files) {
    var scripts = new ArrayList<Script>();
    for (var file : files) {
      scripts.add(script(parse(source(file))));
    }
    return does(new DiscoverMigrations(TARGET, scripts));
  }

  /** The files run, are recorded and leave their receipts. */
  Desk applied(String... files) {
    discovers(files);
    var run = starts(files);
    for (var file : files) {
      var source = source(file);
      does(RecordApplied.one(TARGET, run, source.version(), source.checksum(), execution(1)));
      receipts.add(receipt(run, source, Receipt.Phase.APPLIED, 1));
    }
    return does(new FinishRun(TARGET, run, RunOutcome.SUCCEEDED, 5));
  }

  Desk failed(String file, Failure.Kind kind) {
    discovers(file);
    var run = starts(file);
    var source = source(file);
    var failure = new Failure(kind, "42P01", "no such table", "", "", 1, 1, 1, 0);
    does(new RecordFailed(TARGET, run, source.version(), source.checksum(), failure, 1, 5));
    return does(new FinishRun(TARGET, run, RunOutcome.FAILED, 5));
  }

  String starts(String... files) {
    runs++;
    var run = "run" + runs;
    var plan = new ArrayList<PlannedMigration>();
    for (var file : files) {
      plan.add(parse(source(file)).planned());
    }
    does(new StartRun(TARGET, run, plan, List.of(), List.of(), Map.of()));
    return run;
  }

  SourceFile source(String file) {
    return read().migrations().stream()
        .filter(f -> f.file().equals(file))
        .findFirst()
        .orElseThrow();
  }

  MigrationFolder read() {
    return MigrationDirectory.read(folder, Naming.LEDGER);
  }

  Plan plan() {
    return plan("", List.of());
  }

  Plan plan(String to, List<RuleOverride> overrides) {
    return plan(to, overrides, true);
  }

  Plan plan(String to, List<RuleOverride> overrides, boolean cosmeticEdits) {
    var request = new PlanRequest("production", to, overrides, cosmeticEdits);
    try (var reading = new Reading()) {
      return Planner.plan(read(), state, receipts, request, reading);
    }
  }

  /** Reads the folder; an edit is cosmetic when it says so itself. */
  private final class Reading implements ScriptReading, AutoCloseable {

    private final SyntaxCheck syntax = new SyntaxCheck("18.1", SyntaxCheck.Extent.EVERYTHING);

    @Override
    public ParsedScript parse(SourceFile file) {
      return Desk.parse(file);
    }

    @Override
    public CheckedScripts check(List<ParsedScript> pending) {
      checks++;
      return syntax.check(pending);
    }

    @Override
    public List<Finding> unmet() {
      return List.of();
    }

    @Override
    public boolean isCosmetic(SourceFile now, MigrationState ran) {
      checks++;
      try {
        return Files.readString(now.path()).contains("-- cosmetic");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      syntax.close();
    }
  }

  /** The findings of a plan, each as one line. */
  List<String> findings() {
    return lines(plan());
  }

  static List<String> lines(Plan plan) {
    return plan.findings().stream()
        .map(f ->
            f.code()
                + " "
                + f.severity()
                + " "
                + f.file()
                + (f.line() == 0 ? "" : ":" + f.line() + ":" + f.column())
                + (f.file().isEmpty() ? "" : ": ")
                + f.message())
        .toList();
  }

  static List<String> steps(Plan plan) {
    return plan.steps().stream().map(s -> s.source().file()).toList();
  }

  static ParsedScript parse(SourceFile file) {
    return ScriptParser.parse(file, Naming.LEDGER);
  }

  static Receipt receipt(String run, SourceFile source, Receipt.Phase phase, int statement) {
    return new Receipt(
        TARGET,
        run,
        source.version(),
        source.file(),
        source.checksum(),
        phase,
        statement,
        execution(statement));
  }

  static Execution execution(int statements) {
    return new Execution(NOON, NOON.plusMillis(5), 5, statements, 0, 0, 1, "app", 4711, "99");
  }

  static Checksum sum(char digit) {
    return new Checksum(String.valueOf(digit).repeat(64));
  }

  static Version v(String text) {
    return new Version(text);
  }

  private static Script script(ParsedScript parsed) {
    var source = parsed.source();
    return new Script(
        source.version(),
        source.file(),
        source.checksum(),
        parsed.normalisedChecksum(),
        source.bytes(),
        "",
        NOBODY,
        parsed.dependencies().stream().map(DeclaredDependency::dependency).toList(),
        parsed.environments(),
        parsed.transactional(),
        ScriptFacts.NONE);
  }
}
