package dev.migrationledger.api;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.script.Script;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People with tokens of their own who judge migrations. */
final class Judges {

  /** Text that would be a script, a formula, another line or another direction somewhere. */
  static final String EVIL =
      "=cmd|'/C calc'!A0 <script>document.title='run'</script>\nsecond line \u202Edrow";

  private static final JsonMapper JSON = new JsonMapper();

  private final RunningService service;
  private final Map<String, String> tokens = new HashMap<>();
  private int last = 30;

  Judges(RunningService service) {
    this.service = service;
  }

  /** Another migration of Ada's that nobody has run yet. */
  Script discovered() {
    var version = "00" + ++last;
    var script = Commands.script(version, "m" + version);
    service.record(Commands.discover("prod", script));
    return script;
  }

  /** The name of a run of its own for a migration. */
  static String run(Script script) {
    return "run-" + script.version().text();
  }

  /** The token of a person. */
  String token(String name, String... scopes) throws Exception {
    var known = tokens.get(name);
    if (known != null) {
      return known;
    }
    var token = service.newToken(name, ActorKind.HUMAN, List.of(scopes));
    tokens.put(name, token);
    return token;
  }

  HttpResponse<String> approve(String who, String version, Map<String, Object> said, String key)
      throws Exception {
    return post(who, "/api/v1/targets/prod/migrations/" + version + "/approvals", said, key);
  }

  HttpResponse<String> approve(String who, Script script, String reason) throws Exception {
    var said = Map.<String, Object>of("reason", reason, "checksum", script.checksum().hex());
    return approve(who, script.version().text(), said, "");
  }

  HttpResponse<String> review(String who, String version, String reason, String key)
      throws Exception {
    var place = "/api/v1/targets/prod/migrations/" + version + "/reviews";
    return post(who, place, Map.of("reason", reason), key);
  }

  HttpResponse<String> post(String who, String path, Map<String, Object> said, String key)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Authorization", "Bearer " + token(who, "read", "approve"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(said)));
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    return service.send(request.build());
  }

  /** What the ledger says of the approvals of a migration. */
  JsonNode told(String version) throws Exception {
    return service.json("/api/v1/targets/prod/migrations/" + version + "/approvals");
  }

  /** How many events of a kind there are of a migration. */
  long events(String event, String version) throws Exception {
    service.json("/api/v1/targets/prod/status");
    return service.number(
        "SELECT count(*) FROM ledger.audit_trail WHERE target = 'prod' AND event = '"
            + event
            + "' AND version = '"
            + version
            + "'");
  }

  /** A run that breaks the glass for a migration. */
  static LedgerCommand[] brokenGlass(String run, Script script) {
    var plan = List.of(new PlannedMigration(script.version(), script.file(), script.checksum()));
    var override = new RuleOverride("PLAN-018", script.version(), "the shop is down");
    return new LedgerCommand[] {
      new StartRun("prod", run, plan, List.of(override), List.of(), Map.of()),
      Commands.applied("prod", run, script),
      Commands.finish("prod", run)
    };
  }
}
