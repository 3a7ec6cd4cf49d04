package dev.migrationledger.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * One user's share of a server. Each user locks a file of its own, which the operating system
 * unlocks when the process dies: a shared lock on one file would not do, because closing any
 * channel on a file drops all locks of the process on it (POSIX fcntl), also those of another user
 * in this JVM.
 */
final class FolderLease implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(10);

  private final ServerFolder folder;
  private final Path mine;
  private final FileChannel channel;

  private FolderLease(ServerFolder folder, Path mine, FileChannel channel) {
    this.folder = folder;
    this.mine = mine;
    this.channel = channel;
  }

  /** Takes part in the use of the folder; to be called while nobody decides about it. */
  static FolderLease take(ServerFolder folder) {
    try {
      Files.createDirectories(folder.users());
      Path mine = folder.users().resolve(thisProcess() + "-" + UUID.randomUUID());
      FileChannel channel =
          FileChannel.open(mine, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      channel.lock();
      return new FolderLease(folder, mine, channel);
    } catch (IOException e) {
      throw new EmbeddedPostgresException.FolderUnusable(
          folder.root(), "its users cannot be counted: " + e, e);
    }
  }

  /**
   * Decides alone: no other thread or process decides about this folder meanwhile. The monitor is
   * the class's, because the file lock belongs to the whole process.
   */
  static <T> T alone(ServerFolder folder, Supplier<T> decision) {
    synchronized (FolderLease.class) {
      try (FileChannel channel =
          FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        Instant limit = Instant.now().plus(PATIENCE);
        FileLock lock = channel.tryLock();
        while (lock == null) {
          if (Instant.now().isAfter(limit)) {
            throw new EmbeddedPostgresException.FolderBusy(folder.lock(), PATIENCE);
          }
          LockSupport.parkNanos(POLL.toNanos());
          lock = channel.tryLock();
        }
        return decision.get();
      } catch (IOException e) {
        throw new EmbeddedPostgresException.FolderUnusable(
            folder.root(), "it cannot be locked: " + e, e);
      }
    }
  }

  /** Whether anybody alive uses the folder; what dead users left is removed. */
  static boolean inUse(ServerFolder folder) {
    if (!Files.isDirectory(folder.users())) {
      return false;
    }
    boolean used = false;
    try (DirectoryStream<Path> users = Files.newDirectoryStream(folder.users())) {
      for (Path user : users) {
        used |= user.getFileName().toString().startsWith(thisProcess()) || alive(user);
      }
    } catch (IOException e) {
      throw new EmbeddedPostgresException.FolderUnusable(
          folder.root(), "its users cannot be counted: " + e, e);
    }
    return used;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(mine);
      channel.close();
    } catch (IOException e) {
      throw new EmbeddedPostgresException.FolderUnusable(folder.root(), e.toString(), e);
    }
  }

  private static boolean alive(Path user) throws IOException {
    try (FileChannel channel = FileChannel.open(user, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return true;
      }
      Files.deleteIfExists(user);
      return false;
    }
  }

  /** A process id alone is not enough: in a container every first process has the same. */
  private static String thisProcess() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return self.pid() + "-" + started;
  }
}
