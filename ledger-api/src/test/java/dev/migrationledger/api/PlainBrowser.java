package dev.migrationledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A browser without scripts: it keeps cookies and sends forms as they stand. */
final class PlainBrowser {

  private final RunningService service;
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  PlainBrowser(RunningService service) {
    this.service = service;
  }

  HttpResponse<String> logIn(String token) throws Exception {
    var login = Jsoup.parse(get("/login").body());
    var proof = login.select("input[name=_csrf]").val();
    return post("/login", "_csrf=" + encoded(proof) + "&token=" + token);
  }

  HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** A page that is there. */
  Document page(String path) throws Exception {
    var answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  /** Sends a form with a reason; line ends as browsers send them. */
  HttpResponse<String> submit(Document form, String reason) throws Exception {
    var fields =
        form.select("input[name]").stream()
            .map(input -> input.attr("name") + "=" + encoded(input.val()))
            .collect(Collectors.joining("&"));
    return post(
        form.select("form").attr("action").replaceFirst("#.*", ""),
        fields + "&reason=" + encoded(reason.replace("\n", "\r\n")));
  }

  private HttpResponse<String> post(String path, String form) throws Exception {
    var request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create(service.address() + path);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
