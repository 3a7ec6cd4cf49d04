package dev.migrationledger.query.ask.reply;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.ask.grammar.Parsed;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.query.audit.Sentences;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.query.run.Runs;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a run went, why it failed, and what it left. */
public final class Deploys {

  private Deploys() {}

  /** The newest run, or the one at a time; several at one time of day are asked back. */
  public static Reply failure(Place place, Parsed parsed) {
    var runs = Runs.brief(place.connection(), place.target());
    if (!parsed.versions().isEmpty()) {
      return ofMigration(place, parsed.versions().getFirst(), runs);
    }
    if (parsed.times().isEmpty()) {
      return runs.isEmpty()
          ? Reply.of("There was no deploy on %s.".formatted(place.target()))
          : newest(place, runs);
    }
    var span = parsed.times().getFirst();
    var then =
        runs.stream()
            .filter(r -> r.instant(Runs.STARTED_AT).filter(span::holds).isPresent())
            .toList();
    if (then.isEmpty()) {
      return Reply.of(
          "No deploy started on %s at %s (UTC).".formatted(place.target(), span.written()));
    }
    if (then.size() > 1) {
      return Reply.which(
          "%d deploys started on %s at %s (UTC): %s. Ask with the day and the second of one of them."
              .formatted(
                  then.size(),
                  place.target(),
                  span.written(),
                  then.stream()
                      .map(r -> name(r) + " " + outcome(r))
                      .collect(Collectors.joining("; "))),
          Slice.cut(shown(place, place.portion().of(then)), then.size()),
          then.stream()
              .flatMap(r -> r.instant(Runs.STARTED_AT).stream())
              .map(at ->
                  "why did the deploy at %s fail".formatted(Utc.text(at).substring(0, 19) + "Z"))
              .distinct()
              .toList());
    }
    return reply(place, then.getFirst(), "");
  }

  private static Reply newest(Place place, List<Row> runs) {
    var newest = runs.getFirst();
    var went = newest.text(Runs.OUTCOME);
    if (!went.equals("succeeded") && !went.equals("running")) {
      return reply(place, newest, "");
    }
    var failed =
        runs.stream()
            .filter(r -> List.of("failed", "interrupted", "refused").contains(outcome(r)))
            .findFirst();
    var before = sentence(whole(place, newest)) + " ";
    return failed
        .map(r -> reply(place, r, before + "The last one that did not go well: "))
        .orElseGet(() -> reply(place, newest, ""));
  }

  private static Reply ofMigration(Place place, String version, List<Row> runs) {
    var number = Long.parseLong(version);
    return runs.stream()
        .filter(r -> !r.text(Runs.FAILED_VERSION).isEmpty())
        .filter(r -> Long.parseLong(r.text(Runs.FAILED_VERSION)) == number)
        .findFirst()
        .map(r -> reply(place, r, ""))
        .orElseGet(() -> Reply.of("%s never failed on %s.".formatted(version, place.target())));
  }

  private static List<Map<String, Object>> shown(Place place, List<Row> brief) {
    var ids = brief.stream().map(r -> r.text(Runs.RUN)).toList();
    return Runs.those(place.connection(), place.target(), ids).stream().map(Deploys::row).toList();
  }

  /** All that is known of a run that was chosen. */
  private static Row whole(Place place, Row brief) {
    return Runs.one(place.connection(), place.target(), brief.text(Runs.RUN)).getFirst();
  }

  private static Reply reply(Place place, Row brief, String before) {
    var run = whole(place, brief);
    var events =
        AuditQueries.rows(
            place.connection(),
            AuditTrail.NAMED,
            place.target(),
            HistoryFilter.ofRun(run.text(Runs.RUN)));
    List<Evidence> evidence = events.stream().map(AuditQueries::evidence).toList();
    return new Reply(before + sentence(run), List.of(row(run)), evidence);
  }

  private static String outcome(Row run) {
    return run.text(Runs.OUTCOME);
  }

  private static String name(Row run) {
    return "run %s of %s%s"
        .formatted(
            run.text(Runs.RUN),
            run.text(Runs.ACTOR),
            run.instant(Runs.STARTED_AT).map(i -> " at " + Utc.sentence(i)).orElse(""));
  }

  private static String sentence(Row run) {
    var name = "Run" + name(run).substring(3) + " on " + run.text(Runs.TARGET);
    return switch (outcome(run)) {
      case "refused" ->
          "%s was refused before anything was executed: %s."
              .formatted(name, findings(run.text(Runs.FINDINGS)));
      case "running" -> "%s has not finished; %s so far.".formatted(name, applied(run));
      case "succeeded" -> "%s succeeded with %s.".formatted(name, applied(run));
      default -> "%s %s%s; %s%s.".formatted(name, ended(run), why(run), applied(run), left(run));
    };
  }

  private static String ended(Row run) {
    return outcome(run).equals("interrupted") ? "was interrupted" : "failed";
  }

  private static String applied(Row run) {
    var back = run.number(Runs.ROLLED_BACK);
    return back.isPresent()
        ? Sentences.count((int) back.getAsLong()) + " taken back"
        : Sentences.count((int) run.number(Runs.APPLIED).orElse(0)) + " applied";
  }

  private static String findings(String json) {
    return AnswerJson.list(json, Map.class).stream()
        .map(f -> f.get("code") + " " + Sentences.plain(String.valueOf(f.get("message"))))
        .collect(Collectors.joining("; "));
  }

  private static String why(Row run) {
    var file = run.text(Runs.FAILED_FILE);
    if (file.isEmpty()) {
      return "";
    }
    var failure = AnswerJson.object(run.text(Runs.FAILURE));
    var line = number(failure, "line");
    var place = line == 0 ? "" : " line %d, column %d".formatted(line, number(failure, "column"));
    var message =
        (failure.getOrDefault("sql_state", "") + " " + failure.getOrDefault("message", "")).strip();
    var kept = number(failure, "kept");
    return " at %s%s: %s. %s"
        .formatted(
            file,
            place,
            Sentences.plain(message),
            kept == 0
                ? "Nothing of that file was kept"
                : "It stopped half-way, %s of it stay".formatted(Reply.count(kept, "statement")));
  }

  private static long number(Map<String, Object> object, String name) {
    return object.get(name) instanceof Number n ? n.longValue() : 0;
  }

  private static String left(Row run) {
    var left = AnswerJson.list(run.text(Runs.NOT_TRIED), String.class);
    return left.isEmpty()
        ? ", nothing else was planned"
        : ", %d not tried (%s)".formatted(left.size(), String.join(", ", left));
  }

  private static Map<String, Object> row(Row run) {
    return Reply.row(
        "run", run.text(Runs.RUN),
        "outcome", outcome(run),
        "actor", run.text(Runs.ACTOR),
        "started_at", Moment.of(run, Runs.STARTED_AT),
        "finished_at", Moment.of(run, Runs.FINISHED_AT),
        "applied", run.number(Runs.APPLIED).orElse(0),
        "failed", run.text(Runs.FAILED_FILE),
        "failure", AnswerJson.object(run.text(Runs.FAILURE)),
        "not_tried", AnswerJson.list(run.text(Runs.NOT_TRIED), String.class),
        "findings", AnswerJson.list(run.text(Runs.FINDINGS), Map.class));
  }
}
