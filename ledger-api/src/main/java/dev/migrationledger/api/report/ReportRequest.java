package dev.migrationledger.api.report;

import dev.migrationledger.api.request.Parameters;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import dev.migrationledger.report.Period;
import dev.migrationledger.report.changes.Sample;
import dev.migrationledger.report.render.ReportFormat;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a report is asked for.
 *
 * @param period the time it is about
 * @param format how it is given
 * @param recorded what is put on record as its format
 * @param seed what the sample's draw depends on
 * @param sample at most so many changes are drawn
 */
public record ReportRequest(
    Period period, ReportFormat format, String recorded, String seed, int sample) {

  /** The formats that requests can name. */
  public static final List<String> FORMATS =
      Arrays.stream(ReportFormat.values()).map(ReportRequest::word).toList();

  static final int LONGEST_SEED = 200;
  static final Field FROM =
      Field.of("from", Kind.MOMENT, "true", "Its first moment.", "2026-01-01");
  static final Field TO =
      Field.of("to", Kind.MOMENT, "true", "Its end, excluded; now, if left out.", "2026-04-01");
  static final Field SHOWN =
      Field.oneOf(
          "shown",
          "true",
          "Where it is shown by a program that does not keep it; it is on record as `human` then.",
          List.of("terminal"));
  static final Field FORMAT = Field.oneOf("format", "true", "The format.", FORMATS);

  /** The report on changes, which draws a sample. */
  static ReportRequest ofChanges(Parameters parameters) {
    var seed = parameters.text("seed").strip();
    if (seed.length() > LONGEST_SEED) {
      parameters.wrong("seed is longer than " + LONGEST_SEED + " characters");
    }
    var sample = parameters.text("sample").isEmpty() ? Sample.USUAL : parameters.count("sample");
    return of(parameters, seed.isEmpty() ? Sample.newSeed() : seed, sample);
  }

  /** The report on a window of time, which draws none. */
  static ReportRequest ofIncident(Parameters parameters) {
    return of(parameters, "", 0);
  }

  private static ReportRequest of(Parameters parameters, String seed, int sample) {
    parameters.needed(FROM.name(), "e.g. from=" + FROM.example());
    var from = moment(parameters, FROM, Instant.EPOCH);
    var to = moment(parameters, TO, Instant.now().truncatedTo(ChronoUnit.MICROS));
    var word = parameters.value(FORMAT).map(Object::toString).orElse(word(ReportFormat.JSON));
    if (!from.isBefore(to)) {
      parameters.wrong("from is not before to; a period ends after it begins");
      to = from.plusSeconds(1);
    }
    var recorded = parameters.value(SHOWN).isPresent() ? "human" : word;
    parameters.refuse();
    var format = ReportFormat.valueOf(word.toUpperCase(Locale.ROOT));
    return new ReportRequest(new Period(from, to), format, recorded, seed, sample);
  }

  private static Instant moment(Parameters parameters, Field field, Instant otherwise) {
    return parameters.value(field).map(at -> Instant.parse((String) at)).orElse(otherwise);
  }

  /** A format as requests name it. */
  static String word(ReportFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }
}
