package dev.migrationledger.query;

import dev.migrationledger.domain.command.AcknowledgeEdit;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.RefuseRun;
import dev.migrationledger.domain.command.RetireMigration;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.store.log.Content;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** One target's story, from refused duplicates to an edit that somebody acknowledged. */
final class Story {

  static final String TARGET = "prod";
  static final Script USERS = Given.script("0001", "users", "one");
  static final Script ORDERS = Given.script("0002", "orders", "two", "0001");
  static final Script EMAIL = Given.script("0003", "email", "three");
  static final Script HASH = Given.script("0004", "hash", "four");
  static final Script INDEX = Given.script("0005", "orders_idx", "five");
  static final Script LATE = Given.script("0006", "late", "six");
  static final String DIFF = "-CREATE TABLE orders (id int);\n+CREATE TABLE orders (id bigint);\n";

  private final TestLedger ledger;

  private Story(TestLedger ledger) {
    this.ledger = ledger;
  }

  static TestLedger told() throws SQLException {
    var ledger = TestLedger.fresh();
    new Story(ledger).tell();
    return ledger;
  }

  private void tell() {
    by("ada", Given.register(TARGET));
    var shared = "0003 is used by 0003_email.sql and 0003_mail.sql.";
    by(
        "ada",
        new RefuseRun(
            TARGET,
            "run-1",
            List.of(
                Given.finding("PLAN-002", "0003_email.sql", shared),
                Given.finding("PLAN-002", "0003_mail.sql", shared))));
    Given.run(TARGET, "run-2", USERS, ORDERS).forEach(c -> send(Given.deploy(), c));
    by("ada", Given.discover(TARGET, EMAIL, HASH, INDEX));
    by("grace", Given.start(TARGET, "run-3", EMAIL, HASH, INDEX));
    by("grace", Given.applied(TARGET, "run-3", EMAIL));
    by(
        "grace",
        Given.failed(
            TARGET,
            "run-3",
            HASH,
            Failure.Kind.ROLLED_BACK,
            "column \"password_hash\" does not exist"));
    by("grace", Given.finish(TARGET, "run-3", RunOutcome.FAILED));
    by("ada", retire(HASH, "users has no password_hash and needs none"));
    by("ada", Given.discover(TARGET, LATE));
    var diff = Content.of(DIFF);
    ledger.store().keep(List.of(diff));
    by(
        "deploy-bot",
        Given.edit(
            TARGET,
            ORDERS,
            "two, edited",
            diff.commitment(),
            Given.commit("Mallory", "Widen the order id")));
    by(
        "carol",
        new AcknowledgeEdit(
            TARGET, ORDERS.version(), Given.bytes("two, edited"), "the table is empty", "ada"));
    overridden();
  }

  private void overridden() {
    var plan = List.of(new PlannedMigration(LATE.version(), LATE.file(), LATE.checksum()));
    by(
        "grace",
        new StartRun(
            TARGET,
            "run-4",
            plan,
            List.of(new RuleOverride("PLAN-006", LATE.version(), "0005 waits for a window")),
            List.of(),
            Map.of()));
    by("grace", Given.applied(TARGET, "run-4", LATE));
    by("grace", Given.finish(TARGET, "run-4", RunOutcome.SUCCEEDED));
  }

  private static RetireMigration retire(Script script, String reason) {
    return new RetireMigration(TARGET, script.version(), script.file(), reason, false, List.of());
  }

  private void by(String principal, LedgerCommand command) {
    send(Given.by(principal), command);
  }

  private void send(Origin origin, LedgerCommand command) {
    ledger.store().send(command, origin);
  }
}
