package dev.migrationledger.runner.shadow;

import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptParser;
import dev.migrationledger.runner.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of migrations in the making. */
record Scripts(Path folder) {

  Scripts write(String file, String text) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<ParsedScript> migrations() {
    return parsed(read().migrations());
  }

  List<ParsedScript> downs() {
    return parsed(read().downs());
  }

  private MigrationFolder read() {
    return MigrationDirectory.read(folder, Naming.LEDGER);
  }

  private static List<ParsedScript> parsed(List<SourceFile> files) {
    return files.stream().map(f -> ScriptParser.parse(f, Naming.LEDGER)).toList();
  }
}
