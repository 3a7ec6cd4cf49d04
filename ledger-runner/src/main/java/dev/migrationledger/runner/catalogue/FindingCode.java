package dev.migrationledger.runner.catalogue;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.Severity;

/** A code that is told as a finding. */
public interface FindingCode extends Catalogued {

  /** How bad it is. */
  Severity severity();

  /** The finding, about a whole file, or all of them when that is empty. */
  default Finding of(String file, String message) {
    return at(file, 0, 0, message);
  }

  /** The finding at a place; line and column count from 1, 0 stands for the whole. */
  default Finding at(String file, int line, int column, String message) {
    return new Finding(code(), severity(), file, line, column, message, remedy());
  }
}
