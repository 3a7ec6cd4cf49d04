package dev.migrationledger.api.report;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.export.Handover;
import dev.migrationledger.api.openapi.Described;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.api.request.ApiProblem;
import dev.migrationledger.api.request.Parameters;
import dev.migrationledger.api.request.Targets;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.report.changes.ChangeReports;
import dev.migrationledger.report.document.Report;
import dev.migrationledger.report.incident.IncidentReports;
import dev.migrationledger.runner.remote.Wire;
import dev.migrationledger.store.LedgerStore;
import dev.migrationledger.store.merkle.Hash;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports as files. Each is on record, with who takes it, before it is given. */
@RestController
public final class Reports implements Described {

  private final LedgerQuery query;
  private final LedgerStore store;
  private final Targets targets;
  private final Handover handover;
  private final LatelyGiven lately = new LatelyGiven(System::nanoTime);

  public Reports(LedgerQuery query, LedgerStore store, Targets targets) {
    this.query = query;
    this.store = store;
    this.targets = targets;
    this.handover = new Handover(store);
  }

  @Override
  public List<Operation> operations() {
    return ReportOperations.all();
  }

  @GetMapping("/api/v1/reports/changes")
  ResponseEntity<byte[]> changes(
      @AuthenticationPrincipal Caller caller,
      @RequestParam MultiValueMap<String, String> given,
      @RequestHeader(name = Wire.KEY_HEADER, defaultValue = "") String key) {
    return lately.given(caller, key, "changes " + given, () -> changes(caller, given));
  }

  private ResponseEntity<byte[]> changes(Caller caller, MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var name = parameters.text("target");
    var asked = ReportRequest.ofChanges(parameters);
    var target = targets.orUsual(name);
    var report =
        ChangeReports.of(
            target, store.targetLog(target), asked.period(), asked.seed(), asked.sample());
    return give(caller, asked, Report.of(report, asked.period()));
  }

  @GetMapping("/api/v1/reports/incident")
  ResponseEntity<byte[]> incident(
      @AuthenticationPrincipal Caller caller,
      @RequestParam MultiValueMap<String, String> given,
      @RequestHeader(name = Wire.KEY_HEADER, defaultValue = "") String key) {
    return lately.given(caller, key, "incident " + given, () -> incident(caller, given));
  }

  private ResponseEntity<byte[]> incident(Caller caller, MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var name = parameters.text("target");
    var asked = ReportRequest.ofIncident(parameters);
    var named = name.isEmpty() ? query.targets() : List.of(targets.known(name));
    if (named.isEmpty()) {
      throw new ApiProblem(ApiError.NOT_RECORDED, "the ledger knows no target yet.");
    }
    var report = IncidentReports.of(query, named, asked.period());
    return give(caller, asked, Report.of(report, asked.period()));
  }

  private ResponseEntity<byte[]> give(Caller caller, ReportRequest asked, Report report) {
    var bytes = asked.format().write(report);
    var digest = Hash.sha256(bytes).hex();
    handover.record(caller, report.exports(asked.recorded(), digest));
    var name =
        "%s-as-of-%d.%s".formatted(report.subject(), report.asOf(), asked.format().extension());
    return ResponseEntity.ok()
        .header("Content-Type", asked.format().mediaType())
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .header("Ledger-As-Of", Long.toString(report.asOf()))
        .header("Ledger-Digest", "sha-256=" + digest)
        .cacheControl(CacheControl.noStore())
        .body(bytes);
  }
}
