package dev.migrationledger.runner.attribution;

import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Authorship.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** What the file system knows of a file's author: owner and modification time. */
final class OwnedFile {

  private OwnedFile() {}

  static Authorship authorship(Path file, Source source) {
    Instant time = modified(file);
    return new Authorship(source, "", BoundedText.name(owner(file)), "", "", "", time, time, "");
  }

  private static String owner(Path file) {
    try {
      return Files.getOwner(file).getName();
    } catch (IOException | UnsupportedOperationException _) {
      return "";
    }
  }

  private static Instant modified(Path file) {
    try {
      return BoundedText.time(Files.getLastModifiedTime(file).toInstant());
    } catch (IOException _) {
      return Instant.EPOCH;
    }
  }
}
