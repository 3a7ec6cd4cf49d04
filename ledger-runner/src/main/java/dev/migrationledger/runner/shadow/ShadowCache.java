package dev.migrationledger.runner.shadow;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.catalog.SnapshotFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Snapshots by the chain of scripts that made them, as files. A file's name holds the key and the
 * snapshot's own hash, so that a damaged one is noticed; the longest unused are removed when there
 * are too many. A cache that cannot be written is none.
 */
public final class ShadowCache {

  private static final Pattern NAME = Pattern.compile("^([0-9a-f]{64})-([0-9a-f]{64})\\.json$");

  private final Path folder;
  private final int most;
  private final long mostBytes;

  /** A cache of at most 2,000 snapshots and 256 MiB. */
  public static ShadowCache in(Path folder) {
    return new ShadowCache(folder, 2_000, 256L << 20);
  }

  ShadowCache(Path folder, int most, long mostBytes) {
    this.folder = folder;
    this.most = most;
    this.mostBytes = mostBytes;
  }

  /** The snapshot kept under a key; what is damaged is removed and as if it were not there. */
  Optional<SchemaSnapshot> find(String key) {
    for (var file : files(key + "-*.json")) {
      var read = read(file);
      if (read.isPresent()) {
        return read;
      }
      delete(file);
    }
    return Optional.empty();
  }

  /** Keeps a snapshot, in place of another under the same key. */
  void put(String key, SchemaSnapshot snapshot) {
    var name = key + "-" + snapshot.hash() + ".json";
    try {
      Files.createDirectories(folder);
      var fresh = Files.createTempFile(folder, "new-", ".tmp");
      try {
        Files.writeString(fresh, snapshot.json());
        Files.move(
            fresh,
            folder.resolve(name),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
      files(key + "-*.json").stream()
          .filter(file -> !file.endsWith(name))
          .forEach(ShadowCache::delete);
    } catch (IOException e) {
      // a folder that cannot be written keeps nothing: the next replay is as slow as this one
    }
  }

  /** Removes the longest unused until the rest is within the bounds, and what a killed one left. */
  void trim() {
    var kept = new ArrayList<Kept>();
    for (var file : files("*")) {
      Kept.of(file).ifPresent(kept::add);
    }
    kept.sort(Comparator.comparing(Kept::used).reversed());
    var count = 0;
    var bytes = 0L;
    var hourAgo = FileTime.from(Instant.now().minusSeconds(3_600));
    for (var one : kept) {
      var ours = NAME.matcher(one.name()).matches();
      if (ours) {
        count++;
        bytes += one.bytes();
      }
      var left = one.name().endsWith(".tmp") && one.used().compareTo(hourAgo) < 0;
      if (left || (ours && (count > most || bytes > mostBytes))) {
        delete(one.file());
      }
    }
  }

  private record Kept(Path file, String name, long bytes, FileTime used) {
    static Optional<Kept> of(Path file) {
      try {
        return Optional.of(
            new Kept(
                file,
                String.valueOf(file.getFileName()),
                Files.size(file),
                Files.getLastModifiedTime(file)));
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }

  private static Optional<SchemaSnapshot> read(Path file) {
    var name = NAME.matcher(String.valueOf(file.getFileName()));
    try {
      var snapshot = SchemaSnapshot.parse(Files.readString(file));
      if (!name.matches() || !snapshot.hash().equals(name.group(2))) {
        return Optional.empty();
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return Optional.of(snapshot);
    } catch (IOException | SnapshotFailure e) {
      return Optional.empty();
    }
  }

  private List<Path> files(String pattern) {
    var files = new ArrayList<Path>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, pattern)) {
        all.forEach(files::add);
      } catch (IOException | DirectoryIteratorException e) {
        return List.of();
      }
    }
    return files;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException | UncheckedIOException e) {
      // somebody else's: it is found damaged again
    }
  }
}
