package dev.migrationledger.runner.change;

import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;

/** Gives a retired migration's file its new name. */
final class Renaming {

  private Renaming() {}

  static void retire(SourceFile file) {
    try {
      Files.move(file.path(), file.path().resolveSibling(Naming.retiredName(file.file())));
    } catch (IOException e) {
      throw new ChangeRefused.NotRenamed(file, e);
    }
  }
}
