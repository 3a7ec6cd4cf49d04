package dev.migrationledger.query.ask.reply;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.ask.grammar.Parsed;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.Sentences;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.run.Runs;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.query.status.StatusQueries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What held migrations back, and which took most time. */
public final class Blockers {

  /** Lock not available, deadlock. */
  private static final Set<String> LOCKS = Set.of("55P03", "40P01");

  private static final int NAMED = 5;
  private static final int SLOWEST = 10;

  private Blockers() {}

  private record Waited(Row migration, long ms) {}

  /** What blocked whom. */
  public static Reply of(Place place, Parsed parsed) {
    var wanted = parsed.versions().stream().map(Long::parseLong).toList();
    var failed =
        Runs.failed(place.connection(), place.target()).stream()
            .filter(r -> wanted.isEmpty() || concerns(r, wanted))
            .toList();
    var locked = failed.stream().filter(r -> LOCKS.contains(state(r))).toList();
    var blocking = failed.stream().filter(r -> !notTried(r).isEmpty()).toList();
    var waited =
        StatusQueries.waited(place.connection(), place.target()).stream()
            .filter(r ->
                wanted.isEmpty() || wanted.contains(r.number(SchemaMigrations.NUMBER).orElse(-1)))
            .map(r -> new Waited(r, lockWait(r)))
            .filter(w -> w.ms() > 0)
            .sorted(Comparator.comparingLong(Waited::ms).reversed())
            .map(Waited::migration)
            .toList();
    var rows = new ArrayList<Map<String, Object>>();
    failed.stream()
        .filter(r -> blocking.contains(r) || locked.contains(r))
        .forEach(r -> rows.add(row(r)));
    waited.forEach(r -> rows.add(waiting(r)));
    return new Reply(
        "On %s %s; %s; %s."
            .formatted(place.target(), held(blocking), refused(locked), waits(waited)),
        rows,
        evidence(place, failed, waited));
  }

  private static boolean concerns(Row run, List<Long> wanted) {
    return wanted.contains(Long.parseLong(run.text(Runs.FAILED_VERSION)))
        || notTried(run).stream().anyMatch(v -> wanted.contains(Long.parseLong(v)));
  }

  private static List<String> notTried(Row run) {
    return AnswerJson.list(run.text(Runs.NOT_TRIED), String.class);
  }

  private static String state(Row run) {
    return String.valueOf(failure(run).getOrDefault("sql_state", ""));
  }

  private static Map<String, Object> failure(Row run) {
    return AnswerJson.object(run.text(Runs.FAILURE));
  }

  private static String held(List<Row> runs) {
    return runs.isEmpty()
        ? "no failed migration held others back"
        : runs.stream()
                .limit(NAMED)
                .map(r ->
                    "%s failed in run %s and held back %s (%s)"
                        .formatted(
                            r.text(Runs.FAILED_FILE),
                            r.text(Runs.RUN),
                            Sentences.count(notTried(r).size()),
                            some(notTried(r))))
                .collect(Collectors.joining(", "))
            + more(runs);
  }

  private static String some(List<String> versions) {
    return versions.size() > NAMED
        ? versions.getFirst() + " to " + versions.getLast()
        : String.join(", ", versions);
  }

  private static String refused(List<Row> runs) {
    return runs.isEmpty()
        ? "no migration was refused a lock"
        : runs.stream()
                .limit(NAMED)
                .map(r ->
                    "%s was refused a lock in run %s: %s"
                        .formatted(
                            r.text(Runs.FAILED_FILE),
                            r.text(Runs.RUN),
                            Sentences.plain(
                                String.valueOf(failure(r).getOrDefault("message", "")))))
                .collect(Collectors.joining(", "))
            + more(runs);
  }

  private static String more(List<Row> all) {
    return all.size() > NAMED ? " and %d more".formatted(all.size() - NAMED) : "";
  }

  private static String waits(List<Row> waited) {
    return waited.isEmpty()
        ? "no migration waited for a lock"
        : "the longest wait for a lock was %d ms (%s)"
            .formatted(lockWait(waited.getFirst()), file(waited.getFirst()));
  }

  private static String file(Row migration) {
    return migration.text(SchemaMigrations.FILENAME);
  }

  private static long lockWait(Row migration) {
    return AnswerJson.object(migration.text(SchemaMigrations.METADATA)).get("execution")
                instanceof Map<?, ?> execution
            && execution.get("lock_wait_ms") instanceof Number waited
        ? waited.longValue()
        : 0;
  }

  private static Map<String, Object> row(Row run) {
    return Reply.row(
        "run", run.text(Runs.RUN),
        "at", Moment.of(run, Runs.STARTED_AT),
        "file", run.text(Runs.FAILED_FILE),
        "sql_state", state(run),
        "message", failure(run).getOrDefault("message", ""),
        "held_back", notTried(run),
        "lock_wait_ms", 0);
  }

  private static Map<String, Object> waiting(Row migration) {
    return Reply.row(
        "run", migration.text(SchemaMigrations.RUN),
        "at", Moment.of(migration, SchemaMigrations.APPLIED_AT),
        "file", file(migration),
        "sql_state", "",
        "message", "",
        "held_back", List.of(),
        "lock_wait_ms", lockWait(migration));
  }

  private static List<Evidence> evidence(Place place, List<Row> failed, List<Row> migrations) {
    var runs = failed.stream().map(r -> r.text(Runs.RUN)).distinct().toList();
    var numbers =
        migrations.stream()
            .flatMap(r -> r.number(SchemaMigrations.NUMBER).stream().boxed())
            .distinct()
            .toList();
    return Stream.concat(
            AuditQueries.ofRuns(
                place.connection(), place.target(), runs, "MigrationFailed", "RunFinished")
                .stream(),
            AuditQueries.events(place.connection(), place.target(), "MigrationApplied", numbers)
                .stream())
        .map(AuditQueries::evidence)
        .toList();
  }

  /** Which applied migrations took most time. */
  public static Reply slowest(Place place) {
    var applied = States.having(States.migrations(place), "applied");
    var slowest = StatusQueries.slowest(place.connection(), place.target(), SLOWEST);
    var told =
        slowest.stream()
            .limit(NAMED)
            .map(r -> file(r) + " (" + r.text(SchemaMigrations.EXECUTION_TIME_MS) + " ms)")
            .collect(Collectors.joining(", "));
    return new Reply(
        applied.isEmpty()
            ? "No migration is applied on %s.".formatted(place.target())
            : "The slowest of %d applied migrations on %s: %s."
                .formatted(applied.size(), place.target(), told),
        slowest.stream().map(Blockers::slow).toList(),
        evidence(place, List.of(), slowest));
  }

  private static Map<String, Object> slow(Row row) {
    return Reply.row(
        "version", row.text(SchemaMigrations.VERSION),
        "file", file(row),
        "execution_time_ms", row.number(SchemaMigrations.EXECUTION_TIME_MS).orElse(0),
        "lock_wait_ms", lockWait(row),
        "applied_at", Moment.of(row, SchemaMigrations.APPLIED_AT),
        "actor", row.text(SchemaMigrations.ACTOR),
        "run", row.text(SchemaMigrations.RUN));
  }
}
