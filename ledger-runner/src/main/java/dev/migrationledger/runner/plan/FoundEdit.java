package dev.migrationledger.runner.plan;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.runner.source.ParsedScript;

/**
 * An applied migration whose file is not as the ledger saw it last.
 *
 * @param script the file as it is now
 * @param cosmetic whether it has the statements that ran
 */
public record FoundEdit(ParsedScript script, boolean cosmetic) {

  public FoundEdit {
    requireNonNull(script, "script");
  }
}
