package dev.migrationledger.runner.attribution;

import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Authorship.Source;
import dev.migrationledger.domain.script.Checksum;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote and changed the files of one migrations folder. Opens the repository at the first
 * question, not before; never throws for what a repository may hold. For one thread.
 */
public final class FileHistory implements AutoCloseable {

  private final Optional<GitFolder> git;
  private final Set<String> notes = new LinkedHashSet<>();
  private @Nullable GitLog log;
  private boolean broken;

  private FileHistory(Optional<GitFolder> git) {
    this.git = git;
  }

  /** The history of a folder, in the repository that this process's environment leads to. */
  public static FileHistory open(Path folder) {
    return open(folder, System.getenv());
  }

  /** The history of a folder, in the repository that this environment leads to. */
  public static FileHistory open(Path folder, Map<String, String> environment) {
    return new FileHistory(GitFolder.find(folder, environment));
  }

  /** Who wrote exactly these bytes of this file. */
  public Authorship authorOf(Path file, Checksum bytes) {
    return authorsOf(Map.of(file, bytes)).getOrDefault(name(file), unknown(file));
  }

  /** Who wrote exactly these bytes of each file, by file name, in one walk over the history. */
  public Map<String, Authorship> authorsOf(Map<Path, Checksum> files) {
    Map<Path, Authorship> found = Map.of();
    GitLog opened = log();
    if (opened != null) {
      try {
        found = opened.authorsOf(files);
      } catch (IOException | RuntimeException e) {
        note(e);
      }
    }
    Map<String, Authorship> authors = new LinkedHashMap<>();
    for (Path file : files.keySet()) {
      Authorship author = found.get(file);
      authors.put(name(file), author == null ? unknown(file) : author);
    }
    return authors;
  }

  /**
   * What changed a file after its content had one checksum, up to another.
   *
   * @param applied the bytes that ran, the start when the previous ones are not in the history
   * @param previous the bytes last seen
   * @param now the bytes of the working file
   */
  public Changes changesSince(Path file, Checksum applied, Checksum previous, Checksum now) {
    if (previous.equals(now)) {
      return new Changes(List.of(), true);
    }
    GitLog opened = log();
    if (opened != null) {
      try {
        GitLog.Since since = opened.changesSince(file, applied, previous, now);
        List<Authorship> changes = new ArrayList<>(since.commits());
        if (!since.clean() || changes.isEmpty()) {
          changes.addFirst(OwnedFile.authorship(file, Source.UNCOMMITTED));
        }
        return new Changes(changes, since.complete());
      } catch (IOException | RuntimeException e) {
        note(e);
      }
    }
    return new Changes(List.of(unknown(file)), false);
  }

  /** The committed text with this checksum, if the file's history holds it. */
  public Optional<String> textAt(Path file, Checksum bytes) {
    GitLog opened = log();
    if (opened != null) {
      try {
        return opened.textAt(file, bytes);
      } catch (IOException | RuntimeException e) {
        note(e);
      }
    }
    return Optional.empty();
  }

  /** What weakens the answers so far, one line each. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public void close() {
    if (log != null) {
      log.close();
      log = null;
    }
  }

  private Authorship unknown(Path file) {
    boolean readable = git.isPresent() && !broken;
    return OwnedFile.authorship(file, readable ? Source.UNCOMMITTED : Source.NO_GIT);
  }

  private @Nullable GitLog log() {
    if (log == null && git.isPresent() && !broken) {
      try {
        log = GitLog.open(git.get());
        if (log.isShallow()) {
          notes.add("the clone is shallow: older changes are not in it (git fetch --unshallow)");
        }
      } catch (IOException | RuntimeException e) {
        broken = true;
        note(e);
      }
    }
    return log;
  }

  private void note(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    notes.add("git's history could not be read: " + BoundedText.name(message));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
