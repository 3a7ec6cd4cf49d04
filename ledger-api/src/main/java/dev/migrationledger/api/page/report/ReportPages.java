package dev.migrationledger.api.page.report;

import dev.migrationledger.api.page.Html;
import dev.migrationledger.api.report.ReportRequest;
import dev.migrationledger.query.LedgerQuery;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page that reports are ordered on: its forms lead to the reports' own addresses. */
@Controller
public final class ReportPages {

  private final LedgerQuery query;
  private final Html html;

  public ReportPages(LedgerQuery query, Html html) {
    this.query = query;
    this.html = html;
  }

  @GetMapping("/reports")
  ResponseEntity<String> reports(@RequestParam(name = "target", defaultValue = "") String target) {
    var today = LocalDate.now(ZoneOffset.UTC);
    var quarter = today.withMonth((today.getMonthValue() - 1) / 3 * 3 + 1).withDayOfMonth(1);
    var known = query.targets();
    return html.page(
        "reports",
        known.contains(target) ? target : "",
        query.catchUp(),
        Map.of(
            "targets",
            known,
            "formats",
            ReportRequest.FORMATS,
            "from",
            quarter.minusMonths(3),
            "to",
            quarter,
            "yesterday",
            today.minusDays(1).atStartOfDay(),
            "tomorrow",
            today.plusDays(1).atStartOfDay()));
  }
}
