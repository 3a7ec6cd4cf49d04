package dev.migrationledger.runner.cli.contract;

import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.schema.contract.Contract;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where the contract is: the file that the settings name, else the usual one beside the migrations.
 *
 * @param path the file, which need not be there
 * @param named whether the settings name it
 */
public record ContractFile(Path path, boolean named) {

  /**
   * Finds it.
   *
   * @throws UsageProblem when the settings' name is no file's name
   */
  public static ContractFile of(Workspace workspace) {
    var name = workspace.settings().text(Setting.CONTRACT);
    try {
      return name.isEmpty()
          ? new ContractFile(workspace.migrations().resolveSibling(Contract.FILE), false)
          : new ContractFile(workspace.folder().resolve(name), true);
    } catch (InvalidPathException e) {
      throw new UsageProblem("the contract's name is no file's name: " + e.getReason());
    }
  }

  /** Whether it is wanted: it was named, or it is there. */
  public boolean isWanted() {
    return named || Files.exists(path);
  }
}
