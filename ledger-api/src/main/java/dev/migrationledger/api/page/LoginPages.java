package dev.migrationledger.api.page;

import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Onward;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a person shows their token, or is sent to the issuer that knows them. */
@Controller
public final class LoginPages {

  private final Html html;
  private final Refused refused;
  private final String issuer;

  LoginPages(Html html, Refused refused, String issuer) {
    this.issuer = issuer;
    this.html = html;
    this.refused = refused;
  }

  @GetMapping("/login")
  ResponseEntity<String> login(@RequestParam(name = "next", defaultValue = "/") String next) {
    return page(HttpStatus.OK, Onward.to(next), Map.of());
  }

  /** The page again, with what was wrong. */
  public ResponseEntity<String> again(AccessProblem why, String next) {
    var said = PageProblems.Said.of(why.error(), why.detail());
    var page = page(why.error().status(), Onward.to(next), Map.of("said", said));
    if (why.retryAfterSeconds() == 0) {
      return page;
    }
    return ResponseEntity.status(page.getStatusCode())
        .headers(page.getHeaders())
        .header(HttpHeaders.RETRY_AFTER, Long.toString(why.retryAfterSeconds()))
        .body(page.getBody());
  }

  /** Leads somebody who has logged in elsewhere on to the page that they asked for. */
  public ResponseEntity<String> entered(Onward next) {
    var page = html.page("entered", "", -1, Map.of("next", next.address()));
    return ResponseEntity.status(page.getStatusCode())
        .headers(page.getHeaders())
        .header("Refresh", "0; url=" + next.address())
        .body(page.getBody());
  }

  /**
   * Tells somebody who has left that they are still logged in elsewhere.
   *
   * @param onward where they log out there
   */
  public ResponseEntity<String> left(String onward) {
    return html.page("left", "", -1, Map.of("issuer", issuer, "onward", onward));
  }

  /** The login could not be tried. */
  public ResponseEntity<String> failed(RuntimeException why) {
    return refused.page(why);
  }

  private ResponseEntity<String> page(HttpStatus status, Onward next, Map<String, Object> more) {
    var shown = new LinkedHashMap<String, Object>(more);
    shown.put("next", next.address());
    shown.put("issuer", issuer);
    shown.put("proof", Reader.current().csrf());
    return html.page(status, "login", "", -1, shown);
  }
}
