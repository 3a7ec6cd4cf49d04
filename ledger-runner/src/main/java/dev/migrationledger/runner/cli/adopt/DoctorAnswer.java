package dev.migrationledger.runner.cli.adopt;

import dev.migrationledger.runner.cli.answer.FindingAnswer;
import dev.migrationledger.runner.doctor.Diagnosis;
import java.util.List;
import java.util.Locale;

/** What {@code doctor} answers. */
record DoctorAnswer(
    String schema,
    String target,
    long asOf,
    Summary summary,
    List<FindingAnswer> findings,
    List<Cause> rootCauses,
    List<String> notExamined) {

  /** What was looked at. */
  record Summary(
      int files,
      int ran,
      int neverRan,
      int retired,
      List<Diagnosis.History> histories,
      boolean ledger) {}

  /** A root cause. */
  record Cause(
      String code,
      String title,
      String risk,
      String riskReason,
      List<String> evidence,
      List<Diagnosis.Action> actions) {}

  static DoctorAnswer of(String target, long asOf, Diagnosis diagnosis) {
    var s = diagnosis.summary();
    return new DoctorAnswer(
        "ledger/doctor/v1",
        target,
        asOf,
        new Summary(s.files(), s.ran(), s.neverRan(), s.retired(), s.histories(), s.ledger()),
        FindingAnswer.of(diagnosis.findings()),
        diagnosis.causes().stream()
            .map(c ->
                new Cause(
                    c.code(),
                    c.title(),
                    c.risk().name().toLowerCase(Locale.ROOT),
                    c.why(),
                    c.evidence(),
                    c.actions()))
            .toList(),
        diagnosis.notExamined());
  }
}
