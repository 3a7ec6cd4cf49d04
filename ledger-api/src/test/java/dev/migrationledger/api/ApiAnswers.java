package dev.migrationledger.api;

import dev.migrationledger.domain.command.RegisterTarget;
import dev.migrationledger.domain.origin.Actor;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.domain.origin.CiContext;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.runner.remote.Wire;
import dev.migrationledger.store.codec.LedgerJson;
import dev.migrationledger.store.log.Content;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A real answer of each route, asked for with the description's own examples. */
final class ApiAnswers {

  /** Text that is kept, so that it can be asked for. */
  private static final Content TEXT = Content.of("CREATE TABLE users(id bigint);\n");

  private static final Map<String, String> BESIDE =
      Map.of(
          "compareTargets", "with=test",
          "listAccess", "limit=1&action=token-created",
          "listEvents", "limit=2",
          "listEventsOfTarget", "limit=2",
          "reportChanges", "seed=1");

  /** The migration that some routes are asked about. */
  private static final Map<String, String> VERSIONS =
      Map.of(
          "getApprovals", "0028",
          "reviewException", "0028",
          "approveMigration", "0033",
          "withdrawApprovals", "0033");

  private final RunningService service;
  private final ApiDescription description;
  private final Map<String, Answered> answers = new LinkedHashMap<>();
  private final Map<String, String> bodies = new LinkedHashMap<>();
  private String token = "";
  private String id = "";

  /** What was sent and what came back, under the name of the example. */
  record Answered(String request, HttpResponse<String> response) {}

  ApiAnswers(RunningService service, ApiDescription description) throws Exception {
    this.service = service;
    this.description = description;
    post("createToken", tokenToMake());
    var made = service.parse(answers.get("createToken.json").response().body());
    token = made.at("/secret").asString();
    id = made.at("/token/id").asString();
    post(
        "approveMigration",
        "{\"reason\": \"read it, locks are short\", \"checksum\": \""
            + DescribedStory.waiting()
            + "\"}");
    post("reviewException", "{\"reason\": \"the shop was down, the change is harmless\"}");
    for (var route : description.routes()) {
      if (route.method().equals("GET")) {
        get(route);
      }
    }
    post("withdrawApprovals", "{\"reason\": \"the locks are longer than thought\"}");
    runner();
    post("rotateToken", "{\"grace_ms\": 60000}");
    post("revokeToken", "");
  }

  /** By the name of the example's file. */
  Map<String, Answered> answers() {
    return answers;
  }

  /** What was sent, by the name of the example's file. */
  Map<String, String> bodies() {
    return bodies;
  }

  private static String tokenToMake() {
    return """
    {
      "name": "ci-shop",
      "kind": "service",
      "scopes": ["read", "run", "approve"],
      "targets": ["*"],
      "expires_at": "never"
    }
    """;
  }

  private void get(ApiDescription.Route route) throws Exception {
    var beside = BESIDE.getOrDefault(route.id(), "");
    var asked = beside.isEmpty() ? route.address() : route.address(beside);
    var usual =
        VERSIONS.containsKey(route.id())
            ? asked.replace("/0029", "/" + VERSIONS.get(route.id()))
            : asked;
    if (!route.names("query").contains("format")) {
      var kind = route.id().equals("watchRun") ? ".txt" : ".json";
      answers.put(route.id() + kind, new Answered("", service.get(usual)));
      return;
    }
    var formats =
        route.parameters("query").stream()
            .filter(p -> p.at("/name").asString().equals("format"))
            .findFirst()
            .orElseThrow()
            .at("/schema/enum");
    for (var format : formats) {
      var word = format.asString();
      var address = usual + (usual.contains("?") ? "&" : "?") + "format=" + word;
      var suffix =
          switch (word) {
            case "cloudevents" -> "json";
            case "ocsf" -> "ocsf.jsonl";
            case "markdown" -> "md";
            default -> word;
          };
      answers.put(route.id() + "." + suffix, new Answered("", service.get(address)));
    }
  }

  private void post(String name, String body) throws Exception {
    var route = description.route(name);
    var path =
        route
            .path()
            .replace("{id}", id)
            .replace("{target}", "prod")
            .replace("{version}", VERSIONS.getOrDefault(name, ""));
    var runner = path.startsWith("/runner/");
    var own = runner || path.startsWith("/targets/");
    var request =
        HttpRequest.newBuilder(URI.create(service.address() + "/api/v1" + path))
            .header("Authorization", "Bearer " + (own ? token : service.token()))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (runner) {
      request.header(Wire.SHAPE_HEADER, Wire.SHAPE).header(Wire.PROGRAM_HEADER, "ledger 0.1.0");
    }
    answers.put(name + ".json", new Answered(body, service.send(request.build())));
    if (!body.isEmpty()) {
      bodies.put(name + ".request.json", body);
    }
  }

  private void runner() throws Exception {
    var json = new LedgerJson();
    var actor = new Actor("dana", ActorKind.HUMAN, "option", "", "dana", "host-1", "app");
    var origin = new Origin(actor, CiContext.NONE, "run-2", "ledger 0.1.0");
    var command = json.write(new RegisterTarget("shop", "staging", "7002", "shop"));
    var messages = new LinkedHashMap<String, Object>();
    messages.put("askState", new Wire.StateAsked("test"));
    messages.put(
        "sendCommand",
        new Wire.CommandSent(
            "run-2/1", "RegisterTarget", new String(command, StandardCharsets.UTF_8), origin));
    messages.put("sendContents", new Wire.ContentsSent(List.of(TEXT)));
    messages.put("askText", new Wire.TextAsked(TEXT.commitment()));
    messages.put("askDiscoveries", new Wire.DiscoveriesAsked("prod", List.of("public.users")));
    messages.put(
        "askAttribution", new Wire.AttributionAsked("prod", "table", "public.users", "public"));
    messages.put("askRecords", new Wire.RecordsAsked("prod"));
    for (var message : messages.entrySet()) {
      post(message.getKey(), new String(json.write(message.getValue()), StandardCharsets.UTF_8));
    }
  }
}
