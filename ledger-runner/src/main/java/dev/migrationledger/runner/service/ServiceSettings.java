package dev.migrationledger.runner.service;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.runner.settings.OidcSettings;
import dev.migrationledger.runner.target.TargetAddress;
import java.util.List;

/**
 * What the audit service is started with.
 *
 * @param ledger where the ledger is; it is installed
 * @param target the target questions are about when they name none, may be empty
 * @param bind the address to listen on
 * @param port the port to listen on, 0 for a free one
 * @param recurring what is done again and again meanwhile
 * @param newAdminToken whether to make a token of an admin even if there is one
 * @param oidc whose JWTs it takes beside its own tokens
 */
public record ServiceSettings(
    TargetAddress ledger,
    String target,
    String bind,
    int port,
    List<Recurring> recurring,
    boolean newAdminToken,
    OidcSettings oidc) {

  public ServiceSettings {
    requireNonNull(ledger, "ledger");
    requireNonNull(target, "target");
    requireNonNull(bind, "bind");
    requireNonNull(oidc, "oidc");
    recurring = List.copyOf(recurring);
  }
}
