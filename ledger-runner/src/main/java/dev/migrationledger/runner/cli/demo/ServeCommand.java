package dev.migrationledger.runner.cli.demo;

import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.service.ServiceStarter;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.ServiceLoader;
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
      "",
      "Then: curl http://127.0.0.1:8080/api/v1/ask?q=who+edited+0029+after+it+ran"
    })
public final class ServeCommand extends LedgerTask {

  @Option(names = "--port", paramLabel = "PORT", description = "The port (default: 8080)")
  private int port = 8080;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "The address (default: 127.0.0.1)")
  private String bind = "127.0.0.1";

  @Override
  protected ExitCode run(Workspace workspace) {
    var starter =
        ServiceLoader.load(ServiceStarter.class)
            .findFirst()
            .orElseThrow(() ->
                new UsageProblem(
                    "the service is not on the class path; start it with the launcher:"
                        + " ./ledger serve"));
    workspace.queries().catchUp();
    starter.serve(
        workspace.ledgerAddress(),
        workspace.target(),
        bind,
        port,
        serving -> {
          workspace.beforeServerStops(serving.stop());
          console().answer("serving on " + serving.address() + "  (stop with Ctrl-C)");
          console().flush();
        });
    return ExitCode.DONE;
  }
}
