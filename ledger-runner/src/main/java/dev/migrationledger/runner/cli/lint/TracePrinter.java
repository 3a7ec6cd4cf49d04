package dev.migrationledger.runner.cli.lint;

import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.Console.Paint;
import dev.migrationledger.runner.cli.Printable;
import dev.migrationledger.runner.trace.TraceCode;
import dev.migrationledger.runner.trace.seen.Claim;
import dev.migrationledger.runner.trace.seen.SeenLock;
import dev.migrationledger.runner.trace.seen.Trace;
import dev.migrationledger.runner.trace.seen.TracedMigration;
import dev.migrationledger.runner.trace.seen.TracedStatement;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Shows a trace to people: the locks that others wait for, rewrites, objects, and differences. */
final class TracePrinter {

  private final Console console;

  TracePrinter(Console console) {
    this.console = console;
  }

  void print(Trace trace) {
    console.answer("");
    console.answer(
        Paint.STRONG,
        "Trace on PostgreSQL %s; its tables hold what the migrations put there, so times say little"
            .formatted(trace.serverVersion()));
    if (!trace.objectsSeen()) {
      console.answer("objects are not noted: event triggers need a superuser");
    }
    trace.migrations().forEach(this::migration);
    var statements = trace.migrations().stream().mapToInt(one -> one.statements().size()).sum();
    console.answer(
        "trace: %s, %s; %s from what the rules claim, %d seen that no rule claims"
            .formatted(
                LintPrinter.counted(trace.migrations().size(), "migration"),
                LintPrinter.counted(statements, "statement"),
                LintPrinter.counted(TraceAnswer.differences(trace), "difference"),
                TraceAnswer.unclaimed(trace)));
    trace
        .failure()
        .ifPresent(failure ->
            console.answer(
                Paint.BAD,
                "the replay stopped in %s: see %s above"
                    .formatted(failure.file(), TraceCode.REPLAY_FAILED.code())));
  }

  private void migration(TracedMigration migration) {
    console.answer(
        Paint.STRONG,
        "%s  (%s, %s)"
            .formatted(
                Printable.line(migration.file()),
                migration.transactional() ? "one transaction" : "statement by statement",
                milliseconds(migration.duration())));
    migration.statements().forEach(this::statement);
  }

  private void statement(TracedStatement one) {
    console.answer(
        "  %d  line %d  %s  (%s)"
            .formatted(
                one.statement(),
                one.line(),
                Printable.line(one.text()),
                milliseconds(one.duration())));
    switch (one.seen()) {
      case IN_TRANSACTION -> {}
      case POLLED -> say("locks seen from another connection meanwhile; short ones may be missed");
      case NOT_SEEN -> say("locks not seen: it runs outside a transaction and was over too soon");
    }
    strongest(one)
        .values()
        .forEach(lock -> say("locks %s: %s".formatted(lock.relation(), lock.mode().words())));
    one.rewritten().forEach(table -> say("writes " + table + " anew"));
    one.objects()
        .forEach(
            object -> say("%s %s %s".formatted(object.action(), object.type(), object.name())));
    one.claims().forEach(this::claim);
    one.unclaimed().forEach(this::unclaimed);
  }

  /** Of the tables that were there before the migration. */
  private static Map<String, SeenLock> strongest(TracedStatement one) {
    var locks = new LinkedHashMap<String, SeenLock>();
    one.locks().stream()
        .filter(lock -> !lock.made() && !lock.isIndex())
        .sorted(Comparator.comparing(SeenLock::mode).reversed())
        .forEach(lock -> locks.putIfAbsent(lock.relation(), lock));
    return locks;
  }

  private void claim(Claim claim) {
    var seen =
        switch (claim.kind()) {
          case LOCK -> claim.seen().isEmpty() ? "seen no lock on it" : "seen " + claim.seen();
          case REWRITE -> claim.seen().isEmpty() ? "it was not" : "seen";
        };
    var claimed =
        switch (claim.kind()) {
          case LOCK -> "claimed %s on %s (%s)";
          case REWRITE -> "claimed %s: %s (%s)";
        };
    var said = claimed.formatted(claim.claimed(), claim.relation(), claim.code()) + ", " + seen;
    if (claim.agrees()) {
      say(said);
    } else {
      differs(said);
    }
  }

  private void unclaimed(Claim claim) {
    var pattern =
        switch (claim.kind()) {
          case LOCK -> "seen %s on %s, no rule claims it";
          case REWRITE -> "seen %s: %s, no rule claims it";
        };
    say(pattern.formatted(claim.seen(), claim.relation()));
  }

  private void differs(String said) {
    console.answer(Paint.WARN, "       DIFFERENT: " + Printable.line(said));
  }

  private void say(String said) {
    console.answer("       " + Printable.line(said));
  }

  private static String milliseconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
  }
}
