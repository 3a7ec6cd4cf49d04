package dev.migrationledger.runner.attribution;

import dev.migrationledger.domain.script.Authorship;
import java.util.List;

/**
 * The changes between two texts of a file, newest first.
 *
 * @param complete whether the history reaches back to the earlier text; if not (a shallow clone, a
 *     text that was never committed, rewritten history), the list may hold older changes or miss
 *     some
 */
public record Changes(List<Authorship> changes, boolean complete) {

  public Changes {
    changes = List.copyOf(changes);
  }
}
