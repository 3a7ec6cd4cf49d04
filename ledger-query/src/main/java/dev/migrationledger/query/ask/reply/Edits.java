package dev.migrationledger.query.ask.reply;

import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.ask.grammar.Period;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.query.audit.Sentences;
import dev.migrationledger.query.edit.EditHistory;
import dev.migrationledger.query.edit.EditQueries;
import dev.migrationledger.query.edit.EditsAnswer;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.query.status.SchemaMigrations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Who edited what after it ran. */
public final class Edits {

  /** How many edits a sentence tells at most. */
  private static final int NAMED = 12;

  private Edits() {}

  public static Reply all(Place place, Period period) {
    var lines =
        during(period, EditQueries.told(place.connection(), place.target(), OptionalLong.empty()));
    if (lines.isEmpty()) {
      return Reply.of(
          "Nobody edited a migration of %s after it ran%s, as far as the ledger has seen."
              .formatted(place.target(), Trail.lower(period)));
    }
    var migrations = lines.stream().map(EditsAnswer.Line::version).distinct().count();
    return reply(
        place,
        "%s of %s on %s: %s."
            .formatted(
                Reply.count(lines.size(), "edit"),
                Reply.count(migrations, "applied migration"),
                place.target(),
                lines.stream()
                        .map(l -> who(l) + " " + verb(l) + " " + l.file() + " (" + state(l) + ")")
                        .limit(NAMED)
                        .collect(Collectors.joining("; "))
                    + (lines.size() > NAMED
                        ? "; and %d more".formatted(lines.size() - NAMED)
                        : "")),
        lines);
  }

  public static Reply of(Place place, Row migration, Period period) {
    long number = migration.number(SchemaMigrations.NUMBER).orElseThrow();
    var all = EditQueries.told(place.connection(), place.target(), OptionalLong.of(number));
    var lines = during(period, all);
    if (lines.isEmpty() && !all.isEmpty()) {
      return Reply.of(
          "No edit of %s was noticed on %s%s."
              .formatted(
                  migration.text(SchemaMigrations.FILENAME), place.target(), Trail.lower(period)));
    }
    return lines.isEmpty() ? nobody(place, migration, number) : edited(place, lines);
  }

  private static List<EditsAnswer.Line> during(Period period, List<EditsAnswer.Line> lines) {
    return lines.stream()
        .filter(l -> l.noticedAt().instant().filter(period::holds).isPresent())
        .toList();
  }

  private static Reply nobody(Place place, Row migration, long number) {
    var file = migration.text(SchemaMigrations.FILENAME);
    var status = migration.text(SchemaMigrations.STATUS);
    var ran =
        AuditQueries.rows(
                place.connection(),
                AuditTrail.NAMED,
                place.target(),
                HistoryFilter.ofVersion(Long.toString(number)))
            .stream()
            .map(AuditQueries::evidence)
            .filter(e -> e.event().equals("MigrationApplied"))
            .toList();
    var sentence =
        ran.isEmpty()
            ? "%s has not run on %s (it is %s), so nobody edited it after it ran."
                .formatted(file, place.target(), status)
            : "Nobody edited %s after it ran on %s: %s applied it%s, and the file last seen has the bytes that ran (checksum %s)."
                .formatted(
                    file,
                    place.target(),
                    migration.text(SchemaMigrations.ACTOR),
                    at(Moment.of(migration, SchemaMigrations.APPLIED_AT)),
                    Words.brief(migration.text(SchemaMigrations.CHECKSUM)));
    return new Reply(sentence, List.of(), ran);
  }

  private static Reply edited(Place place, List<EditsAnswer.Line> lines) {
    var newest = lines.getFirst();
    var ran =
        newest.appliedBy().isEmpty()
            ? "which was taken over without running"
            : "after %s had applied it%s".formatted(newest.appliedBy(), at(newest.appliedAt()));
    var sentence =
        lines.size() == 1
            ? "%s %s on %s, %s."
                .formatted(
                    tell(newest), noticed(newest), place.target(), ran + "; " + outcome(newest))
            : "%s was edited %d times on %s %s; newest first: %s."
                .formatted(
                    newest.file(),
                    lines.size(),
                    place.target(),
                    ran,
                    lines.stream()
                        .map(l -> tell(l) + " " + noticed(l) + ", " + outcome(l))
                        .collect(Collectors.joining("; ")));
    return reply(place, sentence, lines);
  }

