package dev.migrationledger.query.ask.assurance;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.ask.grammar.Parsed;
import dev.migrationledger.query.ask.reply.Place;
import dev.migrationledger.query.ask.reply.Reply;
import dev.migrationledger.query.ask.reply.Slice;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.query.schema.SchemaValidationLog;
import dev.migrationledger.store.log.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How everything stood at a moment: the events recorded until then, folded by the domain. */
final class PastState {

  private static final int BATCH = 1_000;

  private final EventLog log;

  PastState(EventLog log) {
    this.log = log;
  }

  Reply of(Place place, Parsed parsed) {
    var moment = Moments.of(place, parsed);
    var last = AuditQueries.lastBefore(place.connection(), place.target(), moment.before());
    if (last.isEmpty()) {
      return Reply.of(
          "%s nothing had been recorded on %s yet.".formatted(moment.told(), place.target()));
    }
    var evidence = new ArrayList<Evidence>();
    evidence.add(AuditQueries.evidence(last.get()));
    var state = fold(place, evidence.getFirst().index());
    var all =
        state.migrations().stream()
            .filter(m -> parsed.versions().isEmpty() || isNamed(m, parsed))
            .toList();
    var look = SchemaValidationLog.lastBefore(place.connection(), place.target(), moment.before());
    look.flatMap(l -> AuditQueries.at(place.connection(), index(l)).stream().findFirst())
        .map(AuditQueries::evidence)
        .ifPresent(evidence::add);
    return Reply.part(
        parsed.versions().isEmpty()
            ? "%s %s; %s.".formatted(moment.told(), counted(place, state, all), schema(look))
            : one(place, moment, parsed.versions().getFirst(), state, all),
        Slice.of(place.portion(), all, m -> row(state, m)),
        evidence.stream());
  }

  private LedgerState fold(Place place, long lastIndex) {
    var state = new LedgerState();
    long next = 0;
    while (true) {
      var events = log.readTarget(place.connection(), place.target(), next, BATCH);
      for (var event : events) {
        if (event.index() > lastIndex) {
          return state;
        }
        state.evolve(event.event());
        next = event.sequence() + 1;
      }
      if (events.size() < BATCH) {
        return state;
      }
    }
  }

  private static boolean isNamed(MigrationState migration, Parsed parsed) {
    return migration.version().number() == Long.parseLong(parsed.versions().getFirst());
  }

  private static String counted(Place place, LedgerState state, List<MigrationState> all) {
    var applied = all.stream().filter(m -> word(state, m).equals("applied")).toList();
    var others = new TreeMap<String, Integer>();
    all.stream()
        .map(m -> word(state, m))
        .filter(w -> !w.equals("applied"))
        .forEach(w -> others.merge(w, 1, Integer::sum));
    var edited = all.stream().filter(MigrationState::edited).count();
    return "%d of %d migrations of %s were applied%s%s%s"
        .formatted(
            applied.size(),
            all.size(),
            place.target(),
            applied.isEmpty() ? "" : ", the highest " + applied.getLast().file(),
            others.entrySet().stream()
                .map(e -> ", %d %s".formatted(e.getValue(), e.getKey()))
                .collect(Collectors.joining()),
            edited == 0 ? "" : ", %d edited after they ran".formatted(edited));
  }

  private static String one(
      Place place, Moments moment, String version, LedgerState state, List<MigrationState> all) {
    return all.stream()
        .map(m ->
            "%s %s was %s on %s, with checksum %s%s."
                .formatted(
                    moment.told(),
                    m.file(),
                    word(state, m),
                    place.target(),
                    m.checksum().brief(),
                    m.edited() ? ", edited after it ran" : ""))
        .findFirst()
        .orElseGet(() ->
            "%s the ledger knew no migration %s on %s."
                .formatted(moment.told(), version, place.target()));
  }

  private static String schema(Optional<Row> look) {
    return look.map(l ->
            "the schema was %s (%s objects)"
                .formatted(
                    Words.brief(l.text(SchemaValidationLog.SCHEMA_HASH)),
                    l.text(SchemaValidationLog.OBJECTS)))
        .orElse("no schema had been recorded");
  }

  private static long index(Row look) {
    return look.number(SchemaValidationLog.EVENT_INDEX).orElseThrow();
  }

  private static String word(LedgerState state, MigrationState migration) {
    boolean planned =
        state.run().isOpen()
            && state.run().notTried().contains(migration.version())
            && migration.status() != MigrationStatus.RETIRED
            && !migration.status().isDone();
    return planned ? "running" : Words.of(migration.status());
  }

  private static Map<String, Object> row(LedgerState state, MigrationState migration) {
    return Reply.row(
        "version", migration.version().text(),
        "file", migration.file(),
        "state", word(state, migration),
        "checksum", migration.checksum().hex(),
        "edited", migration.edited());
  }
}
