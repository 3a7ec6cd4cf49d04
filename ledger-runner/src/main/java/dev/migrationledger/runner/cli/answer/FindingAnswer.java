package dev.migrationledger.runner.cli.answer;

import dev.migrationledger.domain.run.Finding;
import java.util.List;
import java.util.Locale;

/** A finding as JSON shows it. */
public record FindingAnswer(
    String code,
    String severity,
    String file,
    int line,
    int column,
    String message,
    String remedy) {

  /** Findings, in the order given. */
  public static List<FindingAnswer> of(List<Finding> findings) {
    return findings.stream()
        .map(f ->
            new FindingAnswer(
                f.code(),
                f.severity().name().toLowerCase(Locale.ROOT),
                f.file(),
                f.line(),
                f.column(),
                f.message(),
                f.remedy()))
        .toList();
  }
}
