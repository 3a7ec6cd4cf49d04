package dev.migrationledger.runner.remote;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.LedgerAnswers;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.UnreadableAnswer;
import dev.migrationledger.query.ask.Answer;
import dev.migrationledger.query.audit.HistoryAnswer;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.query.dependency.RecordedObject;
import dev.migrationledger.query.edit.EditsAnswer;
import dev.migrationledger.query.evidence.VerificationAnswer;
import dev.migrationledger.query.run.Runs;
import dev.migrationledger.query.schema.DriftAnswer;
import dev.migrationledger.query.schema.SchemaValidationLog;
import dev.migrationledger.query.status.StatusAnswer;
import dev.migrationledger.report.changes.ChangeReport;
import dev.migrationledger.report.incident.IncidentReport;
import dev.migrationledger.report.render.ReportFormat;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * What a service answers about the ledger: the documents of its API. An answer of another kind, or
 * one that lacks something, is refused; what a newer service adds to one is passed over.
 */
public final class RemoteAnswers implements LedgerAnswers {

  private static final String UNKNOWN_TARGET = "API-001";
  private static final String JSON = "application/json";

  /** An answer within this did not wait for what it is about. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private static final Pattern BEGUN = Pattern.compile("[?&]begun=([^&#]+)");

  private static final Kind<Targets> TARGETS =
      new Kind<>(Targets.class, "ledger/targets/v1", Targets::schema);
  private static final Kind<StatusAnswer> STATUS =
      new Kind<>(StatusAnswer.class, "ledger/status/v1", StatusAnswer::schema);
  private static final Kind<HistoryAnswer> HISTORY =
      new Kind<>(HistoryAnswer.class, "ledger/history/v1", HistoryAnswer::schema);
  private static final Kind<EditsAnswer> EDITS =
      new Kind<>(EditsAnswer.class, "ledger/edits/v1", EditsAnswer::schema);
  private static final Kind<DriftAnswer> DRIFT =
      new Kind<>(DriftAnswer.class, "ledger/drift-history/v1", DriftAnswer::schema);
  private static final Kind<Answer> ASK = new Kind<>(Answer.class, "ledger/ask/v1", Answer::schema);
  private static final Kind<ChangeReport> CHANGES =
      new Kind<>(ChangeReport.class, "ledger/report-changes/v1", ChangeReport::schema);
  private static final Kind<IncidentReport> INCIDENT =
      new Kind<>(IncidentReport.class, "ledger/report-incident/v1", IncidentReport::schema);
  private static final Kind<VerificationAnswer> VERIFICATION =
      new Kind<>(VerificationAnswer.class, "ledger/verification/v1", VerificationAnswer::schema);

  private final ServiceClient service;
  private final LongSupplier asOf;
  private final Function<String, Wire.RecordsTold> records;

  /**
   * Answers of a service.
   *
   * @param asOf the index of the ledger's last event
   * @param records what is recorded of a target
   */
  RemoteAnswers(
      ServiceClient service, LongSupplier asOf, Function<String, Wire.RecordsTold> records) {
    this.service = service;
    this.asOf = asOf;
    this.records = records;
  }

  /** A kind of answer: its record, and the name that it gives itself. */
  private record Kind<T>(Class<T> type, String name, Function<T, String> named) {}

  /** The targets of the ledger. */
  record Targets(String schema, List<String> targets) {

    Targets {
      requireNonNull(schema, "schema");
      targets = List.copyOf(targets);
    }
  }

  @Override
  public List<String> targets() {
    return read(TARGETS, Map.of(), "targets").targets();
  }

  @Override
  public StatusAnswer status(String target) {
    return about(target, STATUS, "status", Map.of(), at -> StatusAnswer.nothing(target, at));
  }

  @Override
  public HistoryAnswer history(String target, HistoryFilter filter) {
    if (!filter.equals(
        new HistoryFilter(filter.version(), "", filter.actor(), "", "", "", filter.limit()))) {
      throw new IllegalArgumentException("a service is not asked for less by " + filter);
    }
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("version", filter.version());
    parameters.put("actor", filter.actor());
    parameters.put("newest", filter.limit() == 0 ? "" : Integer.toString(filter.limit()));
    return about(
        target,
        HISTORY,
        "history",
        parameters,
        at -> new HistoryAnswer(HISTORY.name(), target, at, List.of()));
  }

  @Override
  public EditsAnswer edits(String target, Optional<Version> version) {
    var parameters = Map.of("version", version.map(Version::text).orElse(""));
    return about(
        target,
        EDITS,
        "edits",
        parameters,
        at -> new EditsAnswer(EDITS.name(), target, at, List.of()));
  }

