package dev.migrationledger.api;

import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.ObserveDrift;
import dev.migrationledger.domain.command.ObserveEdits;
import dev.migrationledger.domain.command.PlanRecovery;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.command.RecordSchema;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.schema.Attribution;
import dev.migrationledger.domain.schema.Drift;
import dev.migrationledger.domain.schema.KnownSchema;
import dev.migrationledger.domain.schema.ObservedDrift;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.store.log.Content;
import dev.migrationledger.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The story that the examples of the API's description are from: a migration was applied and edited
 * after it ran, the next one stopped half-way, and somebody added a column by hand. Another broke
 * the glass before, and one waits for its approval.
 */
final class DescribedStory {

  private static final String RAN = "CREATE TABLE users (id int);\n";
  private static final String NOW = "CREATE TABLE users (id bigint);\n";
  private static final String DIFF =
      """
      --- 0029_users.sql
      +++ 0029_users.sql
      @@ -1,1 +1,1 @@
      -CREATE TABLE users (id int);
      +CREATE TABLE users (id bigint);
      """;
  private static final String SNAPSHOT = "{\"objects\":[{\"kind\":\"table\",\"name\":\"users\"}]}";

  private static final Script HASTY = Commands.script("0028", "prices");
  private static final Script WAITING = Commands.script("0033", "invoices");

  private DescribedStory() {}

  /** The bytes that an approval has to name. */
  static String waiting() {
    return WAITING.checksum().hex();
  }

  static void tell(RunningService service) {
    var ran = Content.of(RAN);
    var users = script(ran);
    var orders = Commands.script("0031", "orders_idx");
    service.record(Commands.register("prod"));
    service.recordWith(new DiscoverMigrations("prod", List.of(HASTY, users, orders, WAITING)), ran);
    service.record(Judges.brokenGlass("run-0", HASTY));
    service.record(
        Commands.start("prod", "run-1", users, orders),
        Commands.applied("prod", "run-1", users),
        new RecordFailed(
            "prod", "run-1", orders.version(), orders.checksum(), lockTimeout(), 1, 5_030),
        new FinishRun("prod", "run-1", RunOutcome.FAILED, 5_099));
    look(service);
    edit(service, users);
    service.record(
        new PlanRecovery("prod", orders.version(), "an invalid index was left behind", List.of()),
        Commands.register("test"));
  }

  /** A migration that stopped half-way. */
  static Failure lockTimeout() {
    return new Failure(
        Failure.Kind.HALF_DONE,
        "55P03",
        "canceling statement due to lock timeout",
        "",
        "",
        3,
        12,
        1,
        1);
  }

  private static void look(RunningService service) {
    var snapshot = Content.of(SNAPSHOT);
    var hash = sum(SNAPSHOT).hex();
    service.recordWith(
        new RecordSchema(
            "prod", "run-1", new KnownSchema(hash, 1, snapshot.commitment()), hash, List.of()),
        snapshot);
    var drift =
        new Drift(
            "column",
            "public.users.nick",
            Drift.Change.ADDED,
            "",
            "{\"type\":\"text\"}",
            "ALTER TABLE public.users DROP COLUMN nick;");
    var seen = new ObservedDrift(drift, Attribution.UNKNOWN, "0029_users.sql");
    service.record(new ObserveDrift("prod", hash, List.of(seen)));
  }

  private static void edit(RunningService service, Script users) {
    var now = Content.of(NOW);
    var diff = Content.of(DIFF);
    var edit =
        new Edit(
            users.version(),
            users.file(),
            sum(RAN),
            sum(RAN),
            sum(NOW),
            sum(NOW),
            Edit.Kind.SEMANTIC,
            now.commitment(),
            diff.commitment(),
            List.of(users.author()));
    service.recordWith(new ObserveEdits("prod", List.of(edit)), now, diff);
  }

  private static Script script(Content text) {
    return new Script(
        Commands.USERS.version(),
        Commands.USERS.file(),
        sum(RAN),
        sum(RAN),
        RAN.length(),
        text.commitment(),
        Commands.USERS.author(),
        List.of(),
        List.of(),
        true,
        Commands.USERS.facts());
  }

  private static Checksum sum(String text) {
    return new Checksum(Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex());
  }
}
