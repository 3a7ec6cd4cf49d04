package dev.migrationledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.DdlObserved;
import dev.migrationledger.domain.event.EditAcknowledged;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationEdited;
import dev.migrationledger.domain.event.MigrationFailed;
import dev.migrationledger.domain.event.MigrationRecovered;
import dev.migrationledger.domain.event.MigrationRejected;
import dev.migrationledger.domain.event.MigrationRetired;
import dev.migrationledger.domain.event.MigrationRolledBack;
import dev.migrationledger.domain.event.MigrationValidated;
import dev.migrationledger.domain.event.RecoveryPlanned;
import dev.migrationledger.domain.event.RollbackEvent;
import dev.migrationledger.domain.event.RollbackStarted;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.event.RunFinished;
import dev.migrationledger.domain.event.RunRefused;
import dev.migrationledger.domain.event.RunStarted;
import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.query.ask.Answer;
import dev.migrationledger.query.evidence.Proof;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.store.log.StoredEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The whole catalogue on 100,000 events, against answers that are computed from the events. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CatalogueTest {

  private static BigLedger big;
  private static Oracle oracle;

  @BeforeAll
  static void start() throws SQLException {
    big = BigLedger.made(20_260_301L);
    oracle = new Oracle(big.events(), BigLedger.TARGET);
  }

  @AfterAll
  static void stop() {
    big.ledger().close();
  }

  private static Answer ask(String question) {
    var answer = big.ledger().query().ask(BigLedger.TARGET, question);
    assertThat(answer.isUnderstood()).as(question + ": " + answer.answer()).isTrue();
    return answer;
  }

  private static List<Long> evidence(Answer answer) {
    return answer.evidence().stream().map(e -> e.index()).toList();
  }

  private static List<Object> column(Answer answer, String field) {
    return answer.rows().stream().map(r -> r.get(field)).toList();
  }

  private static Instant second(int event) {
    return big.events().get(event).recordedAt().truncatedTo(ChronoUnit.SECONDS);
  }

  private static final int FROM = 40_000;
  private static final int TO = 60_000;

  private static String period() {
    return "between %s and %s".formatted(written(second(FROM)), written(second(TO)));
  }

  private static String written(Instant at) {
    return Utc.text(at).substring(0, 19).replace('T', ' ');
  }

  private static Predicate<StoredEvent> inPeriod() {
    return s ->
        !s.recordedAt().isBefore(second(FROM))
            && s.recordedAt().isBefore(second(TO).plusSeconds(1));
  }

  private static List<String> files(List<Oracle.Fate> fates) {
    return fates.stream().map(f -> f.file).sorted().toList();
  }

  private static List<String> sorted(List<Object> texts) {
    return texts.stream().map(String::valueOf).sorted().toList();
  }

  @Test
  void there_are_100_000_events_of_six_targets() {
    assertThat(big.events()).hasSizeGreaterThanOrEqualTo(BigLedger.EVENTS);
    var answer = ask("which targets are there");
    assertThat(answer.answer())
        .isEqualTo("The ledger knows 6 targets: eu-1, eu-2, prod, quiet, staging, test.");
    assertThat(evidence(answer))
        .isEqualTo(
            Oracle.indexes(
                big.events().stream().filter(s -> s.event() instanceof TargetRegistered).toList()));
  }

  @Test
  void who_asks_again_whether_a_record_was_altered_is_told_when_that_was_verified() {
    ask("has any record been altered");
    var before = Instant.now();

    var again = ask("has any record been altered").answer();

    assertThat(again).startsWith("No record was altered");
    var at = Pattern.compile(" That was verified at (\\S+ \\S+) UTC").matcher(again);
    assertThat(at.find()).as(again).isTrue();
    assertThat(Instant.parse(at.group(1).replace(' ', 'T') + "Z"))
        .isBetween(before.minus(Proof.MOST), before);
  }

  @Test
  void applied_pending_never_ran_and_different() {
    var fates = oracle.fates();
    var applied = Oracle.in(fates, "applied");
    var answer = ask("what is applied");
    assertThat(sorted(column(answer, "file"))).isEqualTo(files(applied));
    assertThat(answer.answer()).contains(applied.getLast().file).contains("; 1 baselined");
    var last = oracle.lastApplied();
    assertThat(evidence(answer))
        .isEqualTo(
            applied.stream()
                .map(f -> last.get(Long.parseLong(f.version)).index())
                .sorted()
                .toList());
    assertThat(sorted(column(ask("what is pending"), "file")))
        .isEqualTo(files(Oracle.in(fates, "pending", "rolled-back")));
    var never =
        fates.entrySet().stream()
            .filter(f -> !last.containsKey(f.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    var told = ask("which migrations never ran");
    assertThat(told.answer())
        .startsWith("%d of %d migrations of prod".formatted(never.size(), fates.size()));
    assertThat(sorted(column(told, "file"))).isEqualTo(files(never));
    var other =
        Stream.concat(
                fates.values().stream().filter(Oracle.Fate::isEdited),
                Oracle.in(fates, "pending", "rolled-back", "failed", "unknown").stream())
            .toList();
    assertThat(sorted(column(ask("what is different from the files"), "file")))
        .isEqualTo(files(other));
  }

  @Test
  void what_happened_and_what_ran_in_a_period() {
    var events = oracle.where(inPeriod());
    var counts = new TreeMap<String, Long>();
    events.forEach(s -> counts.merge(s.event().getClass().getSimpleName(), 1L, Long::sum));
    var answer = ask("what changed " + period());
    assertThat(answer.answer()).contains("%d events on prod: ".formatted(events.size()));
    counts.forEach((name, n) -> assertThat(answer.answer()).contains(" " + n + " " + name));
    assertThat(evidence(answer))
        .isEqualTo(Oracle.indexes(events.subList(Math.max(0, events.size() - 500), events.size())));

    var ran =
        oracle.of(MigrationApplied.class, MigrationFailed.class, MigrationRolledBack.class).stream()
            .filter(inPeriod())
            .toList();
    var told = ask("what ran " + period());
    assertThat(evidence(told)).isEqualTo(Oracle.indexes(ran));
    assertThat(told.answer())
        .contains(
            "%d migrations were applied on prod"
                .formatted(
                    ran.stream().filter(s -> s.event() instanceof MigrationApplied).count()));
  }

  @Test
  void who_ran_one_migration_and_its_history() {
    var failed = oracle.only(MigrationFailed.class).getFirst().version();
    var tries =
        oracle.where(s ->
            (s.event() instanceof MigrationApplied a && a.version().equals(failed))
                || (s.event() instanceof MigrationFailed f && f.version().equals(failed)));
    assertThat(evidence(ask("who ran " + failed.number()))).isEqualTo(Oracle.indexes(tries));
    var about = oracle.where(s -> concerns(s.event(), failed.number()));
    assertThat(evidence(ask("history of " + failed.text()))).isEqualTo(Oracle.indexes(about));
  }

  private static boolean concerns(LedgerEvent event, long number) {
    return switch (event) {
      case MigrationDiscovered e -> e.script().version().number() == number;
      case MigrationValidated e -> e.version().number() == number;
      case MigrationApplied e -> e.version().number() == number;
      case MigrationFailed e -> e.version().number() == number;
      case MigrationEdited e -> e.edit().version().number() == number;
      case EditAcknowledged e -> e.version().number() == number;
      case MigrationRetired e -> e.version().number() == number;
      case MigrationRolledBack e -> e.version().number() == number;
      case RuleOverridden e -> e.override().version().number() == number;
      case RecoveryPlanned e -> e.version().number() == number;
      case MigrationRecovered e -> e.version().number() == number;
      case MigrationRejected e -> Long.parseLong(e.file().substring(0, 5)) == number;
      case DdlObserved e ->
          !e.ddl().migration().isEmpty() && Long.parseLong(e.ddl().migration()) == number;
      case BaselineEstablished e -> e.covered().stream().anyMatch(v -> v.number() == number);
      default -> false;
    };
  }

  @Test
  void edits_and_decisions() {
    var edits = oracle.of(MigrationEdited.class);
    var answer = ask("which migrations were edited after they ran");
    assertThat(answer.rows()).hasSameSizeAs(edits);
    assertThat(evidence(answer)).containsAll(Oracle.indexes(edits));
    var some = edits.stream().filter(inPeriod()).toList();
    assertThat(ask("what was edited " + period()).rows()).hasSameSizeAs(some);
    var one = ((MigrationEdited) edits.getFirst().event()).edit();
    assertThat(ask("who edited " + one.file()).rows())
        .hasSameSizeAs(
            oracle.only(MigrationEdited.class).stream()
                .filter(e -> e.edit().version().equals(one.version()))
                .toList());
    assertThat(evidence(ask("who acknowledged, retired, baselined or overrode")))
        .isEqualTo(
            Oracle.indexes(
                oracle.of(
                    EditAcknowledged.class,
                    MigrationRetired.class,
                    BaselineEstablished.class,
                    RuleOverridden.class)));
    assertThat(evidence(ask("who retired something " + period())))
        .isEqualTo(
            Oracle.indexes(oracle.of(MigrationRetired.class).stream().filter(inPeriod()).toList()));
  }

  @Test
  void failures_are_told_with_their_runs() {
    var failed =
        oracle.only(RunFinished.class).stream()
            .filter(e -> e.outcome() == RunOutcome.FAILED)
            .map(RunFinished::run)
            .toList();
    var last =
        Stream.concat(
                oracle.of(RunRefused.class).stream(),
                oracle
                    .where(s -> s.event() instanceof RunStarted r && failed.contains(r.run()))
                    .stream())
            .max(Comparator.comparingLong(StoredEvent::index))
            .orElseThrow();
    var run = runOf(last.event());
    assertThat(evidence(ask("why did the last deploy fail")))
        .isEqualTo(Oracle.indexes(oracle.where(s -> runOf(s.event()).equals(run))));
    var first = oracle.only(MigrationFailed.class).getFirst().version();
    var lastOfIt =
        oracle.only(MigrationFailed.class).stream()
            .filter(e -> e.version().equals(first))
            .reduce((a, b) -> b)
            .orElseThrow();
    assertThat(ask("why did the deploy of " + first + " fail").answer())
        .startsWith("Run " + lastOfIt.run() + " of ");
    var started =
        oracle.where(s ->
            (s.event() instanceof RunStarted
                    || s.event() instanceof RollbackStarted
                    || s.event() instanceof RunRefused)
                && s.recordedAt().truncatedTo(ChronoUnit.SECONDS).equals(second(FROM)));
    var asked =
        big.ledger()
            .query()
            .ask(BigLedger.TARGET, "why did the deploy at " + written(second(FROM)) + " fail");
    assertThat(started.size()).isGreaterThan(1);
    assertThat(asked.answer()).startsWith(started.size() + " deploys started on prod at ");
  }

  private static String runOf(LedgerEvent event) {
    return switch (event) {
      case RunRefused e -> e.run();
      case RunStarted e -> e.run();
      case RunFinished e -> e.run();
      case MigrationApplied e -> e.run();
      case MigrationFailed e -> e.run();
      case RuleOverridden e -> e.run();
      case RollbackEvent e -> e.run();
      default -> "";
    };
  }

  @Test
  void what_blocked_whom_and_what_was_slow() {
    var notTried =
        oracle.only(RunFinished.class).stream()
            .collect(Collectors.toMap(RunFinished::run, RunFinished::notTried));
    long blocking =
        oracle.only(MigrationFailed.class).stream()
            .filter(e -> e.failure().sqlState().equals("55P03") || !notTried.get(e.run()).isEmpty())
            .count();
    var last = oracle.lastApplied();
    var applied =
        oracle.fates().entrySet().stream()
            .filter(f -> f.getValue().state.equals("applied"))
            .map(f -> (MigrationApplied) last.get(f.getKey()).event())
            .toList();
    var waited = applied.stream().filter(e -> e.execution().lockWaitMs() > 0).toList();
    var longest =
        waited.stream()
            .max(Comparator.comparingLong(e -> e.execution().lockWaitMs()))
            .orElseThrow();
    var answer = ask("what blocked whom");
    assertThat(answer.rows()).hasSize((int) blocking + waited.size());
    assertThat(answer.answer())
        .contains("%d ms (%s)".formatted(longest.execution().lockWaitMs(), longest.file()));
    assertThat(column(ask("which migrations took longest"), "file"))
        .isEqualTo(
            applied.stream()
                .sorted(
                    Comparator.comparingLong((MigrationApplied e) -> -e.execution().durationMs())
                        .thenComparingLong(e -> e.version().number()))
                .limit(10)
                .map(MigrationApplied::file)
                .toList());
  }

  @Test
  void refusals_recoveries_rollbacks_and_what_should_not_happen() {
    assertThat(evidence(ask("what was refused")))
        .isEqualTo(Oracle.indexes(oracle.of(RunRefused.class, MigrationRejected.class)));
    assertThat(evidence(ask("what was recovered")))
        .isEqualTo(Oracle.indexes(oracle.of(RecoveryPlanned.class, MigrationRecovered.class)));
    assertThat(evidence(ask("what was rolled back")))
        .isEqualTo(Oracle.indexes(oracle.of(RollbackStarted.class, MigrationRolledBack.class)));
    var twice =
        oracle.runsOfEach().values().stream()
            .filter(r -> r.size() > 1)
            .flatMap(List::stream)
            .toList();
    assertThat(evidence(ask("what ran twice"))).isEqualTo(Oracle.indexes(twice));
    var runs = oracle.runsOfEach();
    var late =
        oracle.lastApplied().entrySet().stream()
            .filter(e -> ((MigrationApplied) e.getValue().event()).outOfOrder())
            .flatMap(e -> runs.get(e.getKey()).stream())
            .toList();
    assertThat(evidence(ask("what ran out of order"))).isEqualTo(Oracle.indexes(late));
    var names = new TreeMap<Long, TreeSet<String>>();
    oracle.only(MigrationDiscovered.class).forEach(e -> named(names, e.script().file()));
    oracle.only(MigrationRejected.class).forEach(e -> named(names, e.file()));
    names.values().removeIf(files -> files.size() < 2);
    var shared =
        oracle.where(s ->
            (s.event() instanceof MigrationDiscovered d
                    && names.containsKey(d.script().version().number()))
                || (s.event() instanceof MigrationRejected r
                    && names.containsKey(Long.parseLong(r.file().substring(0, 5)))));
    assertThat(evidence(ask("which numbers are duplicates"))).isEqualTo(Oracle.indexes(shared));
    assertThat(ask("which history was imported").answer())
        .isEqualTo("No history was imported on prod.");
  }

  private static void named(Map<Long, TreeSet<String>> names, String file) {
    names.computeIfAbsent(Long.parseLong(file.substring(0, 5)), n -> new TreeSet<>()).add(file);
  }
}
