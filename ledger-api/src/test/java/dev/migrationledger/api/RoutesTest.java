package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.settings.OidcSettings;
import dev.migrationledger.runner.target.Secret;
import dev.migrationledger.store.LedgerStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** No route without a decision: all there are, as everybody there can be. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class RoutesTest {

  private static final List<String> ROLES =
      List.of("none", "read", "run", "approve", "admin", "expired", "revoked", "forged");

  private static EmbeddedPostgres server;
  private static LedgerStore store;
  private static ConfigurableApplicationContext context;
  private static Map<String, String> tokens;
  private static String address;

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedPostgres.temporary();
    var ds = RunningService.installed(server, "routes");
    try (var c = ds.getConnection()) {
      tokens = Roles.tokens(c);
    }
    store = LedgerStore.open(ds);
    context =
        new LedgerApplication(ds, store, RunningService.settings(server, "routes", awayIssuer()))
            .start();
    address = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  private static OidcSettings awayIssuer() {
    return new OidcSettings(
        "http://127.0.0.1:1",
        "ledger",
        "",
        "groups",
        Map.of(),
        new OidcSettings.Client("ledger", Secret.none(), List.of("openid"), ""));
  }

  @AfterAll
  static void stop() {
    context.close();
    store.close();
    server.close();
  }

  @Test
  void each_route_stands_in_the_table_and_the_table_has_no_other() throws Exception {
    assertThat(routes()).isEqualTo(table().keySet());
  }

  @Test
  void each_route_lets_in_those_the_table_names_and_nobody_else() throws Exception {
    var wrong = new ArrayList<String>();
    try (var http = HttpClient.newHttpClient()) {
      for (var row : table().entrySet()) {
        for (var role : ROLES) {
          int status = status(http, row.getKey(), role);
          int expected = expected(row.getValue(), role);
          boolean right = expected == 0 ? status != 401 && status != 403 : status == expected;
          if (!right) {
            wrong.add(row.getKey() + " as " + role + ": " + status + ", not " + expected);
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void a_route_that_nobody_decided_about_is_open_to_nobody() throws Exception {
    var mapping =
        context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    var info =
        RequestMappingInfo.paths("/api/v1/planted")
            .methods(RequestMethod.POST)
            .options(mapping.getBuilderConfiguration())
            .build();
    mapping.registerMapping(info, this, getClass().getDeclaredMethod("planted"));
    try (var http = HttpClient.newHttpClient()) {
      for (var role : List.of("read", "run", "approve", "admin")) {
        var answer = send(http, "POST /api/v1/planted", role);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("ACCESS-007").contains("POST /api/v1/planted");
      }
      assertThat(status(http, "POST /api/v1/planted", "none")).isEqualTo(401);
    } finally {
      mapping.unregisterMapping(info);
    }
  }

  ResponseEntity<String> planted() {
    return ResponseEntity.ok("open to all");
  }

  /** 0 when the role is let in. */
  private static int expected(String who, String role) {
    if (Set.of("expired", "revoked", "forged").contains(role)) {
      return 401;
    }
    if (who.equals("anybody")) {
      return 0;
    }
    if (role.equals("none")) {
      return 401;
    }
    return who.equals("caller") || Set.of(who.split(" ")).contains(role) ? 0 : 403;
  }

  private static int status(HttpClient http, String route, String role) throws Exception {
    var answer = send(http, route, role);
    boolean toLogin = answer.headers().firstValue("Location").orElse("").startsWith("/login");
    return toLogin ? 401 : answer.statusCode();
  }

  private static HttpResponse<String> send(HttpClient http, String route, String role)
      throws Exception {
    var method = route.substring(0, route.indexOf(' '));
    var path =
        route
            .substring(route.indexOf(' ') + 1)
            .replaceAll("\\{first:.*?[)]\\S*[}]", "nothing")
            .replaceAll("\\{[a-z_]+[}]", "1")
            .replace("/webjars/**", "/webjars/htmx.org/2.0.8/dist/htmx.min.js")
            .replaceAll("^/[*]{2}$", "/assets/ledger.css")
            .replace("/**", "/x");
    var request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (!role.equals("none")) {
      request.header("Authorization", "Bearer " + tokens.get(role));
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Map<String, String> table() throws Exception {
    try (var in = RoutesTest.class.getResourceAsStream("/access/routes.txt")) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      var table = new TreeMap<String, String>();
      text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\s+=\\s+", 2))
          .forEach(parts -> assertThat(table.put(parts[0], parts[1])).as(parts[0]).isNull());
      return table;
    }
  }

  private static Set<String> routes() {
    var routes = new TreeSet<String>();
    for (var mapping : context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
      for (var info : mapping.getHandlerMethods().keySet()) {
        var methods = new TreeSet<String>();
        info.getMethodsCondition().getMethods().forEach(method -> methods.add(method.name()));
        for (var method : methods.isEmpty() ? Set.of("GET", "POST") : methods) {
          info.getPatternValues().forEach(path -> routes.add(method + " " + path));
        }
      }
    }
    for (var mapping : context.getBeansOfType(AbstractUrlHandlerMapping.class).values()) {
      mapping.getHandlerMap().keySet().forEach(path -> routes.add("GET " + path));
    }
    return routes;
  }
}
