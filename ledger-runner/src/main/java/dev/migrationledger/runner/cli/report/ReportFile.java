package dev.migrationledger.runner.cli.report;

import dev.migrationledger.runner.cli.UsageProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file a report is written to; one that is there is never written over. */
record ReportFile(Path path) {

  /**
   * A file that can be written.
   *
   * @throws UsageProblem when something of that name is there, or its folder is not
   */
  static ReportFile at(Path folder, String name) {
    var path = folder.resolve(name);
    if (Files.exists(path)) {
      throw new UsageProblem(name + " is there already; nothing was made. Choose another name");
    }
    var parent = path.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
      throw new UsageProblem(name + " cannot be written: its folder is missing or read-only");
    }
    return new ReportFile(path);
  }

  void write(byte[] bytes) {
    try {
      Files.write(path, bytes, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be written", e);
    }
  }
}
