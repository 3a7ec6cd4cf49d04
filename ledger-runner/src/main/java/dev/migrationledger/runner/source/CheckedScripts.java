package dev.migrationledger.runner.source;

import dev.migrationledger.domain.run.Finding;
import java.util.List;

/**
 * What PostgreSQL's parser made of scripts.
 *
 * @param scripts the same scripts, in their order, with what was found in them
 * @param findings what concerns all of them
 */
public record CheckedScripts(List<ParsedScript> scripts, List<Finding> findings) {

  public CheckedScripts {
    scripts = List.copyOf(scripts);
    findings = List.copyOf(findings);
  }
}
