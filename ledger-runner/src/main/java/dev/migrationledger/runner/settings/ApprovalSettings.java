package dev.migrationledger.runner.settings;

import dev.migrationledger.domain.origin.Identity;
import java.util.List;
import java.util.Map;

/**
 * Which environments need approvals before a migration runs, and who is one person.
 *
 * @param needed an environment to how many people have to approve; an environment that is not named
 *     needs none
 * @param people the names and addresses of one person each, where they would be taken for several
 */
public record ApprovalSettings(Map<String, Integer> needed, List<List<String>> people) {

  /** No environment needs an approval. */
  public static final ApprovalSettings NONE = new ApprovalSettings(Map.of(), List.of());

  public ApprovalSettings {
    needed = Map.copyOf(needed);
    people = people.stream().map(List::copyOf).toList();
  }

  /** How many people have to approve; 0 when none has. */
  public int needed(String environment) {
    return needed.getOrDefault(environment, 0);
  }

  /** Whether two signatures are one person's, by their own words or because somebody said so. */
  public boolean isSame(String one, String other) {
    return Identity.isSame(one, other)
        || people.stream().anyMatch(names -> isOneOf(names, one) && isOneOf(names, other));
  }

  private static boolean isOneOf(List<String> names, String signature) {
    return names.stream().anyMatch(name -> Identity.isSame(name, signature));
  }
}
