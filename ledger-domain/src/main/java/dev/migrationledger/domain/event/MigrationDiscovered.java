package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Script;
import org.axonframework.serialization.Revision;

/**
 * A script was seen for the first time, or a script that has not run was seen with other bytes.
 *
 * @param target the target it happened on
 * @param script what was found (since revision 2 with the schema objects it names, and dependencies
 *     derived from them)
 */
@Revision("2")
public record MigrationDiscovered(String target, Script script) implements LedgerEvent {

  public MigrationDiscovered {
    requireNonNull(target, "target");
    requireNonNull(script, "script");
  }
}
