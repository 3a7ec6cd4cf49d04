package dev.migrationledger.api;

import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ObserveEdits;
import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.command.RegisterTarget;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Dependency;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.domain.script.SchemaObject;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.ScriptFacts;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.store.log.Content;
import dev.migrationledger.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A target with text that would be a script in every field that a stranger can fill. */
final class HostileStory {

  static final String TARGET = "shop/\"><script>document.title='run'</script>&amp;?#%2F é";
  static final Content SQL =
      Content.of("SELECT '</pre><script>document.title=\"run\"</script>';\n");
  static final Content DIFF =
      Content.of(
          """
          --- a
          +++ b
          @@ -3,3 +3,3 @@
           same </td>
          -old <img src=x onerror="document.title='run'">
          +new </table><script>document.title='run'</script>
          @@ -9,1 +9,2 @@
           last
          +added
          """);

  private static final String EVIL = "<img src=x onerror=\"document.title='run'\">'\"`${7*7}";
  private static final Instant AT = Instant.parse("2026-03-01T14:03:00Z");
  private static final Script FIRST = script("0029", ScriptFacts.NONE);
  private static final Script SECOND =
      script(
          "0031",
          new ScriptFacts(
              EVIL,
              List.of(new SchemaObject("table", EVIL, "creates", 1)),
              List.of(new SchemaObject("table", EVIL + "2", "reads", 2)),
              0));

  private HostileStory() {}

  static LedgerCommand[] commands() {
    var plan =
        List.of(
            new PlannedMigration(FIRST.version(), FIRST.file(), FIRST.checksum()),
            new PlannedMigration(SECOND.version(), SECOND.file(), SECOND.checksum()));
    var execution = new Execution(AT, AT.plusMillis(12), 12, 3, 5, 0, 1, EVIL, 42, "815");
    var failure = new Failure(Failure.Kind.ROLLED_BACK, "42703", EVIL, EVIL, EVIL, 2, 7, 3, 0);
    var edit =
        new Edit(
            FIRST.version(),
            FIRST.file(),
            FIRST.checksum(),
            FIRST.checksum(),
            bytes("edited"),
            bytes("normalised edited"),
            Edit.Kind.SEMANTIC,
            "",
            DIFF.commitment(),
            List.of(author()));
    return new LedgerCommand[] {
      new RegisterTarget(TARGET, EVIL, EVIL, EVIL),
      new DiscoverMigrations(TARGET, List.of(FIRST, SECOND)),
      new StartRun(TARGET, "run " + EVIL, plan, List.of(), List.of(), Map.of("note", EVIL)),
      RecordApplied.one(TARGET, "run " + EVIL, FIRST.version(), FIRST.checksum(), execution),
      new RecordFailed(TARGET, "run " + EVIL, SECOND.version(), SECOND.checksum(), failure, 1, 30),
      new FinishRun(TARGET, "run " + EVIL, RunOutcome.FAILED, 99),
      new ObserveEdits(TARGET, List.of(edit))
    };
  }

  private static Script script(String version, ScriptFacts facts) {
    return new Script(
        new Version(version),
        version + "_" + EVIL + ".sql",
        bytes(version),
        bytes("normalised " + version),
        SQL.text().length(),
        SQL.commitment(),
        author(),
        version.equals("0029")
            ? List.of()
            : List.of(new Dependency(new Version("0029"), "0029_" + EVIL, EVIL, true, "", 1)),
        List.of(),
        true,
        facts);
  }

  private static Authorship author() {
    return new Authorship(
        Authorship.Source.COMMITTED,
        "c0ffee".repeat(6) + "beef",
        "Mallory " + EVIL,
        EVIL + "@example.org",
        EVIL,
        EVIL,
        AT,
        AT,
        "Widen " + EVIL);
  }

  private static Checksum bytes(String text) {
    return new Checksum(Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex());
  }
}
