package dev.migrationledger.runner.cli.report;

import dev.migrationledger.report.document.Report;
import dev.migrationledger.runner.remote.RemoteAnswers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Has a service make reports; it puts them on record, with the token's owner as who took them. */
record ServiceReports(RemoteAnswers service) {

  /**
   * A report.
   *
   * @param targets the one it is about, or all that the ledger knows
   */
  Made make(Wanted wanted, List<String> targets) {
    var format = LedgerReports.format(wanted);
    var parameters = parameters(wanted, targets);
    if (format.isPresent()) {
      var report = service.report(wanted.subject().name(), format.get(), parameters);
      return new Made(report.bytes(), report.asOf());
    }
    var report =
        switch (wanted.subject()) {
          case changes -> Report.of(service.changes(parameters), wanted.period());
          case incident -> Report.of(service.incident(parameters), wanted.period());
        };
    var page = TextPage.of(report.document()).getBytes(StandardCharsets.UTF_8);
    return new Made(page, report.asOf());
  }

  private static Map<String, String> parameters(Wanted wanted, List<String> targets) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("target", targets.size() == 1 ? targets.getFirst() : "");
    parameters.put("from", wanted.period().from().toString());
    parameters.put("to", wanted.period().to().toString());
    if (wanted.subject() == Wanted.Subject.changes) {
      parameters.put("seed", wanted.seed());
      parameters.put("sample", Integer.toString(wanted.sample()));
    }
    return parameters;
  }
}
