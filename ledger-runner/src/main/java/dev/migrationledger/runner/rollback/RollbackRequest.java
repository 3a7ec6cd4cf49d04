package dev.migrationledger.runner.rollback;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.deploy.DeployRequest;
import dev.migrationledger.runner.shadow.ShadowCache;
import dev.migrationledger.runner.shadow.ShadowServer;
import java.nio.file.Path;
import java.util.List;

/**
 * What a rollback is asked to do.
 *
 * @param to the version that is the highest afterwards; number 0 takes everything back
 * @param reason why, for the record; may be empty when nothing is going to be executed
 * @param deploy the folder, the names and how statements are run, as for a deploy
 * @param server where down scripts are proved
 * @param cache what was replayed before
 * @param setup SQL to run before the first migration is replayed: one file, or none
 */
public record RollbackRequest(
    Version to,
    String reason,
    DeployRequest deploy,
    ShadowServer server,
    ShadowCache cache,
    List<Path> setup) {

  public RollbackRequest {
    requireNonNull(to, "to");
    requireNonNull(reason, "reason");
    requireNonNull(deploy, "deploy");
    requireNonNull(server, "server");
    requireNonNull(cache, "cache");
    setup = List.copyOf(setup);
  }
}
