package dev.migrationledger.runner.service;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.runner.settings.OidcSettings;
import dev.migrationledger.runner.target.TargetAddress;
import java.util.List;

/**
 * What the audit service is started with.
 *
 * @param ledger where the ledger is; it is installed
 * @param target the target questions are about when they name none, may be empty
 * @param listening where it listens
 * @param recurring what is done again and again meanwhile
 * @param newAdminToken whether to make a token of an admin even if there is one
 * @param oidc whose JWTs it takes beside its own tokens
 * @param persons who is one person, where somebody else has to approve
 */
public record ServiceSettings(
    TargetAddress ledger,
    String target,
    Listening listening,
    List<Recurring> recurring,
    boolean newAdminToken,
    OidcSettings oidc,
    Persons persons) {

  public ServiceSettings {
    requireNonNull(ledger, "ledger");
    requireNonNull(target, "target");
    requireNonNull(listening, "listening");
    requireNonNull(oidc, "oidc");
    requireNonNull(persons, "persons");
    recurring = List.copyOf(recurring);
  }
}
