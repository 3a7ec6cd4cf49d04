package dev.migrationledger.api.page.trail;

import dev.migrationledger.api.access.trail.AccessLog;
import dev.migrationledger.api.page.Html;
import dev.migrationledger.api.request.Parameters;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what with the service, the newest first. */
@Controller
public final class AccessLogPages {

  private final LedgerQuery query;
  private final Html html;

  private AccessLogPages(LedgerQuery query, Html html) {
    this.query = query;
    this.html = html;
  }

  /** Adds them to a service that has pages. */
  public static void register(GenericApplicationContext context, LedgerQuery query) {
    context.registerBean(
        AccessLogPages.class, () -> new AccessLogPages(query, context.getBean(Html.class)));
  }

  @GetMapping("/access-log")
  ResponseEntity<String> log(@RequestParam MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var values = parameters.values(AccessLog.LISTING.fields());
    var after = parameters.page(AccessLog.LISTING).after();
    parameters.refuse();
    var page = new Page(after, Page.USUAL, true);
    var answer = query.answer((c, asOf) -> AccessLog.LISTING.page(c, values, "", page, asOf));
    var shown = new LinkedHashMap<String, Object>();
    shown.put("lines", answer.items());
    shown.put("next", answer.next());
    shown.put("actions", AccessLog.ACTIONS);
    shown.put("given", given(parameters));
    shown.put("narrowed", !values.isEmpty() || !after.isEmpty());
    return html.page("access-log", "", answer.asOf(), shown);
  }

  /** What the form is filled with. */
  private static Map<String, String> given(Parameters parameters) {
    return AccessLog.LISTING.fields().stream()
        .map(Field::name)
        .collect(Collectors.toMap(name -> name, parameters::text));
  }
}
