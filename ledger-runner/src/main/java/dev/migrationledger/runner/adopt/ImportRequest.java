package dev.migrationledger.runner.adopt;

import java.util.Map;
import java.util.Set;

/**
 * What somebody decided about a history before it is imported.
 *
 * @param ties a row, by its version or name, to the file that is its
 * @param accepted the codes somebody answers for
 * @param app the Django app whose rows are meant, empty for all
 */
public record ImportRequest(Map<String, String> ties, Set<String> accepted, String app) {

  /** Nothing was decided. */
  public static final ImportRequest PLAIN = new ImportRequest(Map.of(), Set.of(), "");

  public ImportRequest {
    ties = Map.copyOf(ties);
    accepted = Set.copyOf(accepted);
  }

  boolean accepts(ImportCode code) {
    return code.mayBeAccepted() && accepted.contains(code.code());
  }
}
