package dev.migrationledger.runner.settings;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.origin.Persons;
import java.util.Map;

/**
 * Which environments need approvals before a migration runs, and who is one person.
 *
 * @param needed an environment to how many people have to approve; an environment that is not named
 *     needs none
 * @param people whose names would be taken for several people's
 */
public record ApprovalSettings(Map<String, Integer> needed, Persons people) {

  /** No environment needs an approval. */
  public static final ApprovalSettings NONE = new ApprovalSettings(Map.of(), Persons.AS_SIGNED);

  public ApprovalSettings {
    needed = Map.copyOf(needed);
    requireNonNull(people, "people");
  }

  /** How many people have to approve; 0 when none has. */
  public int needed(String environment) {
    return needed.getOrDefault(environment, 0);
  }
}
