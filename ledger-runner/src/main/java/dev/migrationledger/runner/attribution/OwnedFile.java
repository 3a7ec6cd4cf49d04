package dev.migrationledger.runner.attribution;

import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Authorship.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
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
      var owned = Files.getFileAttributeView(file, FileOwnerAttributeView.class);
      return owned == null ? "" : owned.getOwner().getName();
    } catch (IOException _) {
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