  private static String tell(EditsAnswer.Line line) {
    return "%s %s %s%s: %s (%s)"
        .formatted(who(line), verb(line), line.file(), commit(line), checksums(line), line.kind());
  }

  private static String checksums(EditsAnswer.Line line) {
    var now = Words.brief(line.checksumNow());
    return line.kind().equals("reverted")
        ? "checksum " + now + " is back"
        : "checksum %s became %s".formatted(Words.brief(line.checksumApplied()), now);
  }

  /** One commit of an edit, for who asks what its author did. */
  public static String told(Row edit, EditsAnswer.Change change) {
    return "%s %s in commit %s at %s, after it ran (%s)"
        .formatted(
            edit.text(EditHistory.KIND).equals("reverted") ? "put back" : "edited",
            edit.text(EditHistory.FILENAME),
            Words.brief(change.commit()),
            Utc.sentence(Instant.parse(change.authoredAt())),
            edit.text(EditHistory.STATE));
  }

  private static String verb(EditsAnswer.Line line) {
    return line.kind().equals("reverted") ? "put back" : "edited";
  }

  private static String who(EditsAnswer.Line line) {
    if (line.changes().isEmpty()) {
      return "Somebody unknown";
    }
    return line.changes().stream()
        .map(c ->
            c.source().equals("committed")
                ? c.signature()
                : "Somebody with the file of " + c.author() + " (" + c.source() + ")")
        .distinct()
        .collect(Collectors.joining(" and "));
  }

  private static String commit(EditsAnswer.Line line) {
    if (line.changes().isEmpty()) {
      return "";
    }
    var change = line.changes().getFirst();
    var at = " at " + Utc.sentence(Instant.parse(change.authoredAt()));
    var subject = change.message().lines().findFirst().orElse("");
    return change.commit().isEmpty()
        ? at
        : " in commit %s%s%s"
            .formatted(
                Words.brief(change.commit()), subject.isEmpty() ? "" : " \"" + subject + "\"", at);
  }

  private static String noticed(EditsAnswer.Line line) {
    return "(noticed by %s%s)".formatted(line.noticedBy(), at(line.noticedAt()));
  }

  private static String at(Moment moment) {
    return moment.instant().map(i -> " at " + Utc.sentence(i)).orElse("");
  }

  private static String state(EditsAnswer.Line line) {
    return line.state().equals("acknowledged")
        ? "acknowledged by " + line.acknowledgedBy()
        : line.state();
  }

  private static String outcome(EditsAnswer.Line line) {
    return switch (line.state()) {
      case "open" -> "nobody has acknowledged it";
      case "acknowledged" ->
          "%s acknowledged it%s%s because \"%s\""
              .formatted(
                  line.acknowledgedBy(),
                  at(line.acknowledgedAt()),
                  line.approvedBy().isEmpty() ? "" : " with the approval of " + line.approvedBy(),
                  Sentences.plain(line.acknowledgedReason()));
      case "reverted" ->
          line.kind().equals("reverted") ? "the bytes are again those that ran" : "it was reverted";
      case "superseded" -> "a later edit took its place";
      case String other -> throw new IllegalStateException("not a state of an edit: " + other);
    };
  }

  private static Reply reply(Place place, String sentence, List<EditsAnswer.Line> lines) {
    return Reply.part(
        sentence,
        Slice.of(place.portion(), lines, Edits::row),
        place.portion().of(lines).stream().flatMap(l -> l.evidence().stream()));
  }

  private static Map<String, Object> row(EditsAnswer.Line l) {
    return Reply.row(
        "version", l.version(),
        "file", l.file(),
        "edited_by", who(l),
        "commit", l.changes().isEmpty() ? "" : l.changes().getFirst().commit(),
        "edited_at", l.changes().isEmpty() ? "" : l.changes().getFirst().authoredAt(),
        "kind", l.kind(),
        "state", l.state(),
        "checksum_applied", l.checksumApplied(),
        "checksum_now", l.checksumNow(),
        "applied_at", l.appliedAt(),
        "applied_by", l.appliedBy(),
        "noticed_at", l.noticedAt(),
        "noticed_by", l.noticedBy(),
        "acknowledged_by", l.acknowledgedBy(),
        "reason", l.acknowledgedReason());
  }
}
