package dev.migrationledger.runner.cli.demo;

import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.cli.schema.DriftLook;
import dev.migrationledger.runner.service.Listening;
import dev.migrationledger.runner.service.Recurring;
import dev.migrationledger.runner.service.ServiceSettings;
import dev.migrationledger.runner.service.ServiceStarter;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.settings.Settings;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the audit service. */
@Command(
    name = "serve",
    description = "Starts the audit service on the ledger; it listens on 127.0.0.1 unless told.",
    footer = {
      "",
      "Examples:",
      "  ledger serve",
      "  ledger serve --port 9090 -u postgres://db/shop",
      "  ledger serve -u postgres://db/shop --drift-every 15m",
      "  ledger serve -u postgres://db/shop --log-format json",
      "",
      "The first start shows a token to enter with. Then:",
      "  curl -H \"Authorization: Bearer TOKEN\" \\",
      "    http://127.0.0.1:8080/api/v1/ask?q=who+edited+0029+after+it+ran"
    })
public final class ServeCommand extends LedgerTask {

  private static final int MOST_NAMED = 5;

  @Option(names = "--port", paramLabel = "PORT", description = "The port (default: 8080)")
  private int port = 8080;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "The address (default: 127.0.0.1)")
  private String bind = "127.0.0.1";

  @Option(
      names = "--drift-every",
      paramLabel = "TIME",
      description =
          "Look for drift of the target this often, as \"ledger drift\" does, e.g. 15m or PT15M"
              + " (default: 0, never)")
  private @Nullable String driftEvery;

  @Option(
      names = "--new-admin-token",
      description =
          "Make and show a token of an admin, also if there is one already: for who has lost theirs")
  private boolean newAdminToken;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description =
          "How the service logs to stderr: text, or json: a line of JSON each, with the fields of"
              + " the Elastic Common Schema (default: text)")
  private @Nullable String logFormat;

  @Override
  protected Map<Setting, String> ownSettings() {
    var own = new EnumMap<Setting, String>(Setting.class);
    if (driftEvery != null) {
      own.put(Setting.DRIFT_EVERY, driftEvery);
    }
    if (logFormat != null) {
      own.put(Setting.LOG_FORMAT, logFormat);
    }
    return own;
  }

  @Override
  protected ExitCode run(Workspace workspace) {
    var starter =
        ServiceLoader.load(ServiceStarter.class)
            .findFirst()
            .orElseThrow(() ->
                new UsageProblem(
                    "the service is not on the class path; start it with the launcher:"
                        + " ./ledger serve"));
    System.setProperty(ServiceStarter.LOG_FORMAT, workspace.settings().text(Setting.LOG_FORMAT));
    workspace.queries().catchUp();
    var settings =
        new ServiceSettings(
            workspace.ledgerAddress(),
            workspace.target(),
            new Listening(bind, port, workspace.settings().trustedProxies()),
            recurring(workspace.settings()),
            newAdminToken,
            workspace.settings().oidc(),
            workspace.settings().approvals().people());
    starter.serve(
        settings,
        serving -> {
          workspace.beforeServerStops(serving.stop());
          tell(serving);
        });
    return ExitCode.DONE;
  }

  private void tell(ServiceStarter.Serving serving) {
    var token = serving.newAdminToken().value();
    if (!token.isEmpty()) {
      console().answer("");
      console().answer("A token to enter with, shown only this once and good for 7 days:");
      console().answer(Console.Paint.STRONG, "  " + token);
      console()
          .answer("Log in to the pages with it, or send it as \"Authorization: Bearer TOKEN\".");
      console().answer("It may read, and make other tokens: POST /api/v1/tokens (docs/api.md).");
      console().answer("");
    }
    console().answer("serving on " + serving.address() + "  (stop with Ctrl-C)");
    console().flush();
  }

  private List<Recurring> recurring(Settings settings) {
    var every = settings.duration(Setting.DRIFT_EVERY);
    return every.isZero()
        ? List.of()
        : List.of(new Recurring("drift", every, () -> drift(settings)));
  }

  /** On connections of its own, so that one that was lost is another the next time. */
  private Recurring.Found drift(Settings settings) {
    try (var workspace = new Workspace(settings, environment(), folder())) {
      var differing = DriftLook.begin(workspace, note -> {}).scan().scan().observed();
      var objects = differing.stream().map(o -> o.drift().label()).limit(MOST_NAMED).toList();
      return new Recurring.Found(
          differing.isEmpty()
              ? "no drift: the schema of target \"%s\" is what the ledger says"
                  .formatted(workspace.target())
              : "drift: %s of target \"%s\" %s not what the ledger says (%s); \"ledger drift\" shows it"
                  .formatted(
                      differing.size() == 1 ? "1 object" : differing.size() + " objects",
                      workspace.target(),
                      differing.size() == 1 ? "is" : "are",
                      String.join(", ", objects)
                          + (differing.size() > objects.size() ? ", ..." : "")),
          !differing.isEmpty());
    }
  }
}
