package dev.migrationledger.runner.cli.report;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.report.Period;
import dev.migrationledger.runner.cli.OutputFormat;

/**
 * The report that somebody wants.
 *
 * @param subject what it is about
 * @param period the time it is about
 * @param seed what the sample's draw depends on, empty for one that is drawn
 * @param sample how many changes are drawn
 * @param format how it is given
 */
record Wanted(Subject subject, Period period, String seed, int sample, OutputFormat format) {

  Wanted {
    requireNonNull(subject, "subject");
    requireNonNull(period, "period");
    requireNonNull(seed, "seed");
    requireNonNull(format, "format");
  }

  /** What a report is about. */
  enum Subject {
    changes,
    incident
  }
}
