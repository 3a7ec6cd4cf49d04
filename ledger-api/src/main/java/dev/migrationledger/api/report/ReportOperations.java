package dev.migrationledger.api.report;

import dev.migrationledger.api.openapi.Content;
import dev.migrationledger.api.openapi.Members;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.openapi.Parameter;
import dev.migrationledger.api.openapi.Shape;
import dev.migrationledger.api.openapi.Success;
import dev.migrationledger.api.openapi.Topic;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import dev.migrationledger.report.changes.ChangeReport;
import dev.migrationledger.report.changes.Sample;
import dev.migrationledger.report.incident.IncidentReport;
import dev.migrationledger.report.render.ReportFormat;
import dev.migrationledger.runner.remote.Wire;
import java.util.List;
import java.util.stream.Stream;

/** What the addresses of reports say of themselves. */
final class ReportOperations {

  private static final String RECORDED =
      " That it was taken, by whom, and its SHA-256 are on record before it is given.";
  private static final Field KEY =
      Field.of(
          Wire.KEY_HEADER,
          Kind.TEXT,
          "true",
          "Names one taking, at most 100 characters: when the same service is asked again under it"
              + " within two minutes, the same bytes are given and nothing more is recorded. Another"
              + " service, or one that was started since, makes, gives and records the report anew.",
          "5f2b6c0b-0a1d-4e63-9e1f-000000000001");
  private static final long MOST_COUNT = 999_999_999;

  private ReportOperations() {}

  static List<Operation> all() {
    return List.of(
        report("changes", "reportChanges", "Change population and exceptions", ChangeReport.class)
            .told(
                "Every change of a target in a period, with who, from where, which bytes and"
                    + " outcome; every exception; a sample that anybody can draw again."
                    + RECORDED)
            .takes(target("The target; when it is not given the service's own, or the only one."))
            .takes(
                new Parameter(
                    "seed",
                    Parameter.Place.QUERY,
                    false,
                    "What the sample's draw depends on; a new one when it is not given.",
                    Members.of("type", "string", "maxLength", ReportRequest.LONGEST_SEED),
                    "1"),
                Parameter.count("sample", "So many changes are drawn.", Sample.USUAL, MOST_COUNT))
            .refuses(ApiError.WHICH_TARGET, ApiError.UNKNOWN_TARGET),
        report("incident", "reportIncident", "A window of time", IncidentReport.class)
            .told("One ordered timeline of all targets, or one, for a post-mortem." + RECORDED)
            .takes(target("Only this target; all of them when it is not given."))
            .refuses(ApiError.UNKNOWN_TARGET, ApiError.NOT_RECORDED));
  }

  private static Operation report(String name, String id, String summary, Class<?> type) {
    var contents =
        Stream.of(ReportFormat.values()).map(format -> content(id, format, type)).toList();
    return Operation.get("/reports/" + name, id, Topic.REPORTS, summary)
        .takes(
            Parameter.query(ReportRequest.FROM).needed(),
            Parameter.query(ReportRequest.TO),
            Parameter.query(ReportRequest.FORMAT).otherwise(ReportRequest.word(ReportFormat.JSON)),
            Parameter.query(ReportRequest.SHOWN),
            Parameter.header(KEY))
        .gives(
            new Success(
                200,
                "The report.",
                contents,
                List.of(Success.Header.AS_OF, Success.Header.DIGEST, Success.Header.FILE)));
  }

  private static Content content(String id, ReportFormat format, Class<?> type) {
    var mediaType = format.mediaType().replaceFirst(";.*", "");
    return switch (format) {
      case JSON -> new Content(mediaType, new Shape.Answer(type), id + ".json");
      case CSV -> new Content(mediaType, Shape.Other.TEXT, id + ".csv");
      case MARKDOWN, HTML -> new Content(mediaType, Shape.Other.TEXT, "");
      case PDF -> new Content(mediaType, Shape.Other.bytes(mediaType), "");
    };
  }

  private static Parameter target(String meaning) {
    return Parameter.query(Field.of("target", Kind.TEXT, "true", meaning, "prod"));
  }
}
