package dev.migrationledger.runner.cli.lint;

import dev.migrationledger.runner.trace.seen.Claim;
import dev.migrationledger.runner.trace.seen.SeenLock;
import dev.migrationledger.runner.trace.seen.SeenObject;
import dev.migrationledger.runner.trace.seen.Trace;
import dev.migrationledger.runner.trace.seen.TracedMigration;
import dev.migrationledger.runner.trace.seen.TracedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A trace as JSON shows it. */
record TraceAnswer(
    String serverVersion,
    boolean objectsSeen,
    int differences,
    int unclaimed,
    List<Migration> migrations,
    List<Failure> failures) {

  /** One migration. */
  record Migration(
      String file, boolean transactional, double durationMs, List<Statement> statements) {}

  /** One statement. */
  record Statement(
      int statement,
      int line,
      int column,
      String text,
      String locksSeen,
      double durationMs,
      List<Lock> locks,
      List<String> rewritten,
      List<Touched> objects,
      List<Said> claims,
      List<Said> unclaimed) {}

  /** A lock that it took. */
  record Lock(String relation, String table, String mode, boolean made) {}

  /** An object that it touched. */
  record Touched(String action, String type, String name) {}

  /** What a rule says, or what was seen and no rule says. */
  record Said(
      String code, String kind, String relation, String claimed, String seen, boolean agrees) {}

  /** Why it stopped. */
  record Failure(
      String code,
      String file,
      int statement,
      int line,
      int column,
      String sqlState,
      String message) {}

  static TraceAnswer of(Trace trace, String failureCode) {
    return new TraceAnswer(
        trace.serverVersion(),
        trace.objectsSeen(),
        differences(trace),
        unclaimed(trace),
        trace.migrations().stream().map(TraceAnswer::migration).toList(),
        trace.failures().stream()
            .map(f ->
                new Failure(
                    failureCode,
                    f.file(),
                    f.statement(),
                    f.line(),
                    f.column(),
                    f.sqlState(),
                    f.message()))
            .toList());
  }

  /** Claims that were not seen as claimed. */
  static int differences(Trace trace) {
    return trace.migrations().stream()
        .flatMap(migration -> migration.statements().stream())
        .mapToInt(one -> (int) one.claims().stream().filter(claim -> !claim.agrees()).count())
        .sum();
  }

  /** What was seen and no rule claims. */
  static int unclaimed(Trace trace) {
    return trace.migrations().stream()
        .flatMap(migration -> migration.statements().stream())
        .mapToInt(one -> one.unclaimed().size())
        .sum();
  }

  private static Migration migration(TracedMigration traced) {
    return new Migration(
        traced.file(),
        traced.transactional(),
        milliseconds(traced.duration()),
        traced.statements().stream().map(TraceAnswer::statement).toList());
  }

  private static Statement statement(TracedStatement traced) {
    return new Statement(
        traced.statement(),
        traced.line(),
        traced.column(),
        traced.text(),
        traced.seen().name().toLowerCase(Locale.ROOT),
        milliseconds(traced.duration()),
        traced.locks().stream().map(TraceAnswer::lock).toList(),
        traced.rewritten(),
        traced.objects().stream().map(TraceAnswer::touched).toList(),
        traced.claims().stream().map(TraceAnswer::said).toList(),
        traced.unclaimed().stream().map(TraceAnswer::said).toList());
  }

  private static Lock lock(SeenLock lock) {
    return new Lock(lock.relation(), lock.table(), lock.mode().inCatalog(), lock.made());
  }

  private static Touched touched(SeenObject object) {
    return new Touched(object.action(), object.type(), object.name());
  }

  private static Said said(Claim claim) {
    return new Said(
        claim.code(),
        claim.kind().name().toLowerCase(Locale.ROOT),
        claim.relation(),
        claim.claimed(),
        claim.seen(),
        claim.agrees());
  }

  private static double milliseconds(Duration duration) {
    return Math.round(duration.toNanos() / 10_000.0) / 100.0;
  }
}
