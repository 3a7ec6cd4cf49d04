package dev.migrationledger.runner.source;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import java.nio.file.Path;
import java.util.List;

/**
 * What a folder of migrations holds.
 *
 * @param path the folder
 * @param migrations the migrations with a number of their own, ascending
 * @param retired the files retired by their name, ascending
 * @param downs the down scripts, ascending
 * @param ambiguous the migrations that share a number, ascending
 * @param findings everything that is wrong with names and files
 */
public record MigrationFolder(
    Path path,
    List<SourceFile> migrations,
    List<SourceFile> retired,
    List<SourceFile> downs,
    List<SourceFile> ambiguous,
    List<Finding> findings) {

  public MigrationFolder {
    requireNonNull(path, "path");
    migrations = List.copyOf(migrations);
    retired = List.copyOf(retired);
    downs = List.copyOf(downs);
    ambiguous = List.copyOf(ambiguous);
    findings = List.copyOf(findings);
  }
}
