package dev.migrationledger.runner.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file that holds a secret: whether others than its owner may read or change it. */
public final class OwnersFile {

  private static final Set<PosixFilePermission> OWNER =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private OwnersFile() {}

  /** What is known of it. */
  public enum Sharing {
    OWNER_ONLY,
    OTHERS_TOO,
    /** The file system has no such permissions. */
    NOT_KNOWN_HERE
  }

  /**
   * Looks at a file.
   *
   * @throws IOException when it is not there, or cannot be looked at
   */
  public static Sharing of(Path file) throws IOException {
    var rights = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (rights == null) {
      return Sharing.NOT_KNOWN_HERE;
    }
    return OWNER.containsAll(rights.readAttributes().permissions())
        ? Sharing.OWNER_ONLY
        : Sharing.OTHERS_TOO;
  }
}
