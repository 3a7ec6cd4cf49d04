package dev.migrationledger.report.changes;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A requirement of a framework that parts of the report are evidence for.
 *
 * @param framework the framework with its version
 * @param requirement the requirement's number
 * @param title what it is about
 * @param evidence which parts of the report speak to it, and what they do not cover
 */
public record Control(String framework, String requirement, String title, String evidence) {

  public Control {
    requireNonNull(framework, "framework");
    requireNonNull(requirement, "requirement");
    requireNonNull(title, "title");
    requireNonNull(evidence, "evidence");
  }

  /** Those the report was made for. */
  static final List<Control> ALL =
      List.of(
          new Control(
              "SOC 2, Trust Services Criteria 2017",
              "CC8.1",
              "Changes are authorised, documented, tested, approved and implemented",
              "Changes: every change that was implemented, by whom, with which bytes, approved by"
                  + " whom where that is recorded. Exceptions: changes that went another way, and"
                  + " what became of each. Design and testing are outside this report."),
          new Control(
              "ISO/IEC 27001:2022, Annex A",
              "A.8.15",
              "Logging",
              "Population: the log is complete and in one tree whose root is printed. Changes and"
                  + " exceptions: activities and faults with time, actor and origin. Keeping"
                  + " checkpoints outside the database is outside this report."),
          new Control(
              "ISO/IEC 27001:2022, Annex A",
              "A.8.32",
              "Change management",
              "Changes and exceptions, as for CC8.1; the environment is named in the scope."),
          new Control(
              "PCI DSS 4.0.1",
              "10.2",
              "Audit logs support the detection of anomalies",
              "Changes and exceptions: user, type of event, date and time, success or failure,"
                  + " origination and object (10.2.2) of changes of the schema; access to data is"
                  + " not in this log."),
          new Control(
              "PCI DSS 4.0.1",
              "10.3",
              "Audit logs are protected from destruction and unauthorised modification",
              "Population: root and gapless count, to be recomputed with \"ledger verify\". Making"
                  + " this report is itself on record."));
}
