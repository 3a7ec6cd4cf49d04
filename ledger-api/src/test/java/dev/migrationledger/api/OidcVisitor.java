package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jsoup.Jsoup;

/** Somebody who logs in at an issuer, in a browser without scripts. */
final class OidcVisitor {

  private final TestIssuer issuer;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();

  OidcVisitor(TestIssuer issuer) {
    this.issuer = issuer;
  }

  /** Where the issuer sends the browser when somebody has logged in there. */
  String way(String begin, String person) throws Exception {
    var authorize = header(get(begin), "Location");
    assertThat(authorize).startsWith(issuer.address()).contains("code_challenge_method=S256");
    var asked = get(authorize);
    if (!header(asked, "Location").contains("/login/oidc/back")) {
      var form = Jsoup.parse(get(issuer.address() + "/login").body());
      var proof = form.select("input[name=_csrf]").attr("value");
      var in =
          HttpRequest.newBuilder(URI.create(issuer.address() + "/login"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "username=" + person + "&password=secret&_csrf=" + proof))
              .build();
      asked = get(header(send(in), "Location"));
    }
    var back = header(asked, "Location");
    assertThat(back).as(asked.body()).contains("/login/oidc/back?code=");
    return back;
  }

  /** Logs out of a service, by the form on its pages. */
  HttpResponse<String> leave(String service) throws Exception {
    var form = Jsoup.parse(get(service + "/").body()).select("form.leave");
    var proof = form.select("input[name=_csrf]").attr("value");
    return send(
        HttpRequest.newBuilder(URI.create(service + "/logout"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + proof))
            .build());
  }

  HttpResponse<String> get(String address) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(address)).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return browser.send(request, HttpResponse.BodyHandlers.ofString());
  }

  String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