  @Override
  public DriftAnswer drift(String target, boolean openOnly) {
    var parameters = Map.of("open", openOnly ? "true" : "");
    return about(target, DRIFT, "drift", parameters, at -> DriftAnswer.nothing(target, at));
  }

  @Override
  public List<SchemaValidationLog.Look> schemas(String target) {
    return records.apply(target).looks();
  }

  @Override
  public List<RecordedObject> objects(String target) {
    return records.apply(target).objects();
  }

  @Override
  public Optional<Runs.OnTimeline> lastTimeline(String target) {
    return records.apply(target).timeline().stream().findFirst();
  }

  @Override
  public Answer ask(String target, String question) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("q", question);
    parameters.put("target", target);
    parameters.put("limit", "0");
    try {
      return read(ASK, parameters, "ask");
    } catch (RemoteFailure.NotServed e) {
      if (!e.code().equals(UNKNOWN_TARGET)) {
        throw e;
      }
      parameters.put("any_target", "true");
      return read(ASK, parameters, "ask");
    }
  }

  /**
   * A report in one of its formats.
   *
   * @param subject {@code changes} or {@code incident}
   * @param parameters what it is narrowed by, as the API names it
   */
  public RemoteReport report(String subject, ReportFormat format, Map<String, String> parameters) {
    var all = new LinkedHashMap<>(parameters);
    all.put("format", format.name().toLowerCase(Locale.ROOT));
    var type = format.mediaType().replaceFirst(";.*", "");
    try {
      return RemoteReport.of(service.getOnce(all, List.of("reports", subject), type));
    } catch (IllegalArgumentException e) {
      throw service.notUnderstood(String.valueOf(e.getMessage()));
    }
  }

  /** The report on changes as values, to be shown to somebody. */
  public ChangeReport changes(Map<String, String> parameters) {
    return read(CHANGES, shown("changes", parameters));
  }

  /** The report on a window of time as values, to be shown to somebody. */
  public IncidentReport incident(Map<String, String> parameters) {
    return read(INCIDENT, shown("incident", parameters));
  }

  private byte[] shown(String subject, Map<String, String> parameters) {
    var all = new LinkedHashMap<>(parameters);
    all.put("shown", "terminal");
    return report(subject, ReportFormat.JSON, all).bytes();
  }

  /**
   * What the service found when it verified the whole log, now or a moment ago; waits for as long
   * as it says that it goes on, and asks once a second where that is said without waiting.
   */
  public VerificationAnswer verification() {
    var parameters = new LinkedHashMap<String, String>();
    var path = List.of("verification");
    while (true) {
      var asked = System.nanoTime();
      var response = service.get(parameters, path, JSON);
      if (response.statusCode() != ServiceClient.GOES_ON) {
        return read(VERIFICATION, response.body());
      }
      parameters.put("begun", begun(response.headers().firstValue("Location").orElse("")));
      if (System.nanoTime() - asked < AT_ONCE.toNanos()) {
        ServiceClient.pause(AT_ONCE.toMillis());
      }
    }
  }

  private String begun(String location) {
    var matcher = BEGUN.matcher(location);
    if (!matcher.find()) {
      throw service.notUnderstood(
          "it is of status 202, but %s does not say with begun= which verification goes on"
              .formatted(
                  location.isEmpty() ? "without a Location it" : "its Location " + location));
    }
    return matcher.group(1);
  }

  /** What is said about a target; of one that the ledger does not know nothing is. */
  private <T> T about(
      String target,
      Kind<T> kind,
      String what,
      Map<String, String> parameters,
      LongFunction<T> nothing) {
    try {
      return read(kind, parameters, "targets", target, what);
    } catch (RemoteFailure.NotServed e) {
      if (!e.code().equals(UNKNOWN_TARGET)) {
        throw e;
      }
      return nothing.apply(asOf.getAsLong());
    }
  }

  private <T> T read(Kind<T> kind, Map<String, String> parameters, String... path) {
    return read(kind, service.get(parameters, List.of(path), JSON).body());
  }

  private <T> T read(Kind<T> kind, byte[] body) {
    try {
      var answer = AnswerJson.read(body, kind.type());
      var name = kind.named().apply(answer);
      if (!name.equals(kind.name())) {
        throw service.notUnderstood("it is " + name + ", and this program reads " + kind.name());
      }
      return answer;
    } catch (UnreadableAnswer e) {
      throw service.notUnderstood(String.valueOf(e.getMessage()));
    }
  }
}
