package dev.migrationledger.runner.source;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Dependency;

/**
 * A dependency and where the script declares it.
 *
 * @param dependency what is declared
 * @param line 1-based line of the declaration
 * @param column 1-based column of the declaration
 */
public record DeclaredDependency(Dependency dependency, int line, int column) {

  public DeclaredDependency {
    requireNonNull(dependency, "dependency");
  }
}
